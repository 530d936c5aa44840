import { levelsOf } from '../listings/inventory';
import { changeLevels, setLevels } from './adjustments';
import type { Entry } from './stockEntry';
import type { Store } from '../storeApi';
import type { StockWrite } from '../../../model/listing';

export interface Written {
	readonly entry: Entry;
	readonly write: StockWrite;
}

/** What it took shows a little later, so there is no level to hand back. */
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

/** Sets levels. A call that is refused goes again in halves, until the entry that BigCommerce will not have stands alone. */
export async function setBatch(store: Store, batch: readonly Entry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const fate = await setLevels(store, batch);
	if (fate.is !== 'refused') return all(batch, WRITES[fate.is]);
	return batch.length === 1
		? all(batch, { result: 'refused', reason: fate.reason })
		: await inHalves(batch, async (half) => await setBatch(store, half));
}

/**
 * Lowers levels by what they have too much. BigCommerce does not say whether it takes the rest of a call that it refuses: so the
 * levels are read again, and what is still too high goes once more, in halves; where the reading may lack a change of our own, the level
 * is set, to no more than may be there. At worst a level is lowered twice, never raised.
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

/** Raises levels by what they lack. What is open after a refusal is set: raised twice it could stand too high. */
export async function raiseBatch(store: Store, batch: readonly Entry[]): Promise<Written[]> {
	if (batch.length === 0) return [];
	const fate = await changeLevels(store, batch);
	if (fate.is === 'taken') return await withoutExcess(store, batch);
	if (fate.is !== 'refused') return all(batch, WRITES[fate.is]);
	const { there, open, doubtful } = await lookAgain(store, batch, (level, { wanted }) => level >= wanted);
	return [...there, ...(await setBatch(store, [...open, ...doubtful.map(({ entry }) => entry)]))];
}

/**
 * Reads once more what was raised: where another run raised it too it stands too high, and the excess is taken back, once.
 * BigCommerce shows a change a little late, so a level that is right or too low says nothing and is left alone; so is one that may
 * lack a lowering of our own.
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
	/** With the level that they have by now. */
	readonly open: readonly Entry[];
	/** What shows a level that may lack a change of our own. */
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
