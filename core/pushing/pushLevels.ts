import type { ChannelAdapter } from '../channels/channelAdapter';
import type { StockWrite } from '../model/listing';
import type { StockLevel } from '../model/stockLevel';
import { withFuse } from './circuitBreaker';
import { freshPlan } from './freshPlan';
import { checkRaises, withOpenOrdersKnown } from './increaseRules';
import type { PushOutcome } from './pushOutcome';
import { Sifted, outcomeFor, type PushChange } from './pushPlan';
import { PushSettings, PushTargets } from './pushSettings';
import { removeCreationMarks } from '../quickbooks/openingQuantities';

/** What became of the levels. */
export interface Pushed {
	/** One list for each level, in order: as many outcomes as it has listings, at least one. */
	readonly outcomes: readonly (readonly PushOutcome[])[];
	/** Why raises and unexplained zeros were held back together; null when they were not (rules.md F3). */
	readonly fuse: string | null;
}

/**
 * Brings a channel to the levels. Lowerings go first, zeros before all; raises are written only where all open orders are known and
 * QuickBooks still says the same (rules.md A1, F2).
 */
export async function pushLevels(
	levels: readonly StockLevel[],
	targets: PushTargets,
	settings: PushSettings,
): Promise<Pushed> {
	const { write, clock } = settings;
	const raisable = (changes: readonly PushChange[]) =>
		withOpenOrdersKnown(changes, { ...settings, channel: targets.channel.id, now: clock() });
	const plan = await freshPlan(levels, targets, settings);
	const changes = plan.flat().filter((step): step is PushChange => step.kind !== 'settled');
	const allowed = await whereWritable(changes, targets.adapter);
	const known = raisable(allowed.free);
	const fused = await withFuse(known.free, targets.adapter, settings);
	const lowered = await carryOut(lowerings(fused.free), targets, write);
	const fresh = raisable(fused.free.filter(({ kind }) => kind === 'raise'));
	const checked = await checkRaises(fresh.free, targets.quickBooks);
	const raised = await carryOut(checked.free, targets, write);
	const became = new Map([
		...allowed.held,
		...known.held,
		...fused.held,
		...lowered,
		...fresh.held,
		...checked.held,
		...raised,
	]);
	const troubles = write ? await openingTroubles(levels, targets) : new Map<string, string>();
	const settled = plan.map((steps, place) =>
		steps.map((step) =>
			withTrouble(
				step.kind === 'settled' ? step.outcome : outcomeOf(became, step),
				troubles.get(levels[place]?.itemId ?? ''),
			),
		),
	);
	return { outcomes: settled, fuse: fused.reason };
}

/** Nothing is written to a channel whose own settings make the levels wrong (rules.md F4). */
async function whereWritable(changes: readonly PushChange[], adapter: ChannelAdapter): Promise<Sifted> {
	const trouble = changes.length === 0 ? null : await adapter.writingTrouble(changes.map(({ change }) => change));
	if (trouble === null) return { free: changes, held: new Map() };
	return {
		free: [],
		held: new Map(changes.map((step) => [step, outcomeFor(step, step.change.listing, 'refused', { reason: trouble })])),
	};
}

async function carryOut(
	changes: readonly PushChange[],
	{ adapter }: PushTargets,
	write: boolean,
): Promise<Map<PushChange, PushOutcome>> {
	const writes = write && changes.length > 0 ? await adapter.setStock(changes.map(({ change }) => change)) : null;
	return new Map(changes.map((step, place) => [step, writtenOutcome(step, writes?.[place])]));
}

function lowerings(changes: readonly PushChange[]): PushChange[] {
	return changes
		.filter(({ kind }) => kind === 'lower')
		.sort((a, b) => Number(b.change.wanted === 0) - Number(a.change.wanted === 0));
}

function writtenOutcome(step: PushChange, write: StockWrite | undefined): PushOutcome {
	const { listing } = step.change;
	if (write === undefined) return outcomeFor(step, listing, 'preview');
	if (write.result === 'written') return outcomeFor(step, listing, 'written', { after: write.after });
	return outcomeFor(step, listing, write.result, { reason: write.reason });
}

async function openingTroubles(
	levels: readonly StockLevel[],
	{ quickBooks }: PushTargets,
): Promise<ReadonlyMap<string, string>> {
	const opened = levels.filter(({ awaitsOpening, quantityOnHand }) => awaitsOpening && quantityOnHand > 0);
	return opened.length === 0
		? new Map()
		: await removeCreationMarks(
				await quickBooks(),
				opened.map(({ itemId }) => itemId),
			);
}

function withTrouble(outcome: PushOutcome, trouble: string | undefined): PushOutcome {
	return trouble === undefined
		? outcome
		: { ...outcome, reason: [...(outcome.reason === null ? [] : [outcome.reason]), trouble].join(' ') };
}

function outcomeOf(became: ReadonlyMap<PushChange, PushOutcome>, step: PushChange): PushOutcome {
	const outcome = became.get(step);
	if (outcome === undefined) throw new Error(`No outcome for ${step.level.sku}`);
	return outcome;
}
