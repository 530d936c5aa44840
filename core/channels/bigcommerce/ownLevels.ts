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

/** How long a level is waited for that does not show our own change yet, time after time; milliseconds. */
const PATIENCE = [1000, 2000];

/** The levels of one store as one connection read them, beside what the whole process did to them. */
export interface OwnLevels {
	/** Lets one run after the other write to the store: the next reckons with what the one before did. */
	inTurn<Result>(write: () => Promise<Result>): Promise<Result>;
	mark(): Mark;
	/**
	 * What was read, with each level that may lack our own change read once more, a little later. Where it still may, it is the most that may
	 * be there; null where a raise may have been taken or not.
	 */
	settled<Row extends StockRow>(
		rows: readonly Row[],
		readAgain: (doubtful: readonly Row[]) => Promise<readonly Row[]>,
	): Promise<Row[]>;
	/** True where the reading may lack a change of our own. */
	isDoubtful(stock: Stock, reading: LevelReading): boolean;
	/** The least that may be there. */
	lowest(stock: Stock, reading: LevelReading): number;
	/**
	 * The entry, reckoned from what may be there by now. What was planned, and allowed, as a lowering never raises; a raise never adds more than
	 * was planned. Where a raise may have been taken or not, the level is set.
	 */
	asItStands(entry: Entry): Entry;
	/** Keeps in mind what was carried out, or may have been. */
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
