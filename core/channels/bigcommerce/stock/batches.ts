import { levelReadings } from '../listings/inventory';
import { isNamedIn, writeRelative, writeAbsolute, type Refusal } from './adjustments';
import { differenceOf, type StockEntry } from './stockEntry';
import type { Store } from '../api';
import type { LevelReading } from '../../ownChanges';
import type { StockWrite } from '../../../model/listing';

export interface Written {
	readonly entry: StockEntry;
	readonly write: StockWrite;
}

/** BigCommerce shows a level a little later than it takes it, so a taken write has no level to report. */
const WRITES_BY_RESULT = {
	taken: { result: 'written', after: null },
	unknown: {
		result: 'failed',
		reason: 'It is not known whether BigCommerce took it; the next run reads the level again',
	},
	throttled: {
		result: 'failed',
		reason: 'BigCommerce took nothing, it was asked too often; the next run reads the level again',
	},
} as const satisfies Record<string, StockWrite>;

const NOT_SHOWN =
	'BigCommerce refused the decrease, and may not show our last change yet; the next run reads the level again';

/**
 * Sets levels. BigCommerce refuses a call as a whole, so a refused one is sent again in halves, until the entry that it does not
 * accept stands alone.
 */
export async function setBatch(store: Store, batch: readonly StockEntry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const result = await writeAbsolute(store, batch);
	if (result.kind !== 'refused') return sameForAll(batch, WRITES_BY_RESULT[result.kind]);
	return batch.length === 1
		? sameForAll(batch, { result: 'refused', reason: result.reason })
		: await inHalves(batch, async (half) => await setBatch(store, half));
}

/**
 * Decreases levels by a difference. BigCommerce does not say whether it takes the rest of a call that it refuses, so after a refusal:
 *
 * 1. Where nothing was taken for sure, what cannot be changed by a difference is set, and the others go again.
 * 2. Else the levels are read again. A level that is low enough is written.
 * 3. An entry that stands alone is set, since BigCommerce decreases none below its safety stock, but sets it. One that we changed
 *    lately is left to the next run: the refusal may be the first word of a level that the store does not show yet.
 * 4. Any other level that is still too high is decreased again, in halves.
 * 5. A level whose reading may be stale is set.
 *
 * What is set is never more than may be there. At worst a level is decreased twice; it is never increased.
 */
export async function decreaseBatch(store: Store, batch: readonly StockEntry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const result = await writeRelative(store, batch);
	if (result.kind !== 'refused') return sameForAll(batch, WRITES_BY_RESULT[result.kind]);
	if (result.isWhole) return await withoutNeverSet(store, batch, result, decreaseBatch);
	const { done, remaining, stale } = await rereadLevels(store, batch, (level, { target }) => level <= target);
	const isAlone = batch.length === 1;
	const isKnown = ({ entry }: RereadEntry) => !store.ownLevels.wasChanged(entry);
	const set = [...(isAlone ? remaining.filter(isKnown) : []), ...stale].map(({ entry, lowest }) => ({
		...entry,
		target: Math.min(entry.target, lowest ?? entry.target),
	}));
	const again = isAlone ? [] : remaining.map(({ entry }) => entry);
	const left = isAlone ? remaining.filter((one) => !isKnown(one)).map(({ entry }) => entry) : [];
	return [
		...done,
		...sameForAll(left, { result: 'failed', reason: `${NOT_SHOWN} (${result.reason})` }),
		...(await inHalves(again, async (half) => await decreaseBatch(store, half))),
		...(await setBatch(store, set)),
	];
}

/**
 * Increases levels by a difference. An increase that is sent twice can end too high, so it is sent again only where nothing of a
 * refused call was taken.
 *
 * 1. After a success the levels are read once, and what another run added as well is taken back.
 * 2. Where nothing was taken for sure, what cannot be changed by a difference is set, and the others go again.
 * 3. After any other refusal all are set.
 */
export async function increaseBatch(store: Store, batch: readonly StockEntry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const result = await writeRelative(store, batch);
	if (result.kind === 'taken') return await takeBackExcess(store, batch);
	if (result.kind !== 'refused') return sameForAll(batch, WRITES_BY_RESULT[result.kind]);
	if (result.isWhole) return await withoutNeverSet(store, batch, result, increaseBatch);
	const readingOf = await levelReadings(store, batch);
	const isTaken = (entry: StockEntry) => (readingOf(entry)?.level ?? -1) > (entry.current ?? entry.target);
	const taken = batch.filter(isTaken);
	const rest = batch.filter((entry) => !isTaken(entry));
	return [
		...taken.map(
			(entry): Written => ({
				entry,
				write: { result: 'written', after: readingOf(entry)?.level ?? null },
			}),
		),
		...(await setBatch(
			store,
			rest.map((entry) => changedBy(store, entry, readingOf(entry))),
		)),
	];
}

/**
 * Sends a call again of which nothing was taken: what the refusal names, or what stands alone, is set, and the others go again as they
 * were. Where it names nobody they go in halves.
 */
async function withoutNeverSet(
	store: Store,
	batch: readonly StockEntry[],
	refusal: Refusal,
	again: (store: Store, rest: readonly StockEntry[]) => Promise<Written[]>,
): Promise<Written[]> {
	const named = batch.length === 1 ? batch : batch.filter((entry) => isNamedIn(refusal, entry));
	if (named.length === 0) return await inHalves(batch, async (half) => await again(store, half));
	const readingOf = await levelReadings(store, named);
	const set = await setBatch(
		store,
		named.map((entry) => changedBy(store, entry, readingOf(entry))),
	);
	const others = batch.filter((entry) => !named.includes(entry));
	return [...set, ...(await again(store, others))];
}

/**
 * The entry as it is set in place of a difference, so that a sale in between stands: the level that is there by now with the
 * difference, at most the target.
 */
function changedBy(store: Store, entry: StockEntry, reading: LevelReading | null): StockEntry {
	if (reading === null) return { ...entry, current: null };
	const isDecrease = differenceOf(entry) < 0;
	const level = store.ownLevels[isDecrease ? 'lowestLevel' : 'highestLevel'](entry, reading);
	return { ...entry, current: null, target: Math.min(entry.target, Math.max(0, level + differenceOf(entry))) };
}

/**
 * Reads increased levels once more. A level that another run increased too is too high; its excess is taken back, once.
 * BigCommerce shows a change a little late, so a level that is right or too low proves nothing and stays. So does a level whose
 * reading may lack a decrease of our own.
 */
async function takeBackExcess(store: Store, increased: readonly StockEntry[]): Promise<Written[]> {
	const readingOf = await levelReadings(store, increased);
	const levelOf = (entry: StockEntry) => {
		const reading = readingOf(entry);
		return reading === null || store.ownLevels.mayBeStale(entry, reading) ? null : reading.level;
	};
	const excess = increased
		.map((entry) => ({ ...entry, current: levelOf(entry) ?? 0 }))
		.filter(({ current, target }) => current > target);
	const result = excess.length === 0 ? null : await writeRelative(store, excess);
	return increased.map((entry) => {
		const level = levelOf(entry);
		if (level === null || level <= entry.target)
			return { entry, write: { result: 'written', after: level === entry.target ? level : null } };
		if (result?.kind === 'taken') return { entry, write: { result: 'written', after: entry.target } };
		return {
			entry,
			write: {
				result: 'failed',
				reason: `Another run raised it too, to ${level}, and it may still be there; the next run reads the level again`,
			},
		};
	});
}

/** An entry with the level that was read again, and the lowest that may be there by now; null where the store shows none. */
interface RereadEntry {
	readonly entry: StockEntry;
	readonly lowest: number | null;
}

interface Reread {
	readonly done: readonly Written[];
	/** Entries that are not done, with the level that they have by now. */
	readonly remaining: readonly RereadEntry[];
	/** Entries whose reading may lack a change of our own. */
	readonly stale: readonly RereadEntry[];
}

async function rereadLevels(
	store: Store,
	batch: readonly StockEntry[],
	isThere: (level: number, entry: StockEntry) => boolean,
): Promise<Reread> {
	const readingOf = await levelReadings(store, batch);
	const done: Written[] = [];
	const remaining: RereadEntry[] = [];
	const stale: RereadEntry[] = [];
	for (const entry of batch) {
		const reading = readingOf(entry);
		if (reading === null) remaining.push({ entry, lowest: null });
		else {
			const { level } = reading;
			const lowest = store.ownLevels.lowestLevel(entry, reading);
			if (store.ownLevels.mayBeStale(entry, reading)) stale.push({ entry: { ...entry, current: null }, lowest });
			else if (isThere(level, entry)) done.push({ entry, write: { result: 'written', after: level } });
			else remaining.push({ entry: { ...entry, current: level }, lowest });
		}
	}
	return { done, remaining, stale };
}

async function inHalves(
	batch: readonly StockEntry[],
	write: (half: readonly StockEntry[]) => Promise<Written[]>,
): Promise<Written[]> {
	const half = Math.ceil(batch.length / 2);
	return [...(await write(batch.slice(0, half))), ...(await write(batch.slice(half)))];
}

function sameForAll(batch: readonly StockEntry[], write: StockWrite): Written[] {
	return batch.map((entry) => ({ entry, write }));
}
