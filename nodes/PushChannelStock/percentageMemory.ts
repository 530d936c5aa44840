import type { IExecuteFunctions } from 'n8n-workflow';
import { percentageTrouble, type ChannelPercentages } from '../../core/pushing/percentages';
import { hint } from '../bridge/hints';
import { DAY, toldLately } from '../bridge/memory/alertMemory';

/** A channel that nobody pushed to for so long is no longer sold on: a stock workflow pushes at least once a day. Milliseconds. */
const FORGOTTEN_AFTER = 2 * DAY;
/** Of one channel's own rows; of companies in one process. */
const MOST_SKUS = 1_000;
const MOST_COMPANIES = 100;

type Channels = Map<string, ChannelPercentages & { readonly at: number }>;

/** By company, for as long as the process lives: a node does not see those of other workflows (docs/decisions/percentages.md). */
const companies = new Map<string, Channels>();

/** By company: people are told once a day, and whenever they look themselves. */
const told = toldLately();

export interface PushedPercentages extends ChannelPercentages {
	/** The channel's id. */
	readonly channel: string;
	readonly realmId: string;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Keeps what this channel's push shows, and says in the node's output panel when all channels together show more than there is (rules.md E6). */
export function warnOfPercentages(
	context: IExecuteFunctions,
	{ realmId, channel, name, percent, bySku, now }: PushedPercentages,
): void {
	const channels = channelsOf(realmId);
	channels.set(channel, { name, percent, bySku: new Map([...bySku].slice(0, MOST_SKUS)), at: now });
	for (const [id, { at }] of channels) if (now - at > FORGOTTEN_AFTER) channels.delete(id);
	const trouble = percentageTrouble([...channels.values()]);
	if (trouble === null) told.isOver(realmId);
	else if (told.isNewsFor(context, realmId, now)) hint(context, trouble, 'warning');
}

function channelsOf(realmId: string): Channels {
	const known: Channels = companies.get(realmId) ?? new Map();
	if (companies.size >= MOST_COMPANIES && !companies.has(realmId)) companies.clear();
	companies.set(realmId, known);
	return known;
}
