import type { ChannelAdapter, ChannelDefinition } from '../../core/channels/channelAdapter';
import type { StockWrite } from '../../core/domain/listing';
import type { PushOutcome } from '../../core/domain/pushOutcome';
import { outcomeFor, planPush, type PushStep } from '../../core/domain/pushPlan';
import type { SellableRules } from '../../core/domain/sellable';
import type { Sku } from '../../core/domain/sku';
import type { StockLevel } from '../../core/domain/stockLevel';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { acceptOpenings } from '../../core/quickbooks/openingQuantities';
import { checkRaises, type RaiseCheck } from './raiseCheck';

export interface PushTargets {
	readonly channel: ChannelDefinition;
	readonly adapter: ChannelAdapter;
	readonly quickBooks: () => Promise<QuickBooksClient>;
}

export interface PushSettings {
	/** False: a preview, the same reading and planning, nothing written. */
	readonly write: boolean;
	readonly ignoreCase: boolean;
	/** What the channel may show of what is available, by SKU. */
	readonly rulesFor: (sku: Sku) => SellableRules;
}

type Change = Exclude<PushStep, { kind: 'settled' }>;

/**
 * Brings a channel to the levels. One list of outcomes for each level, in order: as many as it has listings, at least one.
 * Lowerings go first, zeros before all; raises are written only where QuickBooks still says the same.
 */
export async function pushLevels(
	levels: readonly StockLevel[],
	targets: PushTargets,
	{ write, ignoreCase, rulesFor }: PushSettings,
): Promise<PushOutcome[][]> {
	const { id, severalListingsPerSku } = targets.channel;
	const listings = levels.length === 0 ? [] : await targets.adapter.listingsBySku([...new Set(levels.map(({ sku }) => sku))]);
	const plan = planPush(levels, listings, { channel: id, severalListingsPerSku, ignoreCase, rulesFor });
	const changes = plan.flat().filter((step): step is Change => step.kind !== 'settled');
	const outcomes = new Map<Change, PushOutcome>();
	const trouble = changes.length === 0 ? null : await targets.adapter.writingTrouble(changes.map(({ change }) => change));
	if (trouble !== null) changes.forEach((step) => outcomes.set(step, outcomeFor(step, step.change.listing, 'refused', { reason: trouble })));
	const allowed = trouble === null ? changes : [];
	const carryOut = async (part: readonly Change[]) => {
		if (part.length === 0) return;
		const writes = write ? await targets.adapter.setStock(part.map(({ change }) => change)) : null;
		part.forEach((step, place) => outcomes.set(step, outcomeOf(step, writes?.[place])));
	};
	await carryOut(lowerings(allowed));
	const { confirmed, heldBack } = await raisesOf(allowed, targets);
	heldBack.forEach(({ step, reason }) => outcomes.set(step, outcomeFor(step, step.change.listing, 'heldBack', { reason })));
	await carryOut(confirmed);
	const opened = write ? levels.filter(({ awaitsOpening, quantityOnHand }) => awaitsOpening && quantityOnHand > 0) : [];
	const troubles = opened.length === 0 ? new Map<string, string>() : await acceptOpenings(await targets.quickBooks(), opened.map(({ itemId }) => itemId));
	return plan.map((steps, place) => steps.map((step) => withTrouble(step.kind === 'settled' ? step.outcome : settledBy(outcomes, step), troubles.get(levels[place]?.itemId ?? ''))));
}

function withTrouble(outcome: PushOutcome, trouble: string | undefined): PushOutcome {
	return trouble === undefined ? outcome : { ...outcome, reason: [...(outcome.reason === null ? [] : [outcome.reason]), trouble].join(' ') };
}

function lowerings(changes: readonly Change[]): Change[] {
	return changes.filter(({ kind }) => kind === 'lower').sort((a, b) => Number(b.change.wanted === 0) - Number(a.change.wanted === 0));
}

async function raisesOf(changes: readonly Change[], { quickBooks }: PushTargets): Promise<RaiseCheck<Change>> {
	const raises = changes.filter(({ kind }) => kind === 'raise');
	return raises.length === 0 ? { confirmed: [], heldBack: [] } : await checkRaises(raises, quickBooks);
}

function outcomeOf(step: Change, write: StockWrite | undefined): PushOutcome {
	const { listing } = step.change;
	if (write === undefined) return outcomeFor(step, listing, 'preview');
	if (write.result === 'written') return outcomeFor(step, listing, 'written', { after: write.after });
	return outcomeFor(step, listing, write.result, { reason: write.reason });
}

function settledBy(outcomes: ReadonlyMap<Change, PushOutcome>, step: Change): PushOutcome {
	const outcome = outcomes.get(step);
	if (outcome === undefined) throw new Error(`No outcome for ${step.level.sku}`);
	return outcome;
}
