import type { EntityName } from '../company.mts';

/** How the values of a field compare. */
export type FieldKind = 'id' | 'text' | 'number' | 'flag' | 'day' | 'time' | 'ref' | 'email';

export interface QueryField {
	readonly name: string;
	readonly kind: FieldKind;
	/** Sortable only: not in a where clause. */
	readonly sortOnly?: boolean;
}

const COMMON: readonly QueryField[] = [
	{ name: 'Id', kind: 'id' },
	{ name: 'MetaData.CreateTime', kind: 'time' },
	{ name: 'MetaData.LastUpdatedTime', kind: 'time' },
];
const ACTIVE: QueryField = { name: 'Active', kind: 'flag' };

const texts = (...names: readonly string[]): readonly QueryField[] => names.map((name) => ({ name, kind: 'text' }));
const numbers = (...names: readonly string[]): readonly QueryField[] => names.map((name) => ({ name, kind: 'number' }));

const PERSON: readonly QueryField[] = [
	...COMMON,
	ACTIVE,
	...texts('DisplayName', 'GivenName', 'MiddleName', 'FamilyName', 'CompanyName', 'PrintOnCheckName'),
	{ name: 'PrimaryEmailAddr', kind: 'email' },
];
const SALE: readonly QueryField[] = [
	...COMMON,
	...texts('DocNumber'),
	{ name: 'TxnDate', kind: 'day' },
	{ name: 'CustomerRef', kind: 'ref' },
	...numbers('TotalAmt', 'Balance'),
];

const BOUGHT: readonly QueryField[] = [
	...COMMON,
	...texts('DocNumber'),
	{ name: 'TxnDate', kind: 'day' },
	{ name: 'VendorRef', kind: 'ref' },
	...numbers('TotalAmt'),
];

/** What can be asked for and sorted by; everything else is answered with 4001. */
export const QUERY_FIELDS: Readonly<Record<EntityName, readonly QueryField[]>> = {
	Item: [
		...COMMON,
		ACTIVE,
		...texts('Name', 'Sku', 'Type', 'FullyQualifiedName'),
		{ name: 'UnitPrice', kind: 'number', sortOnly: true },
		{ name: 'QtyOnHand', kind: 'number', sortOnly: true },
	],
	Customer: [...PERSON, ...texts('FullyQualifiedName'), ...numbers('Balance')],
	Vendor: PERSON,
	Employee: PERSON,
	Account: [
		...COMMON,
		ACTIVE,
		...texts('Name', 'FullyQualifiedName', 'AccountType', 'AccountSubType', 'Classification'),
	],
	TaxCode: [...COMMON, ACTIVE, ...texts('Name', 'Description')],
	TaxRate: [...COMMON, ACTIVE, ...texts('Name', 'Description')],
	TaxAgency: [...COMMON, ...texts('DisplayName')],
	PaymentMethod: [...COMMON, ACTIVE, ...texts('Name', 'Type')],
	Term: [...COMMON, ACTIVE, ...texts('Name')],
	Class: [...COMMON, ACTIVE, ...texts('Name', 'FullyQualifiedName')],
	Department: [...COMMON, ACTIVE, ...texts('Name', 'FullyQualifiedName')],
	Invoice: [...SALE, { name: 'DueDate', kind: 'day' }],
	SalesReceipt: SALE,
	CreditMemo: SALE,
	RefundReceipt: SALE,
	Payment: [
		...COMMON,
		...texts('PaymentRefNum'),
		{ name: 'TxnDate', kind: 'day' },
		{ name: 'CustomerRef', kind: 'ref' },
		...numbers('TotalAmt'),
	],
	Purchase: [...COMMON, ...texts('DocNumber', 'PaymentType'), { name: 'TxnDate', kind: 'day' }, ...numbers('TotalAmt')],
	Estimate: SALE,
	PurchaseOrder: BOUGHT,
	Bill: [...BOUGHT, { name: 'DueDate', kind: 'day' }, ...numbers('Balance')],
	JournalEntry: [...COMMON, ...texts('DocNumber'), { name: 'TxnDate', kind: 'day' }],
	Deposit: [...COMMON, { name: 'TxnDate', kind: 'day' }, ...numbers('TotalAmt')],
};

/** Rates are no rows of the company's. */
export const RATE_FIELDS: readonly QueryField[] = [
	...texts('SourceCurrencyCode', 'TargetCurrencyCode'),
	{ name: 'AsOfDate', kind: 'day' },
];
