import type { BooksDocument } from '../books.mts';
import type { Control } from '../control.mts';
import type { OrderHistory } from '../orderHistory.mts';
import { ownerOf } from './owners.mts';

/** What one transaction did to one account: debit above zero, credit below. */
export interface LedgerEntry {
	readonly accountId: string;
	readonly account: string;
	readonly accountType: string;
	/** In the document's currency; 0 for what is in the home currency alone. */
	readonly amount: number;
	readonly home: number;
}

export interface LedgerTransaction {
	readonly type: string;
	readonly id: string;
	readonly currency: string;
	readonly entries: readonly LedgerEntry[];
}

/** What settles documents. */
export interface BooksPayment {
	readonly id: string;
	readonly privateNote: string | null;
	readonly links: readonly { readonly type: string; readonly id: string }[];
}

/** What a user paid: the fees of one order. */
export interface BooksExpense {
	readonly id: string;
	readonly privateNote: string | null;
}

export interface OwnedLedger {
	readonly byOrder: ReadonlyMap<OrderHistory, readonly LedgerTransaction[]>;
	/** What moved an account and belongs to no order. */
	readonly strangers: readonly LedgerTransaction[];
}

/** Every transaction of the books with what it did to which account (sandbox/CONTROL.md). */
export async function ledgerIn(quickbooks: Control): Promise<readonly LedgerTransaction[]> {
	return await quickbooks.get<LedgerTransaction[]>('ledger/transactions');
}

export async function paymentsIn(quickbooks: Control): Promise<readonly BooksPayment[]> {
	return await quickbooks.get<BooksPayment[]>('payments');
}

export async function expensesIn(quickbooks: Control): Promise<readonly BooksExpense[]> {
	return await quickbooks.get<BooksExpense[]>('expenses');
}

/** What the stock began with belongs to nobody. */
const BEFORE_ALL_ORDERS = 'InventoryAdjustment';

/**
 * Whose each transaction is. A document belongs to its order whatever its number is; a payment to the order whose document
 * it settles, and where it settles nothing (any more) to the one that its note names; so does an expense.
 */
export function ownedLedger(
	transactions: readonly LedgerTransaction[],
	{
		documents,
		payments,
		expenses,
		histories,
	}: {
		readonly documents: ReadonlyMap<OrderHistory, readonly BooksDocument[]>;
		readonly payments: readonly BooksPayment[];
		readonly expenses: readonly BooksExpense[];
		readonly histories: readonly OrderHistory[];
	},
): OwnedLedger {
	const owners = new Map<string, OrderHistory>();
	for (const [history, own] of documents) for (const { type, id } of own) owners.set(`${type} ${id}`, history);
	for (const { id, links, privateNote } of payments) {
		const linked = links.flatMap((link) => owners.get(`${link.type} ${link.id}`) ?? []);
		const owner = linked[0] ?? ownerOf({ type: 'Payment', id, note: privateNote ?? '' }, histories)?.history;
		if (owner !== undefined) owners.set(`Payment ${id}`, owner);
	}
	for (const { id, privateNote } of expenses) {
		const owner = ownerOf({ type: 'Purchase', id, note: privateNote ?? '' }, histories)?.history;
		if (owner !== undefined) owners.set(`Purchase ${id}`, owner);
	}
	const byOrder = new Map<OrderHistory, LedgerTransaction[]>();
	const strangers: LedgerTransaction[] = [];
	for (const transaction of transactions) {
		const { type, id, entries } = transaction;
		const owner = owners.get(`${type} ${id}`);
		if (owner !== undefined) byOrder.set(owner, [...(byOrder.get(owner) ?? []), transaction]);
		else if (type !== BEFORE_ALL_ORDERS && entries.length > 0) strangers.push(transaction);
	}
	return { byOrder, strangers };
}
