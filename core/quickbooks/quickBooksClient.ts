import type { Memory } from '../memory/memory';
import type { Moment } from '../model/moment';
import type { Address } from '../model/salesOrder';
import type { Fields } from '../reading/readUnknown';
import type { DocumentUrl } from './documentUrl';
import type { ItemUrl } from './itemUrl';

/** Entities that are bought, sold, credited or refunded with. */
export const DOCUMENT_TYPES = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
export type Entity =
	| DocumentType
	| 'Account'
	| 'Class'
	| 'Customer'
	| 'Department'
	| 'Employee'
	| 'Item'
	| 'Payment'
	| 'PaymentMethod'
	| 'Purchase'
	| 'TaxCode'
	| 'TaxRate'
	| 'Term'
	| 'Vendor';

/** What QuickBooks voids over its API. */
export type VoidableEntity = 'Invoice' | 'SalesReceipt' | 'Payment';

export interface QueryPage {
	readonly rows: readonly Fields[];
	/** QuickBooks' clock when it answered: what a next cursor is made from. */
	readonly asOf: Moment;
}

/** What one entry of a batch asks for. */
export interface BatchEntry {
	/** At most 10 characters, unique within the batch. */
	readonly id: string;
	readonly operation: 'create' | 'update';
	readonly entity: Entity;
	readonly body: Fields;
}

/** What QuickBooks says is wrong with what was sent, in either of its two casings. */
export interface Fault {
	/** As text: "6140", "3200". */
	readonly code: string;
	readonly message: string;
	readonly detail: string;
	readonly element: string | null;
}

export type BatchAnswer =
	| { readonly id: string; readonly row: Fields; readonly fault: null }
	| { readonly id: string; readonly row: null; readonly fault: Fault };

/** What a write came to: the record as it now stands, or the rule that it broke. */
export type WriteAnswer =
	| { readonly row: Fields; readonly fault: null }
	| { readonly row: null; readonly fault: Fault };

/** The switches and facts of the company that decide how documents are written. */
export interface Company {
	readonly realmId: string;
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** Its own place of business; null where QuickBooks does not say it. */
	readonly address: Address | null;
	/** IANA name. */
	readonly timeZone: string;
	readonly homeCurrency: string;
	readonly multiCurrency: boolean;
	readonly tracksQuantity: boolean;
	readonly customNumbers: boolean;
	readonly allowsShipping: boolean;
	/** The Id of the account of the forms' shipping field; null where QuickBooks does not say it. */
	readonly shippingAccountId: string | null;
	readonly allowsDiscount: boolean;
	readonly usesSalesTax: boolean;
	/** US automated sales tax. */
	readonly automatedTax: boolean;
	/** Closed up to and including this day (YYYY-MM-DD). */
	readonly booksClosedUntil: string | null;
	/** Where a class stands: on each line, or once on the document; null where classes are off. */
	readonly classPer: 'line' | 'document' | null;
	readonly autoAppliesCredits: boolean;
	readonly autoAppliesPayments: boolean;
}

/**
 * One QuickBooks company. Reads are metered (500,000 a month), writes are not. Throws IntegrationError for the
 * wire and for what no caller can mend (401, 403, 429 that outlasts the retries, 5xx); a broken business rule
 * is a fault in the answer.
 */
export interface QuickBooksClient {
	readonly realmId: string;
	/** Where people see a document in QuickBooks. */
	readonly documentUrl: DocumentUrl;
	/** Where people see an item in QuickBooks. */
	readonly itemUrl: ItemUrl;
	/** What earlier runs of this process leave to later ones, the index of the company's documents among it. */
	readonly memory: Memory;
	/** One page of a query; `statement` is built with queryLanguage.ts. */
	query(entity: Entity, statement: string): Promise<QueryPage>;
	/** All pages of `SELECT * FROM entity WHERE … ORDERBY Id`, 1,000 rows each. `where` is empty or "a = 'b' AND …". */
	pages(entity: Entity, where: string): AsyncIterable<QueryPage>;
	/** The list "CDCResponse" of Change Data Capture, as it came: what changed since a moment, at most 30 days ago, deletions among it. */
	changes(types: readonly DocumentType[], since: Moment): Promise<unknown>;
	/** A single create or update; repeatable, since `requestId` (at most 50 characters) makes it one. */
	write(entity: Entity, body: Fields, requestId: string): Promise<WriteAnswer>;
	/** Voids an Invoice, a SalesReceipt or a Payment. */
	void(entity: VoidableEntity, id: string, syncToken: string, requestId: string): Promise<WriteAnswer>;
	/** Deletes a CreditMemo, a RefundReceipt or a Purchase, which QuickBooks cannot void. */
	delete(entity: DocumentType | 'Purchase', id: string, syncToken: string, requestId: string): Promise<WriteAnswer>;
	/**
	 * At most 30 entries in one call, never sent twice. Rejects when it is not known what became of it:
	 * then look every document up before sending the missing ones.
	 */
	batch(entries: readonly BatchEntry[]): Promise<readonly BatchAnswer[]>;
	/** Asked once and remembered by this client. */
	company(): Promise<Company>;
	/** Reads and writes that this client has made so far. */
	requestsMade(): { readonly reads: number; readonly writes: number };
}
