import type { IExecuteFunctions } from 'n8n-workflow';

export const DAY = 24 * 3600_000;

/** Where there would be more, all are forgotten and may be told again. */
const MOST_REMEMBERED = 10_000;

/** When people were told of something last, by its name. It lives as long as the process: it saves repetitions, and losing it costs one. */
export interface ToldLately {
	/** True when it was not told for `pause` milliseconds, a day unless said; it counts as told from then on. */
	isNews(name: string, now: number, pause?: number): boolean;
	/** As `isNews`; but a person's run in the editor tells nobody else, so it does not count as told. */
	isNewsFor(context: IExecuteFunctions, name: string, now: number): boolean;
	/** It is over: when it comes back it is news at once. */
	isOver(name: string): void;
}

export function toldLately(): ToldLately {
	const toldAt = new Map<string, number>();
	const isDue = (name: string, now: number, pause = DAY) => now >= (toldAt.get(name) ?? Number.NEGATIVE_INFINITY) + pause;
	const tell = (name: string, now: number) => {
		if (toldAt.size >= MOST_REMEMBERED && !toldAt.has(name)) toldAt.clear();
		toldAt.set(name, now);
	};
	return {
		isNews(name, now, pause) {
			const due = isDue(name, now, pause);
			if (due) tell(name, now);
			return due;
		},
		isNewsFor(context, name, now) {
			const due = isDue(name, now);
			if (due && context.getMode() !== 'manual') tell(name, now);
			return due;
		},
		isOver: (name) => void toldAt.delete(name),
	};
}
