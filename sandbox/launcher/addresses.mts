/** Everything listens here and nowhere else. */
export const host = '127.0.0.1';

/** One block of ports above one number: the services at +1 to +5, n8n at +90. */
export function portsFrom(portBase: number) {
	return {
		supervisor: portBase,
		quickbooks: portBase + 1,
		woocommerce: portBase + 2,
		woocommercePlain: portBase + 3,
		bigcommerce: portBase + 4,
		ebay: portBase + 5,
		n8n: portBase + 90,
		n8nTaskBroker: portBase + 91,
	};
}

export type Ports = ReturnType<typeof portsFrom>;

export function urlOf(port: number): string {
	return `http://${host}:${port}`;
}
