/**
 * Runs the works of one lane one at a time, in the order in which they were asked for. A work that fails does not stop the next.
 * Lanes do not wait for each other.
 */
export type SerialQueue = <Result>(lane: string, work: () => Promise<Result>) => Promise<Result>;

export function serialQueue(): SerialQueue {
	/** The last work of each lane. */
	const ends = new Map<string, Promise<unknown>>();
	return async (lane, work) => {
		const result = (ends.get(lane) ?? Promise.resolve()).then(work);
		const finished = result.then(
			() => undefined,
			() => undefined,
		);
		ends.set(lane, finished);
		void finished.then(() => {
			if (ends.get(lane) === finished) ends.delete(lane);
		});
		return await result;
	};
}
