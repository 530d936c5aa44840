import type { IExecuteFunctions } from 'n8n-workflow';
import { percentageTrouble, type ChannelPercentages } from '../../core/domain/percentages';
import { hint } from '../bridge/hints';

/** People are told once a day, and whenever they look themselves. */
const TOLD_AGAIN = 24 * 3600_000;
/** A channel that nobody pushed to for so long is no longer sold on: a stock workflow pushes at least once a day. Milliseconds. */
const FORGOTTEN_AFTER = 2 * 24 * 3600_000;
/** Of one channel's own rows; of companies in one process. */
const MOST_SKUS = 1_000;
const MOST_COMPANIES = 100;

interface Remembered {
	readonly channels: Map<string, ChannelPercentages & { readonly at: number }>;
	/** Milliseconds since the epoch; null while nothing is wrong. */
	toldAt: number | null;
}

/** By company, for as long as the process lives: a node does not see those of other workflows (docs/decisions/percentages.md). */
const companies = new Map<string, Remembered>();

export interface PushedPercentages extends ChannelPercentages {
	/** The channel's id. */
	readonly channel: string;
	readonly realmId: string;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Keeps what this channel's push shows, and says in the node's output panel when all channels together show more than there is (rules.md E6). */
export function warnOfPercentages(context: IExecuteFunctions, { realmId, channel, name, percent, bySku, now }: PushedPercentages): void {
	const memory = of(realmId);
	memory.channels.set(channel, { name, percent, bySku: new Map([...bySku].slice(0, MOST_SKUS)), at: now });
	for (const [id, { at }] of memory.channels) if (now - at > FORGOTTEN_AFTER) memory.channels.delete(id);
	const trouble = percentageTrouble([...memory.channels.values()]);
	const isDue = memory.toldAt === null || now >= memory.toldAt + TOLD_AGAIN;
	if (trouble === null) memory.toldAt = null;
	else if (isDue || context.getMode() === 'manual') {
		hint(context, trouble, 'warning');
		memory.toldAt = now;
	}
}

function of(realmId: string): Remembered {
	const known = companies.get(realmId) ?? { channels: new Map(), toldAt: null };
	if (companies.size >= MOST_COMPANIES && !companies.has(realmId)) companies.clear();
	companies.set(realmId, known);
	return known;
}
