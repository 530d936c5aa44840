import type { ChannelAdapter } from '../channels/channelAdapter';
import type { StockLevel } from '../model/stockLevel';
import { outcomeFor, type PushChange, type Sifted } from './pushPlan';

/** More raises than this share of a channel's listings are no everyday event. */
const RAISED_SHARE = 0.3;

/** A small shop restocks all it has in one run. */
const FEWEST_RAISES = 10;

const MOST_ZEROS = 25;

const FEWEST_ZEROS = 3;

/** What a run is about to do to a channel, as far as the fuse counts it (rules.md F3). */
export interface FuseCount {
	readonly raises: number;
	/** Raised by runs of the last hour: a whole catalogue comes in several. */
	readonly raisedLately: number;
	/** Listings that would go to 0 without orders that explain it. */
	readonly zeros: number;
}

/** True when no number of listings could make the fuse blow: then nobody has to ask for it. */
export function isBelowFuse({ raises, zeros }: Pick<FuseCount, 'raises' | 'zeros'>): boolean {
	return raises <= FEWEST_RAISES && zeros < FEWEST_ZEROS;
}

/** Why the run's raises and unexplained zeros are held back; null while they are few. `listings`: all that the channel has. */
export function fuseTrouble({ raises, raisedLately, zeros }: FuseCount, listings: number): string | null {
	if (raises > FEWEST_RAISES && raises + raisedLately > listings * RAISED_SHARE) {
		const before = raisedLately === 0 ? '' : `, after ${raisedLately} in the last hour`;
		return `${raises} of the channel's ${listings} listings would go up in one run${before}, which is more than 30 %`;
	}
	const isHalf = zeros >= FEWEST_ZEROS && zeros >= listings / 2;
	if (zeros > MOST_ZEROS || isHalf)
		return `${zeros} of the channel's ${listings} listings would go to 0 in one run without orders that explain it`;
	return null;
}

/** True when the orders of the last day took at least what the channel shows, of all that it rests on; a bundle goes with its parts. */
export function isExplainedZero(restsOn: readonly StockLevel[], before: number | null): boolean {
	const sold = restsOn.reduce((sum, { soldLately }) => sum + soldLately, 0);
	const isBundle = restsOn.length === 1 && restsOn.some(({ components }) => components.length > 0);
	return isBundle ? sold > 0 : before !== null && sold >= before;
}

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
