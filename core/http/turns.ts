/** Lets works of one lane go in the order asked, each after the one before has come to an end, well or not. Lanes do not wait for each other. */
export type Turns = <Result>(lane: string, work: () => Promise<Result>) => Promise<Result>;

export function turns(): Turns {
	/** The end of each lane's queue. */
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
