/**
 * Runs the works of one lane one at a time, in the order in which they were asked for. A work that fails does not stop the next.
 * Lanes do not wait for each other.
 */
export type Turns = <Result>(lane: string, work: () => Promise<Result>) => Promise<Result>;

export function turns(): Turns {
	/** The last work of each lane. */
	const ends = new Map<string, Promise<unknown>>();
	return async (lane, work) => {
		const mine = (ends.get(lane) ?? Promise.resolve()).then(work);
		const settled = mine.then(
			() => undefined,
			() => undefined,
		);
		ends.set(lane, settled);
		void settled.then(() => {
			if (ends.get(lane) === settled) ends.delete(lane);
		});
		return await mine;
	};
}
