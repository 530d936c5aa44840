import axios from 'axios';
import type { SandboxConfig, ServiceName } from './e2e';
import type { E2eNode } from './e2eN8n';

const PACKAGE = 'n8n-nodes-qbo-inventory-sync';
const credentialOf: Readonly<Record<string, string>> = {
	quickbooks: 'qboSyncOAuth2Api',
	woocommerce: 'wooCommerceSyncApi',
	bigcommerce: 'bigCommerceSyncApi',
	ebay: 'ebaySyncApi',
};

/** Where workflows under test report to stands in the supervisor, which test/jestSetup/e2e.mjs starts. */
declare const supervisorUrl: string;
const sinkUrl = () => `${supervisorUrl}/sink`;

interface Reported {
	readonly at: number;
	readonly body: { readonly orderId?: string };
}

/** What a workflow reported under a name, oldest first. */
export async function reported(name: string): Promise<readonly Reported[]> {
	return (await axios.get<Reported[]>(`${sinkUrl()}/${name}`, { proxy: false })).data;
}

/** How often each order was reported under a name. */
export async function timesReported(name: string, orderId: string): Promise<number> {
	return (await reported(name)).filter(({ body }) => body.orderId === orderId).length;
}

/** The credentials of a node, as n8n stores them. */
export function credentialsFor({ credentials }: SandboxConfig, ...services: ServiceName[]) {
	return Object.fromEntries(
		services.map((service) => [credentialOf[service], { id: credentials[credentialOf[service] ?? ''], name: service }]),
	);
}

export function orderTrigger(config: SandboxConfig, channel: ServiceName, name = 'Orders'): E2eNode {
	return {
		id: `00000000-0000-4000-8000-${String(Date.now()).slice(-12)}`,
		name,
		type: `${PACKAGE}.channelOrderTrigger`,
		typeVersion: 1,
		position: [0, 0],
		parameters: { pollTimes: config.polls.times, channel, lookAgain: false },
		credentials: credentialsFor(config, channel),
	};
}

/** Reports each order's id under a name; with a delay the run takes that long, milliseconds. */
export function report(name: string, delay = 0): E2eNode {
	return {
		id: `${name}-node`,
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [0, 0],
		parameters: {
			method: 'POST',
			url: `${sinkUrl()}/${name}?delay=${delay}`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify({ orderId: $json.orderId ?? $json.order?.orderId ?? $json.input?.orderId }) }}',
			options: {},
		},
	};
}

export function wait(seconds: number): E2eNode {
	return {
		id: 'wait-node',
		name: 'Wait',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { amount: seconds, unit: 'seconds' },
		webhookId: `wait-${Date.now()}`,
	};
}

/** Where each output of a node leads. */
interface Links {
	readonly main: ReadonlyArray<ReadonlyArray<{ readonly node: string; readonly type: string; readonly index: number }>>;
}

/** A workflow whose nodes follow one another, each by the first output of the one before. */
export function chain(name: string, ...nodes: readonly E2eNode[]) {
	const links = nodes
		.slice(1)
		.map((node, place): [string, Links] => [
			nodes[place]?.name ?? '',
			{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
		]);
	return { name, nodes, connections: Object.fromEntries(links), settings: { executionOrder: 'v1' } };
}
