import { levelReadings } from '../listings/inventory';
import { writeRelative, writeAbsolute } from './adjustments';
import type { StockEntry } from './stockEntry';
import type { Store } from '../api';
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
 * 1. The levels are read again.
 * 2. A level that is low enough is written.
 * 3. A level that is still too high is decreased again, in halves; an entry that is refused alone is refused.
 * 4. A level whose reading may be stale is set, to no more than may be there.
 *
 * At worst a level is decreased twice; it is never increased.
 */
export async function decreaseBatch(store: Store, batch: readonly StockEntry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const result = await writeRelative(store, batch);
	if (result.kind !== 'refused') return sameForAll(batch, WRITES_BY_RESULT[result.kind]);
	const { done, remaining, stale } = await rereadLevels(store, batch, (level, { target }) => level <= target);
	const rest =
		batch.length === 1
			? sameForAll(remaining, { result: 'refused', reason: result.reason })
			: await inHalves(remaining, async (half) => await decreaseBatch(store, half));
	const set = await setBatch(
		store,
		stale.map(({ entry, lowest }) => ({ ...entry, target: Math.min(entry.target, lowest) })),
	);
	return [...done, ...rest, ...set];
}

/**
 * Increases levels by a difference.
 *
 * 1. After a success the levels are read once, and what another run added as well is taken back.
 * 2. After a refusal the levels are read again; a level that is high enough is written.
 * 3. All other levels are set, since an increase that is sent twice can end too high.
 */
export async function increaseBatch(store: Store, batch: readonly StockEntry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const result = await writeRelative(store, batch);
	if (result.kind === 'taken') return await takeBackExcess(store, batch);
	if (result.kind !== 'refused') return sameForAll(batch, WRITES_BY_RESULT[result.kind]);
	const { done, remaining, stale } = await rereadLevels(store, batch, (level, { target }) => level >= target);
	return [...done, ...(await setBatch(store, [...remaining, ...stale.map(({ entry }) => entry)]))];
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

interface Reread {
	readonly done: readonly Written[];
	/** Entries that are not done, with the level that they have by now. */
	readonly remaining: readonly StockEntry[];
	/** Entries whose reading may lack a change of our own, with the lowest level that may be there. */
	readonly stale: ReadonlyArray<{ readonly entry: StockEntry; readonly lowest: number }>;
}

async function rereadLevels(
	store: Store,
	batch: readonly StockEntry[],
	isThere: (level: number, entry: StockEntry) => boolean,
): Promise<Reread> {
	const readingOf = await levelReadings(store, batch);
	const done: Written[] = [];
	const remaining: StockEntry[] = [];
	const stale: Array<{ entry: StockEntry; lowest: number }> = [];
	for (const entry of batch) {
		const reading = readingOf(entry);
		const level = reading?.level ?? null;
		if (reading !== null && store.ownLevels.mayBeStale(entry, reading))
			stale.push({ entry: { ...entry, current: null }, lowest: store.ownLevels.lowestLevel(entry, reading) });
		else if (level !== null && isThere(level, entry)) done.push({ entry, write: { result: 'written', after: level } });
		else remaining.push({ ...entry, current: level ?? entry.current });
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
