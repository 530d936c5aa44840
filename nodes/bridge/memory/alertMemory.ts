import type { IExecuteFunctions } from 'n8n-workflow';

export const DAY = 24 * 3600_000;

/** What comes once a day comes a little earlier on some days than on others, and shall be told on each. */
const ONCE_A_DAY = 20 * 3600_000;

/** Where there would be more, all are forgotten and may be told again. */
const MOST_REMEMBERED = 10_000;

export interface ToldByRun {
	/** The workflow that told it; null for what no run told. */
	readonly workflow: string | null;
	/** Milliseconds since the epoch. */
	readonly at: number;
}

interface Told extends ToldByRun {
	readonly what: string;
}

/** When people were told of something last, by its name. It lives as long as the process: it saves repetitions, and losing it costs one. */
export interface ToldLately {
	/** True when it was not told for `pause` milliseconds; it counts as told from then on. */
	isNews(name: string, now: number, pause: number): boolean;
	/**
	 * True when it was not told today, or when something else was said of it. A person who runs the workflow in the editor is always
	 * told, and tells nobody else.
	 */
	isNewsFor(context: IExecuteFunctions, name: string, now: number, what?: string): boolean;
	/** It is over: when it comes back it is news at once. */
	isOver(name: string): void;
}

const memories: Array<Map<string, ToldByRun>> = [];

export function toldLately(): ToldLately {
	const known = toldByRuns<Told>();
	const isDue = (name: string, now: number, pause: number) =>
		now >= (known.get(name)?.at ?? Number.NEGATIVE_INFINITY) + pause;
	const tell = (name: string, told: Told) => {
		if (known.size >= MOST_REMEMBERED && !known.has(name)) known.clear();
		known.set(name, told);
	};
	return {
		isNews(name, now, pause) {
			const due = isDue(name, now, pause);
			if (due) tell(name, { at: now, what: '', workflow: null });
			return due;
		},
		isNewsFor(context, name, now, what = '') {
			if (context.getMode() === 'manual') return true;
			const due = isDue(name, now, ONCE_A_DAY) || known.get(name)?.what !== what;
			if (due) tell(name, { at: now, what, workflow: context.getWorkflow().id ?? null });
			return due;
		},
		isOver: (name) => void known.delete(name),
	};
}

/** An empty memory of what runs told, by its name, that `untold` takes back. It lasts as long as the process. */
export function toldByRuns<Told extends ToldByRun>(): Map<string, Told> {
	const memory = new Map<string, Told>();
	memories.push(memory);
	return memory;
}

/**
 * What a workflow told since then (milliseconds since the epoch) counts as not told: its run failed, so the nodes that should have passed
 * it on may never have run.
 */
export function untold(workflow: string, since: number): void {
	for (const memory of memories) {
		for (const [name, told] of memory) if (told.workflow === workflow && told.at >= since) memory.delete(name);
	}
}
