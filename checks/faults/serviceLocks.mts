/** One lock for each service: jobs on it run one after the other, and they wait while the service is down. */
export interface ServiceLocks<Name extends string> {
	runExclusive<T>(name: Name, job: () => Promise<T>): Promise<T>;
}

export function createLocks<Name extends string>(): ServiceLocks<Name> {
	const tails = new Map<Name, Promise<unknown>>();
	return {
		async runExclusive(name, job) {
			const result = (tails.get(name) ?? Promise.resolve()).then(job);
			tails.set(
				name,
				result.catch(() => undefined),
			);
			return await result;
		},
	};
}
