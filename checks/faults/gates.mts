/** One at a time through the gate of a service: whoever is behind waits, also while the service is down. */
export interface Gates<Name extends string> {
	pass<T>(name: Name, job: () => Promise<T>): Promise<T>;
}

export function openGates<Name extends string>(): Gates<Name> {
	const tails = new Map<Name, Promise<unknown>>();
	return {
		async pass(name, job) {
			const passed = (tails.get(name) ?? Promise.resolve()).then(job);
			tails.set(
				name,
				passed.catch(() => undefined),
			);
			return await passed;
		},
	};
}
