import { DOCUMENT_NAMES, transactionKey, type Company } from '../company.mts';
import { movement } from '../documents/stock.mts';
import { textAt } from '../json.mts';
import { divide, fine, smallestUnit } from '../money.mts';
import { fifo } from './fifo.mts';
import { costOf, type StockCount } from './stockCounts.mts';

/** What one transaction took out of the value of one item's stock, cents of the home currency; below zero where it put in. */
export interface CostEntry {
	readonly itemId: string;
	readonly cost: bigint;
}

interface Move {
	readonly transaction: string;
	readonly itemId: string;
	readonly day: string;
	/** Ten-millionths of a unit: out below zero. */
	readonly quantity: bigint;
	/** Of a count; null: a document's. */
	readonly unitCost: number | null;
}

/**
 * Values the stock by first in, first out, as QuickBooks Online does (docs/decisions/stock-valuation.md).
 *
 * 1. All that moved is sorted by its day, on one day counts before documents, and those in the sequence in which they were made.
 * 2. Item by item the moves are played from the beginning, so that a document of an earlier day changes what later ones cost.
 */
export function stockCosts(company: Company): ReadonlyMap<string, readonly CostEntry[]> {
	const moves = [...countMoves(company), ...documentMoves(company)];
	const found = new Map<string, CostEntry[]>();
	for (const [itemId, own] of Map.groupBy(moves, (move) => move.itemId))
		for (const [transaction, cost] of played(company, itemId, own))
			found.set(transaction, [...(found.get(transaction) ?? []), { itemId, cost }]);
	return found;
}

/** How a count is called among transactions. */
export function countKey({ id }: StockCount): string {
	return `InventoryAdjustment ${id}`;
}

function played(company: Company, itemId: string, moves: readonly Move[]): ReadonlyMap<string, bigint> {
	const unit = smallestUnit(company.settings.homeCurrency);
	const worth = (quantity: bigint, each: number): bigint =>
		divide(quantity * fine(each) * 100n, fine(1) * fine(1) * unit, 'halfUp') * unit;
	const stock = fifo(unit, (quantity) => worth(quantity, costOf(company.tables.Item.get(itemId))));
	for (const { transaction, quantity, unitCost } of moves.toSorted((one, other) => one.day.localeCompare(other.day))) {
		if (quantity < 0n) stock.out(transaction, -quantity);
		else if (unitCost === null) stock.back(transaction, quantity);
		else stock.in(transaction, quantity, worth(quantity, unitCost));
	}
	return stock.costs();
}

function countMoves({ stockCounts }: Company): readonly Move[] {
	return stockCounts.map((count) => ({ ...count, transaction: countKey(count), quantity: fine(count.quantity) }));
}

function documentMoves(company: Company): readonly Move[] {
	const rows = DOCUMENT_NAMES.flatMap((name) => [...company.tables[name].values()].map((row) => ({ name, row })));
	return rows
		.toSorted((one, other) => Number(one.row.Id) - Number(other.row.Id))
		.flatMap(({ name, row }) =>
			[...movement(company, name, null, row)].map(([itemId, quantity]) => ({
				transaction: transactionKey(name, row.Id),
				itemId,
				day: textAt(row, 'TxnDate') ?? '',
				quantity,
				unitCost: null,
			})),
		);
}
