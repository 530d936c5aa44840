import { keyOf, type Stock } from './countedStock';
import type { Entry } from './stock/stockEntry';
import {
	highestConceivable,
	highestLevel,
	isClear,
	isDoubtful,
	lowestLevel,
	type LevelReading,
	type Mark,
	type OwnChanges,
} from '../ownChanges';

/** The waits before a stale level is read again, in milliseconds. */
const PATIENCE = [1000, 2000];

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
	settled<Row extends StockRow>(
		rows: readonly Row[],
		readAgain: (doubtful: readonly Row[]) => Promise<readonly Row[]>,
	): Promise<Row[]>;
	/** True where the reading may lack a change of our own. */
	isDoubtful(stock: Stock, reading: LevelReading): boolean;
	/** The lowest level that may be there. */
	lowest(stock: Stock, reading: LevelReading): number;
	/**
	 * The entry, adjusted to the level that may be there by now:
	 *
	 * 1. A planned decrease never becomes an increase.
	 * 2. A planned increase never adds more than was planned.
	 * 3. The level is set, not changed, where nobody knows whether an earlier increase was taken.
	 */
	asItStands(entry: Entry): Entry;
	/** Records writes that the store carried out, or may have carried out. */
	note(
		entries: readonly Entry[],
		how: { readonly isSet: boolean; readonly fate: 'taken' | 'unknown'; readonly sent: Mark },
	): void;
}

export interface StockRow {
	readonly stock: Stock;
	/** Units on hand; null where the store knows none. */
	readonly onHand: number | null;
	readonly begun: Mark;
}

/** The levels of the store `account`, against the changes in `own`. */
export function ownLevels(account: string, own: OwnChanges): OwnLevels {
	const readings = new Map<string, LevelReading>();
	const nameOf = (stock: Stock) => `bigcommerce ${account} ${keyOf(stock)}`;
	const changesOf = (stock: Stock) => own.of(nameOf(stock));
	const isDoubtfulRow = ({ stock, onHand, begun }: StockRow) =>
		onHand !== null && isDoubtful(changesOf(stock), { level: onHand, begun });
	const remembered = <Row extends StockRow>(row: Row): Row => {
		if (row.onHand === null) return row;
		const reading = { level: row.onHand, begun: row.begun };
		readings.set(keyOf(row.stock), reading);
		const changes = changesOf(row.stock);
		return { ...row, onHand: isClear(changes, reading) ? highestLevel(changes, reading) : null };
	};
	const conceivable = (stock: Stock) => {
		const reading = readings.get(keyOf(stock));
		return reading === undefined ? null : highestConceivable(changesOf(stock), reading);
	};
	return {
		inTurn: async (write) => await own.inTurn(`bigcommerce ${account}`, write),
		mark: () => own.mark(),
		async settled(rows, readAgain) {
			const latest = new Map(rows.map((row) => [keyOf(row.stock), row]));
			for (const wait of PATIENCE) {
				const doubtful = [...latest.values()].filter(isDoubtfulRow);
				if (doubtful.length === 0) break;
				await own.sleep(wait);
				for (const row of await readAgain(doubtful)) latest.set(keyOf(row.stock), row);
			}
			return [...latest.values()].map(remembered);
		},
		isDoubtful: (stock, reading) => isDoubtful(changesOf(stock), reading),
		lowest: (stock, reading) => lowestLevel(changesOf(stock), reading),
		asItStands(entry) {
			if (entry.read === null) return entry;
			const reading = readings.get(keyOf(entry)) ?? { level: entry.read, begun: null };
			const changes = changesOf(entry);
			const mayRaise = entry.wanted >= entry.read;
			if (!isClear(changes, reading))
				return {
					...entry,
					read: null,
					wanted: mayRaise ? entry.wanted : Math.min(entry.wanted, lowestLevel(changes, reading)),
				};
			const highest = highestLevel(changes, reading);
			return mayRaise
				? { ...entry, read: Math.max(entry.read, highest) }
				: { ...entry, read: highest, wanted: Math.min(entry.wanted, highest) };
		},
		note(entries, how) {
			for (const entry of entries) {
				const before = entry.read ?? conceivable(entry);
				if (before !== null) own.note(nameOf(entry), { before, after: entry.wanted, ...how });
			}
		},
	};
}
