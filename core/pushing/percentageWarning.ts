import type { Memory } from '../memory/memory';
import { announce, type WorkflowRun } from '../memory/workflowRun';
import { percentageTrouble, type ChannelPercentages } from './percentages';

/** A channel that nobody pushed to for so long is no longer sold on: all levels are pushed at least once a day. Milliseconds. */
const FORGOTTEN_AFTER = 48 * 3600_000;

/** Of one channel's own rows. */
const MOST_SKUS = 1_000;

/** By channel. `at`: when it was pushed to last, milliseconds since the epoch. */
type Channels = Readonly<Record<string, ChannelPercentages & { readonly at: number }>>;

interface PushedPercentages extends ChannelPercentages {
	/** The channel's id. */
	readonly channel: string;
	/** The company whose levels were pushed. */
	readonly realmId: string;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/**
 * Remembers what this channel's push shows, and says when all channels of the company together show more than there is (rules.md E6):
 * once a day, and whenever a person looks. Null where there is nothing to say. A node does not see those of other workflows, so the
 * memory holds them (docs/decisions/percentages.md).
 */
export async function percentageWarning(
	memory: Memory,
	run: WorkflowRun,
	pushed: PushedPercentages,
): Promise<string | null> {
	const { realmId, now } = pushed;
	const channels = await memory.store<Channels>('percentages', 'large').update([realmId], (known) => {
		const result = withPushed(known.get(realmId) ?? {}, pushed);
		return { entries: new Map([[realmId, result]]), result };
	});
	const trouble = percentageTrouble(Object.values(channels));
	const name = `percentages ${realmId}`;
	if (trouble === null) {
		await memory.alerts.end([name]);
		return null;
	}
	const [isTold] = await announce([{ name }], { run, alerts: memory.alerts, now });
	return isTold ? trouble : null;
}

function withPushed(known: Channels, { channel, name, percent, bySku, now }: PushedPercentages): Channels {
	const pushed = { name, percent, bySku: new Map([...bySku].slice(0, MOST_SKUS)), at: now };
	const all: Channels = { ...known, [channel]: pushed };
	return Object.fromEntries(Object.entries(all).filter(([, { at }]) => now - at <= FORGOTTEN_AFTER));
}
