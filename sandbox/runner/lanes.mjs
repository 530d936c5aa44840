/**
 * Runs lanes of steps side by side, the steps of a lane one after the other.
 *
 * 1. Each lane starts its next step when the one before was good.
 * 2. The first step that is not good ends all that run; none begins after it.
 * 3. `stopped` ends all as well.
 *
 * Returns what came of each step that began, in the order of their ends. A step that was ended for another one's sake is `isCutOff`.
 * @param {readonly (readonly object[])[]} lanes
 * @param {(step: object) => { ended: Promise<{ isGood: boolean }>, end: () => void }} start
 * @param {AbortSignal} [stopped]
 */
export async function runLanes(lanes, start, stopped) {
	const running = new Set();
	const results = [];
	let isOver = stopped?.aborted ?? false;

	function endAll() {
		isOver = true;
		for (const { end } of running) end();
	}

	async function runLane(steps) {
		for (const step of steps) {
			if (isOver) return;
			const begun = start(step);
			running.add(begun);
			const outcome = await begun.ended;
			running.delete(begun);
			results.push({ step, ...outcome, isCutOff: isOver && !outcome.isGood });
			if (!outcome.isGood && !isOver) endAll();
		}
	}

	stopped?.addEventListener('abort', endAll);
	await Promise.all(lanes.map(runLane));
	stopped?.removeEventListener('abort', endAll);
	return results;
}

/** Runs stages one after the other, each of lanes side by side, until one is not good. */
export async function runStages(stages, start, stopped) {
	const results = [];
	for (const lanes of stages) {
		results.push(...(await runLanes(lanes, start(lanes), stopped)));
		if (stopped?.aborted || results.some(({ isGood }) => !isGood)) break;
	}
	return results;
}
