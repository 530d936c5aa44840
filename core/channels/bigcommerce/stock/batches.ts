import { levelsOf } from '../listings/inventory';
import { changeLevels, setLevels } from './adjustments';
import type { Entry } from './stockEntry';
import type { Store } from '../storeApi';
import type { StockWrite } from '../../../model/listing';

export interface Written {
	readonly entry: Entry;
	readonly write: StockWrite;
}

/** BigCommerce shows a level a little later than it takes it, so a taken write has no level to report. */
const WRITES = {
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
export async function setBatch(store: Store, batch: readonly Entry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const fate = await setLevels(store, batch);
	if (fate.is !== 'refused') return all(batch, WRITES[fate.is]);
	return batch.length === 1
		? all(batch, { result: 'refused', reason: fate.reason })
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
export async function lowerBatch(store: Store, batch: readonly Entry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const fate = await changeLevels(store, batch);
	if (fate.is !== 'refused') return all(batch, WRITES[fate.is]);
	const { there, open, doubtful } = await lookAgain(store, batch, (level, { wanted }) => level <= wanted);
	const rest =
		batch.length === 1
			? all(open, { result: 'refused', reason: fate.reason })
			: await inHalves(open, async (half) => await lowerBatch(store, half));
	const set = await setBatch(
		store,
		doubtful.map(({ entry, least }) => ({ ...entry, wanted: Math.min(entry.wanted, least) })),
	);
	return [...there, ...rest, ...set];
}

/**
 * Increases levels by a difference.
 *
 * 1. After a success the levels are read once, and what another run added as well is taken back.
 * 2. After a refusal the levels are read again; a level that is high enough is written.
 * 3. All other levels are set, since an increase that is sent twice can end too high.
 */
export async function raiseBatch(store: Store, batch: readonly Entry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const fate = await changeLevels(store, batch);
	if (fate.is === 'taken') return await withoutExcess(store, batch);
	if (fate.is !== 'refused') return all(batch, WRITES[fate.is]);
	const { there, open, doubtful } = await lookAgain(store, batch, (level, { wanted }) => level >= wanted);
	return [...there, ...(await setBatch(store, [...open, ...doubtful.map(({ entry }) => entry)]))];
}

/**
 * Reads increased levels once more. A level that another run increased too is too high; its excess is taken back, once.
 * BigCommerce shows a change a little late, so a level that is right or too low proves nothing and stays. So does a level whose
 * reading may lack a decrease of our own.
 */
async function withoutExcess(store: Store, raised: readonly Entry[]): Promise<Written[]> {
	const readingOf = await levelsOf(store, raised);
	const levelOf = (entry: Entry) => {
		const reading = readingOf(entry);
		return reading === null || store.own.isDoubtful(entry, reading) ? null : reading.level;
	};
	const excess = raised
		.map((entry) => ({ ...entry, read: levelOf(entry) ?? 0 }))
		.filter(({ read, wanted }) => read > wanted);
	const fate = excess.length === 0 ? null : await changeLevels(store, excess);
	return raised.map((entry) => {
		const level = levelOf(entry);
		if (level === null || level <= entry.wanted)
			return { entry, write: { result: 'written', after: level === entry.wanted ? level : null } };
		if (fate?.is === 'taken') return { entry, write: { result: 'written', after: entry.wanted } };
		return {
			entry,
			write: {
				result: 'failed',
				reason: `Another run raised it too, to ${level}, and it may still be there; the next run reads the level again`,
			},
		};
	});
}

interface SecondLook {
	readonly there: readonly Written[];
	/** Entries that are not done, with the level that they have by now. */
	readonly open: readonly Entry[];
	/** Entries whose reading may lack a change of our own, with the lowest level that may be there. */
	readonly doubtful: ReadonlyArray<{ readonly entry: Entry; readonly least: number }>;
}

async function lookAgain(
	store: Store,
	batch: readonly Entry[],
	isThere: (level: number, entry: Entry) => boolean,
): Promise<SecondLook> {
	const readingOf = await levelsOf(store, batch);
	const there: Written[] = [];
	const open: Entry[] = [];
	const doubtful: Array<{ entry: Entry; least: number }> = [];
	for (const entry of batch) {
		const reading = readingOf(entry);
		const level = reading?.level ?? null;
		if (reading !== null && store.own.isDoubtful(entry, reading))
			doubtful.push({ entry: { ...entry, read: null }, least: store.own.lowest(entry, reading) });
		else if (level !== null && isThere(level, entry)) there.push({ entry, write: { result: 'written', after: level } });
		else open.push({ ...entry, read: level ?? entry.read });
	}
	return { there, open, doubtful };
}

async function inHalves(
	batch: readonly Entry[],
	write: (half: readonly Entry[]) => Promise<Written[]>,
): Promise<Written[]> {
	const half = Math.ceil(batch.length / 2);
	return [...(await write(batch.slice(0, half))), ...(await write(batch.slice(half)))];
}

function all(batch: readonly Entry[], write: StockWrite): Written[] {
	return batch.map((entry) => ({ entry, write }));
}
