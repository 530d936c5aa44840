import type { ChannelAdapter } from '../channels/channelAdapter';
import {
	enoughListings,
	isExplainedZero,
	isNeverTooMuch,
	tooMuchReason,
	type BreakerCount,
	type Tally,
} from './breakerRules';
import { listingOutcome } from './pushOutcome';
import type { PushChange, Screened } from './pushPlan';

/** A listing as the breaker counts it. Variations may draw on one stock. */
interface CountedListing {
	readonly listingRef: string;
	readonly stockRef: string;
}

/** Listings that went up, or to 0 without orders that explain it. */
export interface CountedListings {
	readonly increased: readonly CountedListing[];
	readonly zeroed: readonly CountedListing[];
}

/** What the breaker knows of the node's earlier runs. */
export interface BreakerMemory {
	/** The company whose levels this node carried before; null where nobody remembers. */
	readonly formerCompany: string | null;
	/** What this node did in the last hour, as far as anybody remembers. */
	readonly lately: CountedListings;
}

export interface BreakerSettings extends BreakerMemory {
	/** Until then everything is let through, milliseconds since the epoch; null: never. */
	readonly letThroughUntil: number | null;
	/** Milliseconds since the epoch. */
	readonly clock: () => number;
}

/**
 * Blocks increases and unexplained zeros where one run brings too many of them, or brings them from another company than before
 * (rules.md F3). Other decreases always pass. The channel is asked how much it tracks only when there may be too many. `openReason`: why
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
	{ letThroughUntil, clock, formerCompany, lately }: BreakerSettings,
): Promise<string | null> {
	if (counted.length === 0 || (letThroughUntil !== null && clock() < letThroughUntil)) return null;
	const fromElsewhere = counted
		.flatMap(({ restsOn }) => restsOn)
		.find(({ realmId }) => formerCompany !== null && realmId !== formerCompany);
	if (fromElsewhere !== undefined)
		return `the levels come from QuickBooks company ${fromElsewhere.realmId}, and came from ${formerCompany} before`;
	const now = countedListings(counted);
	// Twelve variations of one stock are one event, and twelve of the channel's listings.
	if (isNeverTooMuch(countOf(now, lately, ({ stockRef }) => stockRef))) return null;
	const count = countOf(now, lately, ({ listingRef }) => listingRef);
	return tooMuchReason(count, await adapter.readTrackedCount(enoughListings(count)));
}

/** What these changes are to the breaker, those that it does not count left out. */
export function countedListings(changes: readonly PushChange[]): CountedListings {
	const counted = changes.filter(isCounted);
	const toListing = ({ change: { listing } }: PushChange): CountedListing => ({
		listingRef: listing.listingRef,
		stockRef: listing.poolRef ?? listing.listingRef,
	});
	return {
		increased: counted.filter(({ kind }) => kind === 'increase').map(toListing),
		zeroed: counted.filter(({ kind }) => kind === 'decrease').map(toListing),
	};
}

/** Each listing once, however often it went up within the hour. */
function countOf(now: CountedListings, lately: CountedListings, refOf: (one: CountedListing) => string): BreakerCount {
	const tally = (ofRun: readonly CountedListing[], before: readonly CountedListing[]): Tally => {
		const refs = new Set(ofRun.map(refOf));
		return { now: refs.size, lately: new Set([...refs, ...before.map(refOf)]).size - refs.size };
	};
	return { increases: tally(now.increased, lately.increased), zeros: tally(now.zeroed, lately.zeroed) };
}
