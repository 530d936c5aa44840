import type { ChannelAdapter } from '../channels/channelAdapter';
import { isExplainedZero, isNeverTooMuch, tooMuchReason, type BreakerCount } from './breakerRules';
import { listingOutcome } from './pushOutcome';
import type { PushChange, Screened } from './pushPlan';

/** What the breaker knows of the node's earlier runs. */
export interface BreakerMemory {
	/** The company whose levels this node carried before; null where nobody remembers. */
	readonly formerCompany: string | null;
	/** Levels that this node increased in the last hour, as far as anybody remembers. */
	readonly increasedLately: number;
}

export interface BreakerSettings extends BreakerMemory {
	/** Until then everything is let through, milliseconds since the epoch; null: never. */
	readonly letThroughUntil: number | null;
	/** Milliseconds since the epoch. */
	readonly clock: () => number;
}

/**
 * Blocks increases and unexplained zeros where one run brings too many of them, or brings them from another company than before
 * (rules.md F3). Other decreases always pass. The channel is asked how much it has only when there may be too many. `openReason`: why
 * the breaker opened, null while it is closed.
 */
export async function withCircuitBreaker(
	changes: readonly PushChange[],
	adapter: ChannelAdapter,
	settings: BreakerSettings,
): Promise<Screened & { readonly openReason: string | null }> {
	const counted = changes.filter(isCounted);
	const openReason = await reasonToOpen(counted, adapter, settings);
	if (openReason === null) return { passed: changes, blocked: new Map(), openReason };
	const reason = `Held back by the fuse: ${openReason}. Look whether that is right, and if so set Let Through Until to a time when it will be done`;
	const blocked = new Map(
		counted.map((step) => [step, listingOutcome(step, step.change.listing, 'heldBack', { reason })]),
	);
	return { passed: changes.filter((step) => !blocked.has(step)), blocked, openReason };
}

/** Decreases above zero are never counted, nor zeros that orders explain. */
function isCounted({ kind, change, restsOn }: PushChange): boolean {
	if (kind === 'increase') return true;
	return change.target === 0 && !isExplainedZero(restsOn, change.listing.quantity);
}

async function reasonToOpen(
	counted: readonly PushChange[],
	adapter: ChannelAdapter,
	{ letThroughUntil, clock, formerCompany, increasedLately }: BreakerSettings,
): Promise<string | null> {
	if (counted.length === 0 || (letThroughUntil !== null && clock() < letThroughUntil)) return null;
	const fromElsewhere = counted
		.flatMap(({ restsOn }) => restsOn)
		.find(({ realmId }) => formerCompany !== null && realmId !== formerCompany);
	if (fromElsewhere !== undefined)
		return `the levels come from QuickBooks company ${fromElsewhere.realmId}, and came from ${formerCompany} before`;
	// Twelve variations of one stock are one event, and twelve of the channel's listings.
	return isNeverTooMuch(countOf(oncePerStock(counted)))
		? null
		: tooMuchReason({ ...countOf(counted), increasedLately }, await adapter.readListingCount());
}

function countOf(counted: readonly PushChange[]): Pick<BreakerCount, 'increases' | 'zeros'> {
	const increases = counted.filter(({ kind }) => kind === 'increase').length;
	return { increases, zeros: counted.length - increases };
}

function oncePerStock(counted: readonly PushChange[]): PushChange[] {
	return [
		...new Map(counted.map((step) => [step.change.listing.poolRef ?? step.change.listing.listingRef, step])).values(),
	];
}
