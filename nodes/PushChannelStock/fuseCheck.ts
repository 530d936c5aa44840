import type { ChannelAdapter } from '../../core/channels/channelAdapter';
import { fuseTrouble, isBelowFuse, isExplainedZero, type FuseCount } from '../../core/domain/fuse';
import { outcomeFor, type PushChange } from '../../core/domain/pushPlan';
import type { Sifted } from './pushLevels';

export interface FuseSettings {
	/** Until then everything is let through, milliseconds since the epoch; null: never. */
	readonly letThroughUntil: number | null;
	/** Milliseconds since the epoch. */
	readonly clock: () => number;
	/** The company that this node had to do with before, as far as this process remembers; null when it does not. */
	readonly formerCompany: string | null;
	/** Levels that this node raised in the last hour, as far as this process remembers. */
	readonly raisedLately: number;
}

/**
 * Holds raises and unexplained zeros back where there are too many of them in one run, or where they come from another company than
 * before (rules.md F3). Other lowerings always pass. The channel is asked how much it has only when there may be too many.
 */
export async function withFuse(
	changes: readonly PushChange[],
	adapter: ChannelAdapter,
	settings: FuseSettings,
): Promise<Sifted & { readonly reason: string | null }> {
	const counted = changes.filter(isCounted);
	const reason = await blown(counted, adapter, settings);
	if (reason === null) return { free: changes, held: new Map(), reason };
	const words = `Held back by the fuse: ${reason}. Look whether that is right, and if so set Let Through Until to a time when it will be done`;
	const held = new Map(
		counted.map((step) => [step, outcomeFor(step, step.change.listing, 'heldBack', { reason: words })]),
	);
	return { free: changes.filter((step) => !held.has(step)), held, reason };
}

/** Lowerings above zero are never counted, nor zeros that orders explain. */
function isCounted({ kind, change, restsOn }: PushChange): boolean {
	if (kind === 'raise') return true;
	return change.wanted === 0 && !isExplainedZero(restsOn, change.listing.quantity);
}

async function blown(
	counted: readonly PushChange[],
	adapter: ChannelAdapter,
	{ letThroughUntil, clock, formerCompany, raisedLately }: FuseSettings,
): Promise<string | null> {
	if (counted.length === 0 || (letThroughUntil !== null && clock() < letThroughUntil)) return null;
	const stranger = counted
		.flatMap(({ restsOn }) => restsOn)
		.find(({ realmId }) => formerCompany !== null && realmId !== formerCompany);
	if (stranger !== undefined)
		return `the levels come from QuickBooks company ${stranger.realmId}, and came from ${formerCompany} before`;
	// Twelve variations of one stock are one event, and twelve of the channel's listings.
	return isBelowFuse(countOf(oncePerStock(counted)))
		? null
		: fuseTrouble({ ...countOf(counted), raisedLately }, await adapter.listingCount());
}

function countOf(counted: readonly PushChange[]): Pick<FuseCount, 'raises' | 'zeros'> {
	const raises = counted.filter(({ kind }) => kind === 'raise').length;
	return { raises, zeros: counted.length - raises };
}

function oncePerStock(counted: readonly PushChange[]): PushChange[] {
	return [
		...new Map(counted.map((step) => [step.change.listing.poolRef ?? step.change.listing.listingRef, step])).values(),
	];
}
