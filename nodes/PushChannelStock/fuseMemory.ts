import type { IExecuteFunctions } from 'n8n-workflow';
import type { StockLevel } from '../../core/domain/stockLevel';

/** A blown fuse is told once, and again after a day. */
const TOLD_AGAIN = 24 * 3600_000;

interface Remembered {
	company: string | null;
	/** Milliseconds since the epoch; null while the fuse is whole. */
	toldAt: number | null;
}

/** By workflow and node, for as long as the process lives: forgetting it repeats an alert, and never lets a level through. */
const remembered = new Map<string, Remembered>();

function of(context: IExecuteFunctions): Remembered {
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const known = remembered.get(key) ?? { company: null, toldAt: null };
	remembered.set(key, known);
	return known;
}

/** The company whose levels this node has carried before. */
export function formerCompany(context: IExecuteFunctions): string | null {
	return of(context).company;
}

/** Keeps what a run came to; true when people have not been told of its blown fuse within a day. */
export function rememberRun(context: IExecuteFunctions, levels: readonly StockLevel[], { fuse, now }: { readonly fuse: string | null; readonly now: number }): boolean {
	const memory = of(context);
	if (fuse === null) {
		memory.company = levels.at(-1)?.realmId ?? memory.company;
		memory.toldAt = null;
		return false;
	}
	const isDue = memory.toldAt === null || now >= memory.toldAt + TOLD_AGAIN;
	if (isDue) memory.toldAt = now;
	return isDue;
}
