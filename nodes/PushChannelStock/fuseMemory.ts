import type { IExecuteFunctions } from 'n8n-workflow';
import type { StockLevel } from '../../core/model/stockLevel';
import { nodeKey } from '../bridge/memory/nodeKey';
import { toldLately } from '../bridge/memory/alertMemory';

/** Runs so close together are taken for one event, milliseconds. */
const ONE_EVENT = 3600_000;

interface Remembered {
	company: string | null;
	raised: ReadonlyArray<{ readonly at: number; readonly levels: number }>;
}

/** By workflow and node, for as long as the process lives: forgetting it repeats an alert, and never lets a level through. */
const remembered = new Map<string, Remembered>();

/** A blown fuse is told once, and again after a day. */
const told = toldLately();

function of(context: IExecuteFunctions): Remembered {
	const known = remembered.get(nodeKey(context)) ?? { company: null, raised: [] };
	remembered.set(nodeKey(context), known);
	return known;
}

/** The company whose levels this node has carried before. */
export function formerCompany(context: IExecuteFunctions): string | null {
	return of(context).company;
}

/** How many levels this node has raised in the last hour. */
export function raisedLately(context: IExecuteFunctions, now: number): number {
	return of(context).raised.reduce((sum, { at, levels }) => sum + (now - at < ONE_EVENT ? levels : 0), 0);
}

export interface RunToRemember {
	/** Why the fuse blew; null when it did not. */
	readonly fuse: string | null;
	/** How many levels the run raised. */
	readonly raised: number;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Keeps what a run came to; true when people are to be told of its blown fuse. */
export function rememberRun(
	context: IExecuteFunctions,
	levels: readonly StockLevel[],
	{ fuse, raised, now }: RunToRemember,
): boolean {
	const memory = of(context);
	const recent = memory.raised.filter(({ at }) => now - at < ONE_EVENT);
	memory.raised = raised === 0 ? recent : [...recent, { at: now, levels: raised }];
	if (fuse === null) {
		memory.company = levels.at(-1)?.realmId ?? memory.company;
		told.isOver(nodeKey(context));
		return false;
	}
	return told.isNewsFor(context, nodeKey(context), now);
}
