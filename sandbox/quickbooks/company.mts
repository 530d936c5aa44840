import type { Now } from '../kit/clock.mts';
import { Table as Filing } from '../kit/table.mts';
import { stamp } from './dates.mts';
import type { Json, Row } from './json.mts';
import type { StockCount } from './ledger/stockCounts.mts';
import { rowLists, type Table } from './query/rowLists.mts';
import type { Settings } from './settings.mts';

export const DOCUMENT_NAMES = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];

const LIST_NAMES = [
	'Item',
	'Customer',
	'Vendor',
	'Employee',
	'Account',
	'TaxCode',
	'TaxRate',
	'TaxAgency',
	'PaymentMethod',
	'Term',
	'Class',
	'Department',
] as const;
/** Transactions that no sale needs, as other people and programs write them. */
export const OTHER_NAMES = ['Estimate', 'PurchaseOrder', 'Bill', 'JournalEntry', 'Deposit'] as const;
export type OtherName = (typeof OTHER_NAMES)[number];

export const ENTITY_NAMES = [...LIST_NAMES, ...DOCUMENT_NAMES, 'Payment', 'Purchase', ...OTHER_NAMES] as const;
export type EntityName = (typeof ENTITY_NAMES)[number];

/** A deleted transaction: all that is left of it. */
export interface Tombstone {
	readonly entity: EntityName;
	readonly id: string;
	readonly at: string;
}

/** The books of one company, in memory. */
export interface Company {
	readonly realmId: string;
	readonly settings: Settings;
	readonly now: Now;
	readonly tables: Readonly<Record<EntityName, Table>>;
	/** Ids of transactions, "Invoice 12": voided ones, and those that lie in a bank deposit. */
	readonly voided: Set<string>;
	readonly deposited: Set<string>;
	readonly deleted: Tombstone[];
	/** What the stock began with, and what was counted by hand since. */
	readonly stockCounts: StockCount[];
	/** The last number of each sequence. */
	readonly counters: Map<string, number>;
	/** Transactions share one sequence of ids, each list has its own. */
	nextId(entity: EntityName): string;
	/** The number that QuickBooks gives a document when the company leaves it to QuickBooks. */
	nextDocNumber(): string;
	clear(): void;
}

export function openCompany(realmId: string, settings: Settings, now: Now): Company {
	const tables = Object.fromEntries(
		ENTITY_NAMES.map((name): [string, Table] => [name, new Filing(rowLists)]),
	) as Record<EntityName, Table>;
	const counters = new Map<string, number>();
	const count = (sequence: string, last: () => number): string => {
		const next = (counters.get(sequence) ?? last()) + 1;
		counters.set(sequence, next);
		return String(next);
	};
	const [voided, deposited] = [new Set<string>(), new Set<string>()];
	const deleted: Tombstone[] = [];
	const stockCounts: StockCount[] = [];
	return {
		realmId,
		settings,
		now,
		tables,
		voided,
		deposited,
		deleted,
		stockCounts,
		counters,
		nextId: (entity) =>
			isList(entity) ? count(entity, () => highestId(tables[entity])) : count('transaction', () => 0),
		nextDocNumber: () => count('DocNumber', () => 1036),
		clear() {
			for (const holder of [...Object.values(tables), counters, voided, deposited]) holder.clear();
			for (const list of [deleted, stockCounts]) list.length = 0;
		},
	};
}

function isList(entity: EntityName): boolean {
	return LIST_NAMES.some((name) => name === entity);
}

function highestId(table: Table): number {
	return [...table.keys()].map(Number).reduce((highest, id) => (id > highest ? id : highest), 0);
}

/** Stores a new entity and gives it its id, token and times. */
export function insert(company: Company, entity: EntityName, fields: Json): Row {
	const at = stamp(company.now());
	const row: Row = {
		...fields,
		domain: 'QBO',
		sparse: false,
		Id: company.nextId(entity),
		SyncToken: '0',
		MetaData: { CreateTime: at, LastUpdatedTime: at },
	};
	company.tables[entity].set(row.Id, row);
	return row;
}

/** Stores the entity in place of `before`, with the next token and the time of now. */
export function replace(company: Company, entity: EntityName, before: Row, fields: Json): Row {
	const row: Row = {
		...fields,
		domain: 'QBO',
		sparse: false,
		Id: before.Id,
		SyncToken: String(Number(before.SyncToken) + 1),
		MetaData: { CreateTime: before.MetaData.CreateTime, LastUpdatedTime: stamp(company.now()) },
	};
	company.tables[entity].set(row.Id, row);
	return row;
}

/** Changes fields in a way that shows in LastUpdatedTime but not in SyncToken, as stock movements do. */
export function touch(company: Company, entity: EntityName, row: Row, changes: Json): void {
	company.tables[entity].set(row.Id, {
		...row,
		...changes,
		MetaData: { ...row.MetaData, LastUpdatedTime: stamp(company.now()) },
	});
}

/** How a transaction is called in `voided` and `deposited`. */
export function transactionKey(entity: EntityName, id: string): string {
	return `${entity} ${id}`;
}
