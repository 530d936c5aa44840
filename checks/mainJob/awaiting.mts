import { setTimeout as wait } from 'node:timers/promises';

/** Something that the main job promises was not seen. */
export class NotSeen extends Error {}

const lookEvery = 500;

/**
 * Looks again and again until there is an answer other than undefined.
 * @throws NotSeen that says what was awaited and how long, with the last reason that the look gave to `noteReason`.
 */
export async function awaitThat<T>(
	what: string,
	seconds: number,
	look: (noteReason: (reason: string) => undefined) => Promise<T | undefined>,
): Promise<T> {
	let last = '';
	const noteReason = (reason: string): undefined => {
		last = `: ${reason}`;
	};
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(lookEvery)) {
		const answer = await look(noteReason);
		if (answer !== undefined) return answer;
	}
	throw new NotSeen(`Waited ${seconds} s in vain for this: ${what}${last}`);
}

/** @throws NotSeen when it is not so. */
export function requireThat(isSo: boolean, what: string): asserts isSo {
	if (!isSo) throw new NotSeen(what);
}
