import { readBatchAnswers, readFault } from '../../../core/quickbooks/faults';
import { readBundles, readParts } from '../../../core/quickbooks/bundles';
import { readChargeItems, readDepositAccounts, readLiabilityItems } from '../../../core/quickbooks/lists';
import { readCompanyAddress } from '../../../core/quickbooks/companyAddress';
import { readCompany } from '../../../core/quickbooks/company';
import { readDeletions } from '../../../core/quickbooks/deletions';
import { connectQuickBooks } from '../../../core/quickbooks/connectQuickBooks';
import { findOrCreateCustomers } from '../../../core/posting/write/customers';
import {
	readDocumentRows,
	readDocumentRowsById,
	readDocumentsByNumber,
	readDocument,
} from '../../../core/quickbooks/documents';
import { readOddDocument } from '../../../core/quickbooks/oddDocuments';
import { expenseContent, readFeeExpense } from '../../../core/quickbooks/feeExpense';
import { readItem, readItems } from '../../../core/quickbooks/items';
import { removeCreationMarks } from '../../../core/quickbooks/openingQuantities';
import { findAccount } from '../../../core/quickbooks/queryLanguage';
import { readPaymentsOf, voidPayment } from '../../../core/posting/write/salePayments';
import { readBuyer } from '../../../core/quickbooks/booksDocument';
import { readReference } from '../../../core/quickbooks/readReference';
import { readItemsById } from '../../../core/quickbooks/stockReading';
import { readTaxCodes } from '../../../core/quickbooks/taxCodes';
import { aCompany, anItem } from '../../../test/support/aCompany';
import { order } from '../../../test/support/orders';
import type { Reader } from '../reader';
import { refusedByTheWire } from './refusals';
import { allOf, answering, fields, rows } from './replies';

const credential = {
	environment: 'production',
	customUrl: 'https://books.test',
	oauthTokenData: { callbackQueryString: { realmId: '9130' } },
};
const clientOf = (raw: unknown) => connectQuickBooks(answering(raw), { ...credential, companyId: '1' });

const invoice = {
	Id: '12',
	SyncToken: '0',
	DocNumber: 'WC-812',
	TxnDate: '2026-11-20',
	TotalAmt: 29.75,
	Balance: 29.75,
	CurrencyRef: { value: 'USD' },
	CustomerRef: { value: '9' },
	PrivateNote: 'Order 812 [qbosync:1 o=woocommerce/a/812 v=2026-11-20T10:05:00.000Z f=ab.cd g=1 c=ef x=cancelled l=l1]',
	MetaData: { CreateTime: '2026-11-20T03:00:00-08:00', LastUpdatedTime: '2026-11-20T03:00:01-08:00' },
	LinkedTxn: [{ TxnType: 'Payment', TxnId: '13' }],
	TxnTaxDetail: { TotalTax: 4.75 },
	Line: [
		{
			Id: '1',
			DetailType: 'SalesItemLineDetail',
			Amount: 25,
			Description: 'Mug',
			SalesItemLineDetail: { ItemRef: { value: '5' }, Qty: 2 },
		},
		{ DetailType: 'SubTotalLineDetail', Amount: 25 },
	],
};
const expense = {
	Id: '14',
	SyncToken: '0',
	DocNumber: 'WC-812-F',
	TxnDate: '2026-11-20',
	TotalAmt: 1.03,
	CurrencyRef: { value: 'USD' },
	AccountRef: { value: '36' },
	PrivateNote: invoice.PrivateNote,
	MetaData: invoice.MetaData,
	Line: [
		{
			Id: '1',
			DetailType: 'AccountBasedExpenseLineDetail',
			Amount: 1.03,
			Description: 'Stripe fee',
			AccountBasedExpenseLineDetail: { AccountRef: { value: '96' } },
		},
	],
};
const preferences = {
	CurrencyPrefs: { HomeCurrency: { value: 'USD' }, MultiCurrencyEnabled: true },
	SalesFormsPrefs: { CustomTxnNumbers: 'true', AllowShipping: true, AutoApplyCredit: false },
	TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: true },
	ProductAndServicesPrefs: { QuantityOnHand: true },
	AccountingInfoPrefs: { ClassTrackingPerTxn: true, BookCloseDate: '2026-01-31' },
};
const companyInfo = { Country: 'US', DefaultTimeZone: 'America/New_York' };
const fault = {
	Fault: {
		Error: [{ code: '006240', Message: 'Duplicate', Detail: 'The name exists', element: 'Name' }],
		type: 'ValidationFault',
	},
};
const company = { preferences: { Preferences: preferences }, 'companyinfo/1': { CompanyInfo: companyInfo } };
const time = '2026-11-20T03:00:00.000-08:00';
const found = (more: object) => ({ QueryResponse: more, time });
const entries = [
	{ id: '1', operation: 'create', entity: 'Invoice', body: {} },
	{ id: '2', operation: 'update', entity: 'Payment', body: {} },
] as const;
const answers = {
	BatchItemResponse: [
		{ bId: '1', Invoice: invoice },
		{ bId: '2', ...fault },
	],
};
const bundle = {
	...anItem,
	Id: '9',
	Type: 'Group',
	UnitPrice: 5,
	ItemGroupDetail: { ItemGroupLine: [{ Qty: 2, ItemRef: { value: '9' } }] },
};
const customer = {
	Id: '9',
	DisplayName: 'Ann Lee',
	PrimaryEmailAddr: { Address: 'ann@example.com' },
	CurrencyRef: { value: 'USD' },
	Active: true,
};
const paid = {
	Id: '13',
	SyncToken: '1',
	PrivateNote: 'by hand',
	Line: [{ LinkedTxn: [{ TxnType: 'Invoice', TxnId: '12' }] }],
};
const wish = {
	key: 'k',
	name: 'Ann Lee',
	otherName: 'Ann Lee (WooCommerce 9)',
	email: 'ann@example.com',
	currency: 'USD',
	buyer: null,
};
const paidSale = {
	document: readDocument('Invoice', invoice, aCompany),
	credits: [],
	order: order({ state: 'cancelled' }),
};

/** Of a document that is there no more. */
const deletedAt = { LastUpdatedTime: '2026-11-20T11:00:00-08:00' };

const pure = (name: string, sample: unknown, read: (raw: unknown) => unknown): Reader => ({
	name,
	sample,
	read,
});
/** Asks QuickBooks, which may refuse. */
const asking = (name: string, sample: unknown, read: (raw: unknown) => Promise<unknown>): Reader => ({
	...pure(name, sample, async (raw) => await read(raw)),
	mayThrow: refusedByTheWire,
});

export const quickBooksReaders: readonly Reader[] = [
	pure('core/quickbooks/items.ts#readItem', anItem, (raw) => readItem(fields(raw))),
	pure('core/quickbooks/items.ts#readItems', [anItem, { ...anItem, Type: 'Service' }], (raw) =>
		readItems(rows(raw).map(fields)),
	),
	pure('core/quickbooks/feeExpense.ts#readFeeExpense', expense, (raw) => readFeeExpense(fields(raw), aCompany)),
	pure('core/quickbooks/feeExpense.ts#expenseContent', expense, (raw) => expenseContent(fields(raw))),
	pure('core/quickbooks/readReference.ts#readReference', { value: '12', name: 'Ann Lee' }, (raw) =>
		readReference(raw, 'CustomerRef'),
	),
	pure(
		'core/quickbooks/booksDocument.ts#readBuyer',
		{ BillEmail: { Address: 'ann@buyer.test' }, BillAddr: { Line1: '5 High St', City: 'Leeds' } },
		(raw) => readBuyer(fields(raw)),
	),
	pure('core/quickbooks/documents.ts#readDocument', invoice, (raw) => readDocument('Invoice', fields(raw), aCompany)),
	pure('core/quickbooks/documents.ts#readDocumentRows', invoice, (raw) =>
		readDocumentRows('Invoice', [fields(raw)], aCompany),
	),
	pure('core/quickbooks/oddDocuments.ts#readOddDocument', invoice, (raw) =>
		readOddDocument('Invoice', fields(raw), 'Invoice.TotalAmt should be a number'),
	),
	asking(
		'core/quickbooks/documents.ts#readDocumentRowsById',
		{ ...company, query: found({ Invoice: [invoice] }) },
		async (raw) => await readDocumentRowsById(clientOf(raw), 'Invoice', ['12']),
	),
	pure(
		'core/quickbooks/documents.ts#readDocument (void)',
		{ ...invoice, TotalAmt: 0, Line: [{ ...invoice.Line[0], Amount: 0 }] },
		(raw) => readDocument('CreditMemo', fields(raw), aCompany),
	),
	pure('core/quickbooks/company.ts#readCompany', { preferences, companyInfo }, (raw) =>
		readCompany('1', fields(raw).preferences, fields(raw).companyInfo),
	),
	{
		...pure('core/quickbooks/companyAddress.ts#readCompanyAddress', credential, (raw) =>
			readCompanyAddress(fields(raw)),
		),
		mayThrow: refusedByTheWire,
	},
	{
		...pure(
			'core/quickbooks/companyAddress.ts#readCompanyAddress (custom)',
			{ ...credential, environment: 'custom', companyId: '5' },
			(raw) => readCompanyAddress(fields(raw)),
		),
		mayThrow: refusedByTheWire,
	},
	pure('core/quickbooks/faults.ts#readFault', fault, readFault),
	{
		...pure('core/quickbooks/faults.ts#readBatchAnswers', answers, (raw) =>
			readBatchAnswers(entries, fields(raw), null),
		),
		handsOn: true,
	},
	{
		...asking(
			'core/quickbooks/connectQuickBooks.ts#connectQuickBooks',
			credential,
			async (raw) => await connectQuickBooks(answering({ '': found({}) }), fields(raw)).query('Item', 'SELECT'),
		),
		handsOn: true,
	},
	{
		...asking(
			'core/quickbooks/connectQuickBooks.ts#connectQuickBooks (pages)',
			{ query: found({ Item: [anItem] }) },
			async (raw) => await allOf(clientOf(raw).pages('Item', '')),
		),
		handsOn: true,
	},
	{
		...asking(
			'core/quickbooks/connectQuickBooks.ts#connectQuickBooks (write)',
			{ invoice: { Invoice: invoice } },
			async (raw) => await clientOf(raw).write('Invoice', {}, 'r'),
		),
		handsOn: true,
	},
	{
		...asking(
			'core/quickbooks/connectQuickBooks.ts#connectQuickBooks (fault)',
			{ invoice: fault },
			async (raw) => await clientOf(raw).write('Invoice', {}, 'r'),
		),
		handsOn: true,
	},
	{
		...asking(
			'core/quickbooks/connectQuickBooks.ts#connectQuickBooks (batch)',
			{ batch: answers },
			async (raw) => await clientOf(raw).batch(entries),
		),
		handsOn: true,
	},
	asking(
		'core/quickbooks/connectQuickBooks.ts#connectQuickBooks (company)',
		company,
		async (raw) => await clientOf(raw).company(),
	),
	asking(
		'core/quickbooks/stockReading.ts#readItemsById',
		{ query: found({ Item: [anItem] }) },
		async (raw) => await readItemsById(clientOf(raw), ['5']),
	),
	asking(
		'core/quickbooks/deletions.ts#readDeletions',
		{
			cdc: {
				CDCResponse: [
					{ QueryResponse: [{ Invoice: [{ Id: '12', status: 'Deleted', MetaData: deletedAt }, invoice] }] },
				],
			},
		},
		async (raw) => await readDeletions(clientOf(raw), '2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z'),
	),
	asking(
		'core/quickbooks/documents.ts#readDocumentsByNumber',
		{ ...company, query: found({ Invoice: [invoice], CreditMemo: [] }) },
		async (raw) => await readDocumentsByNumber(clientOf(raw), ['WC-812']),
	),
	asking(
		'core/quickbooks/taxCodes.ts#readTaxCodes',
		{
			query: found({
				TaxRate: [{ Id: '1', RateValue: 19 }],
				TaxCode: [
					{
						Id: '2',
						Name: 'VAT',
						SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: '1' }, TaxTypeApplicable: 'TaxOnAmount' }] },
					},
				],
			}),
		},
		async (raw) => await readTaxCodes(clientOf(raw)),
	),
	pure('core/quickbooks/bundles.ts#readParts', bundle, (raw) => readParts(fields(raw))),
	asking(
		'core/quickbooks/bundles.ts#readBundles',
		{ query: found({ Item: [bundle] }) },
		async (raw) => await readBundles(clientOf(raw), ['9']),
	),
	asking(
		'core/quickbooks/lists.ts#readChargeItems',
		{ query: found({ Item: [anItem, { ...anItem, FullyQualifiedName: 'Mugs:Blue' }] }) },
		async (raw) => await readChargeItems(clientOf(raw)),
	),
	asking(
		'core/quickbooks/lists.ts#readLiabilityItems',
		{
			query: found({
				Account: [{ Id: '94', Name: 'Gift certificates', AccountType: 'Other Current Liability' }],
				Item: [{ ...anItem, IncomeAccountRef: { value: '94' } }],
			}),
		},
		async (raw) => await readLiabilityItems(clientOf(raw)),
	),
	asking(
		'core/quickbooks/lists.ts#readDepositAccounts',
		{ query: found({ Account: [{ Id: '4', Name: 'Bank', AccountSubType: 'Checking' }] }) },
		async (raw) => await readDepositAccounts(clientOf(raw)),
	),
	asking(
		'core/posting/write/customers.ts#findOrCreateCustomers',
		{ query: found({ Customer: [customer] }), customer: { Customer: customer } },
		async (raw) =>
			await findOrCreateCustomers(
				clientOf(raw),
				[wish, { ...wish, key: 'l', name: 'Bo', otherName: 'Bo (W)', email: null }],
				async () => await Promise.resolve(null),
			),
	),
	asking(
		'core/quickbooks/openingQuantities.ts#removeCreationMarks',
		{
			query: found({ Item: [{ ...anItem, SyncToken: '0', PurchaseDesc: '[qbosync:new] Made' }] }),
			item: { Item: anItem },
		},
		async (raw) => await removeCreationMarks(clientOf(raw), ['5']),
	),
	asking(
		'core/quickbooks/openingQuantities.ts#removeCreationMarks (refused)',
		{ query: found({ Item: [{ ...anItem, SyncToken: '0', PurchaseDesc: '[qbosync:new] Made' }] }), item: fault },
		async (raw) => await removeCreationMarks(clientOf(raw), ['5']),
	),
	asking(
		'core/quickbooks/queryLanguage.ts#findAccount',
		{ query: found({ Account: [{ Id: '4', AccountSubType: 'Inventory' }] }) },
		async (raw) => await findAccount(clientOf(raw), 'a', 'Inventory'),
	),
	{
		...asking(
			'core/posting/write/salePayments.ts#readPaymentsOf',
			{ query: found({ Payment: [paid] }) },
			async (raw) => await readPaymentsOf(clientOf(raw), paidSale),
		),
		handsOn: true,
	},
	asking(
		'core/posting/write/salePayments.ts#voidPayment',
		{ row: paid, payment: { Payment: paid } },
		async (raw) => await voidPayment(clientOf(raw), fields(fields(raw).row)),
	),
];
