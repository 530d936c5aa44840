import type { ChannelAdapter } from '../channels/channelAdapter';
import type { StockWrite } from '../model/listing';
import type { HeldLevel } from '../availability/heldLevel';
import { countedListings, withCircuitBreaker, type CountedListings } from './circuitBreaker';
import { freshPlan } from './freshPlan';
import { checkedIncreases } from './increaseCheck';
import { withOpenOrdersKnown } from './increaseScreening';
import { listingOutcome, type PushOutcome } from './pushOutcome';
import type { PushChange, PushStep, Screened } from './pushPlan';
import type { PushSettings, PushTargets } from './pushSettings';
import { removeCreationMarks } from '../quickbooks/openingQuantities';

/** What the levels came to. */
export interface PushReport {
	/** One list for each level, in order: as many outcomes as it has listings, at least one. */
	readonly outcomes: readonly (readonly PushOutcome[])[];
	/** Why the circuit breaker blocked increases and unexplained zeros together; null while it is closed (rules.md F3). */
	readonly openReason: string | null;
	/** What was written of that which the circuit breaker counts. */
	readonly counted: CountedListings;
}

/**
 * Brings a channel to the levels:
 *
 * 1. plans what each listing needs;
 * 2. writes what may be written, decreases before increases;
 * 3. has the mark taken off items that got their opening quantity;
 * 4. gives each level its outcomes, in the order of the levels.
 */
export async function pushLevels(
	levels: readonly HeldLevel[],
	targets: PushTargets,
	settings: PushSettings,
): Promise<PushReport> {
	const plan = await freshPlan(levels, targets, settings);
	const { outcomes, openReason, counted } = await writeChanges(plan.flat().filter(isChange), targets, settings);
	const troubles = settings.write ? await openingTroubles(levels, targets) : new Map<string, string>();
	return {
		openReason,
		counted,
		outcomes: plan.map((steps, place) => {
			const trouble = troubles.get(levels[place]?.itemId ?? '');
			return steps.map((step) => withTrouble(isChange(step) ? outcomeOf(outcomes, step) : step.outcome, trouble));
		}),
	};
}

function isChange(step: PushStep): step is PushChange {
	return step.kind !== 'outcome';
}

interface ChangesWritten {
	readonly outcomes: ReadonlyMap<PushChange, PushOutcome>;
	readonly openReason: string | null;
	readonly counted: CountedListings;
}

/**
 * Writes the changes that nothing speaks against:
 *
 * 1. blocks all of them where the channel's own settings make every level wrong (rules.md F4);
 * 2. blocks increases of which not all open orders are known (rules.md A1);
 * 3. lets the circuit breaker look at the rest (rules.md F3);
 * 4. writes the decreases, zeros before all;
 * 5. looks at the increases once more, since writing takes time: open orders still fresh, QuickBooks still says the same (rules.md F2);
 * 6. writes the increases.
 */
async function writeChanges(
	changes: readonly PushChange[],
	targets: PushTargets,
	settings: PushSettings,
): Promise<ChangesWritten> {
	const { write, clock } = settings;
	const channel = targets.channel.id;
	const screen = (some: readonly PushChange[]) => withOpenOrdersKnown(some, { ...settings, channel, now: clock() });
	const writable = await whereWritable(changes, targets.adapter);
	const known = screen(writable.passed);
	const guarded = await withCircuitBreaker(known.passed, targets.adapter, settings);
	const decreased = await carryOut(decreasesIn(guarded.passed), targets, write);
	const fresh = screen(guarded.passed.filter(({ kind }) => kind === 'increase'));
	const checked = await checkedIncreases(fresh.passed, targets.quickBooks);
	const increased = await carryOut(checked.passed, targets, write);
	const blocked = [writable, known, guarded, fresh, checked].flatMap((screening) => [...screening.blocked]);
	const written = [...decreased, ...increased].filter(([, { outcome }]) => outcome === 'written');
	return {
		outcomes: new Map([...blocked, ...decreased, ...increased]),
		openReason: guarded.openReason,
		counted: countedListings(written.map(([step]) => step)),
	};
}

async function whereWritable(changes: readonly PushChange[], adapter: ChannelAdapter): Promise<Screened> {
	const reason = changes.length === 0 ? null : await adapter.findWritingProblem(changes.map(({ change }) => change));
	if (reason === null) return { passed: changes, blocked: new Map() };
	return {
		passed: [],
		blocked: new Map(changes.map((step) => [step, listingOutcome(step, step.change.listing, 'refused', { reason })])),
	};
}

async function carryOut(
	changes: readonly PushChange[],
	{ adapter }: PushTargets,
	write: boolean,
): Promise<Map<PushChange, PushOutcome>> {
	const writes = write && changes.length > 0 ? await adapter.writeStock(changes.map(({ change }) => change)) : null;
	return new Map(changes.map((step, place) => [step, writtenOutcome(step, writes?.[place])]));
}

function decreasesIn(changes: readonly PushChange[]): PushChange[] {
	return changes
		.filter(({ kind }) => kind === 'decrease')
		.sort((a, b) => Number(b.change.target === 0) - Number(a.change.target === 0));
}

function writtenOutcome(step: PushChange, write: StockWrite | undefined): PushOutcome {
	const { listing } = step.change;
	if (write === undefined) return listingOutcome(step, listing, 'preview');
	if (write.result === 'written') return listingOutcome(step, listing, 'written', { after: write.after });
	return listingOutcome(step, listing, write.result, { reason: write.reason });
}

/** By item id, why the mark of an item of our making could not be taken off after it got its quantity. */
async function openingTroubles(
	levels: readonly HeldLevel[],
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

function outcomeOf(outcomes: ReadonlyMap<PushChange, PushOutcome>, step: PushChange): PushOutcome {
	const outcome = outcomes.get(step);
	if (outcome === undefined) throw new Error(`No outcome for ${step.level.sku}`);
	return outcome;
}
