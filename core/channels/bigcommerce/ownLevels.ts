import { keyOf, type StockRef } from './countedStock';
import type { StockEntry } from './stock/stockEntry';
import {
	highestPossible,
	highestLevel,
	isCertain,
	mayBeStale,
	lowestLevel,
	type LevelReading,
	type Mark,
	type OwnChanges,
} from '../ownChanges';

/** The waits before a stale level is read again, in milliseconds. */
const REREAD_DELAYS = [1000, 2000];

/** The levels of one store that one connection has read, weighed against the changes of the whole process. */
export interface OwnLevels {
	/** Runs writes to the store one after the other, so that each knows what the one before did. */
	inTurn<Result>(write: () => Promise<Result>): Promise<Result>;
	mark(): Mark;
	/**
	 * The rows with levels that can be trusted:
	 *
	 * 1. A level that may lack our own change is read again after a second, and once more after two.
	 * 2. A level that may still be stale becomes the highest level that may be there.
	 * 3. It becomes null where nobody knows whether an increase was taken.
	 */
	confirm<Row extends StockRow>(
		rows: readonly Row[],
		readAgain: (stale: readonly Row[]) => Promise<readonly Row[]>,
	): Promise<Row[]>;
	/** True where the reading may lack a change of our own. */
	mayBeStale(stock: StockRef, reading: LevelReading): boolean;
	/** True where this process has changed the stock lately, so that what the store shows of it may be behind. */
	wasChanged(stock: StockRef): boolean;
	/** The lowest level that may be there. */
	lowestLevel(stock: StockRef, reading: LevelReading): number;
	/** The highest level that may be there, increases without an answer aside. */
	highestLevel(stock: StockRef, reading: LevelReading): number;
	/**
	 * The entry, adjusted to the level that may be there by now:
	 *
	 * 1. A planned decrease never becomes an increase.
	 * 2. A planned increase never adds more than was planned.
	 * 3. The level is set, not changed, where nobody knows whether an earlier increase was taken.
	 */
	adjust(entry: StockEntry): StockEntry;
	/** Records writes that the store carried out, or may have carried out. */
	record(
		entries: readonly StockEntry[],
		how: { readonly isSet: boolean; readonly result: 'taken' | 'unknown'; readonly sent: Mark },
	): void;
}

interface StockRow {
	readonly stock: StockRef;
	/** Units on hand; null where the store knows none. */
	readonly onHand: number | null;
	readonly mark: Mark;
}

/** The levels of the store `account`, against the changes in `own`. */
export function ownLevels(account: string, own: OwnChanges): OwnLevels {
	const readings = new Map<string, LevelReading>();
	const nameOf = (stock: StockRef) => `bigcommerce ${account} ${keyOf(stock)}`;
	const changesOf = (stock: StockRef) => own.of(nameOf(stock));
	const isStaleRow = ({ stock, onHand, mark }: StockRow) =>
		onHand !== null && mayBeStale(changesOf(stock), { level: onHand, mark });
	const remember = <Row extends StockRow>(row: Row): Row => {
		if (row.onHand === null) return row;
		const reading = { level: row.onHand, mark: row.mark };
		readings.set(keyOf(row.stock), reading);
		const changes = changesOf(row.stock);
		return { ...row, onHand: isCertain(changes, reading) ? highestLevel(changes, reading) : null };
	};
	const highestPossibleOf = (stock: StockRef) => {
		const reading = readings.get(keyOf(stock));
		return reading === undefined ? null : highestPossible(changesOf(stock), reading);
	};
	return {
		inTurn: async (write) => await own.inTurn(`bigcommerce ${account}`, write),
		mark: () => own.mark(),
		async confirm(rows, readAgain) {
			const latest = new Map(rows.map((row) => [keyOf(row.stock), row]));
			for (const wait of REREAD_DELAYS) {
				const stale = [...latest.values()].filter(isStaleRow);
				if (stale.length === 0) break;
				await own.sleep(wait);
				for (const row of await readAgain(stale)) latest.set(keyOf(row.stock), row);
			}
			return [...latest.values()].map(remember);
		},
		mayBeStale: (stock, reading) => mayBeStale(changesOf(stock), reading),
		wasChanged: (stock) => changesOf(stock).some(({ result }) => result === 'taken'),
		lowestLevel: (stock, reading) => lowestLevel(changesOf(stock), reading),
		highestLevel: (stock, reading) => highestLevel(changesOf(stock), reading),
		adjust(entry) {
			if (entry.current === null) return entry;
			const reading = readings.get(keyOf(entry)) ?? { level: entry.current, mark: null };
			const changes = changesOf(entry);
			const mayIncrease = entry.target >= entry.current;
			if (!isCertain(changes, reading))
				return {
					...entry,
					current: null,
					target: mayIncrease ? entry.target : Math.min(entry.target, lowestLevel(changes, reading)),
				};
			const highest = highestLevel(changes, reading);
			return mayIncrease
				? { ...entry, current: Math.max(entry.current, highest) }
				: { ...entry, current: highest, target: Math.min(entry.target, highest) };
		},
		record(entries, how) {
			for (const entry of entries) {
				const before = entry.current ?? highestPossibleOf(entry);
				if (before !== null) own.record(nameOf(entry), { before, after: entry.target, ...how });
			}
		},
	};
}
