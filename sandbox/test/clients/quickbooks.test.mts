import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { createQuickBooks, REALM_ID } from '../../quickbooks/quickBooksService.mts';

// Its types speak of a default export that it does not have.
const QuickBooks = createRequire(import.meta.url)('node-quickbooks') as typeof import('node-quickbooks').QuickBooks & {
	USER_INFO_URL: string;
};

/** What the client gives, of whatever shape. */
type Parsed = ReturnType<typeof JSON.parse>;
type Callback = (error: unknown, data: Parsed) => void;

const service = createQuickBooks({ host: '127.0.0.1', port: 0 });
let books: Record<string, (...args: unknown[]) => void> & { token: string };

before(async () => {
	await service.start();
	const { clientId, clientSecret, accessToken, refreshToken } = service.credentials();
	QuickBooks.V3_ENDPOINT_BASE_URL = `${service.url}/v3/company/`;
	QuickBooks.TOKEN_URL = `${service.url}/oauth2/v1/tokens/bearer`;
	QuickBooks.REVOKE_URL = `${service.url}/v2/oauth2/tokens/revoke`;
	QuickBooks.USER_INFO_URL = `${service.url}/v1/openid_connect/userinfo`;
	const keys = [clientId, clientSecret, accessToken, false, REALM_ID, true, false, '75', '2.0', refreshToken] as const;
	books = new QuickBooks(...keys) as unknown as typeof books;
});
after(async () => await service.stop());

/** Calls a method of the client, whose answer comes by a callback. */
async function call(method: string, ...args: unknown[]): Promise<Parsed> {
	return await new Promise((resolve, reject) => {
		const done: Callback = (error, data) => (error === null ? resolve(data) : reject(asError(error)));
		books[method]?.(...args, done);
	});
}

/** The fault of QuickBooks, as an error that can be looked into. */
function asError(refusal: unknown): Error {
	const { response, Fault } = refusal as { response?: { data: Parsed }; Fault?: unknown };
	return new Error(JSON.stringify(response?.data ?? Fault ?? String(refusal)));
}

async function rows(method: string, criteria: unknown): Promise<Parsed[]> {
	const { QueryResponse } = await call(method, criteria);
	return Object.values<Parsed>(QueryResponse).find(Array.isArray) ?? [];
}

test('node-quickbooks renews its token, and knows the company', async () => {
	const { token } = books;
	await call('refreshAccessToken');
	assert.notEqual(books.token, token);
	assert.equal((await call('getUserInfo')).givenName, 'Robin');
	assert.equal((await call('getCompanyInfo', REALM_ID)).CompanyName, 'Harbour Goods');
	assert.equal((await call('getPreferences')).ProductAndServicesPrefs.QuantityOnHand, true);
});

test('it asks for items by criteria, counts them and reads all pages', async () => {
	const [mug] = await rows('findItems', [{ field: 'Sku', value: 'MUG-BLUE', operator: '=' }]);
	assert.equal(mug.Type, 'Inventory');
	const { totalCount } = (await call('findItems', { count: true })).QueryResponse;
	assert.equal((await rows('findItems', { limit: 3, fetchAll: true, asc: 'Name' })).length, totalCount);
	assert.equal(
		(await call('updateItem', { Id: mug.Id, SyncToken: mug.SyncToken, Description: 'Blue' })).Description,
		'Blue',
	);
});

test('it writes, prints, mails and pays an invoice, and voids and deletes what it wrote', async () => {
	const customer = await call('createCustomer', { DisplayName: "Ana O'Ruiz", GivenName: 'Ana' });
	assert.equal((await rows('findCustomers', { DisplayName: "Ana O'Ruiz" }))[0].Id, customer.Id);
	const [mug] = await rows('findItems', { Sku: 'MUG-BLUE' });
	const line = {
		DetailType: 'SalesItemLineDetail',
		Amount: 20,
		SalesItemLineDetail: { ItemRef: { value: mug.Id }, Qty: 2, UnitPrice: 10, TaxCodeRef: { value: 'TAX' } },
	};
	const CustomerRef = { value: customer.Id };
	const body = { CustomerRef, DocNumber: 'WC-1', Line: [line], TxnTaxDetail: { TotalTax: 1.45 } };
	const invoice = await call('createInvoice', body);
	assert.equal(invoice.TotalAmt, 21.45);
	assert.match(invoice.DueDate, /^\d{4}-\d\d-\d\d$/);
	assert.deepEqual(invoice.TxnTaxDetail.TxnTaxCodeRef, { value: '2' });
	assert.equal((await rows('findTaxCodes', { Id: '2' })).length, 1);
	assert.equal((await call('getInvoicePdf', invoice.Id)).subarray(0, 5).toString(), '%PDF-');
	assert.equal((await call('sendInvoicePdf', invoice.Id, 'ana@example.test')).EmailStatus, 'EmailSent');
	const linked = [{ Amount: 21.45, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] }];
	const payment = await call('createPayment', { CustomerRef, TotalAmt: 21.45, Line: linked });
	assert.equal((await call('getInvoice', invoice.Id)).Balance, 0);
	await call('deletePayment', payment.Id);
	await call('voidInvoice', invoice.Id);
	assert.equal((await call('getInvoice', invoice.Id)).TotalAmt, 0);
	const receipt = await call('createSalesReceipt', { CustomerRef, Line: [line] });
	const { Id, SyncToken } = receipt;
	assert.equal((await call('updateSalesReceipt', { Id, SyncToken, PrivateNote: 'Paid' })).PrivateNote, 'Paid');
	await call('deleteSalesReceipt', Id);
	await assert.rejects(call('getSalesReceipt', Id), /"610"/);
});

test('it writes and finds what else an accountant keeps', async () => {
	const account = (value: string): object => ({ AccountRef: { value } });
	const VendorRef = { value: '1' };
	const cost = {
		DetailType: 'AccountBasedExpenseLineDetail',
		Amount: 12,
		AccountBasedExpenseLineDetail: account('20'),
	};
	const bill = await call('createBill', { VendorRef, Line: [cost] });
	assert.deepEqual([bill.TotalAmt, bill.Balance, bill.DueDate], [12, 12, bill.TxnDate]);
	const side = (PostingType: string, value: string): object => ({
		DetailType: 'JournalEntryLineDetail',
		Amount: 5,
		JournalEntryLineDetail: { PostingType, ...account(value) },
	});
	await call('createJournalEntry', { Line: [side('Debit', '20'), side('Credit', '35')] });
	await assert.rejects(call('createJournalEntry', { Line: [side('Debit', '20')] }), /"6000"/);
	await call('createDeposit', {
		DepositToAccountRef: { value: '35' },
		Line: [{ DetailType: 'DepositLineDetail', Amount: 7, DepositLineDetail: account('1') }],
	});
	const goods = { DetailType: 'SalesItemLineDetail', Amount: 9, SalesItemLineDetail: { ItemRef: { value: '1' } } };
	const estimate = await call('createEstimate', { CustomerRef: { value: '1' }, Line: [goods] });
	assert.equal((await call('getEstimatePdf', estimate.Id)).subarray(0, 5).toString(), '%PDF-');
	await call('createPurchaseOrder', { VendorRef, Line: [cost] });
	for (const method of ['findBills', 'findJournalEntries', 'findDeposits', 'findEstimates', 'findPurchaseOrders'])
		assert.equal((await rows(method, {})).length, 1, method);
	assert.equal((await rows('findTaxAgencies', {}))[0].TaxTrackedOnSales, true);
	const { balance } = (await ledger()).find(({ id }) => id === '33') ?? {};
	assert.equal(balance, -12);
	assert.equal(
		(await ledger()).reduce((sum, row) => sum + row.balance, 0),
		0,
	);
});

test('it batches, captures changes, and reads exchange rates', async () => {
	const answers = await call('batch', [
		{ bId: '1', operation: 'create', Customer: { DisplayName: 'Bo' } },
		{ bId: '2', Query: "select * from Item where Sku = 'MUG-BLUE'" },
	]);
	assert.equal(answers.BatchItemResponse.length, 2);
	const since = new Date(Date.now() - 60_000).toISOString();
	const changes = await call('changeDataCapture', ['Customer', 'Invoice'], since);
	assert.equal(changes.CDCResponse[0].QueryResponse[0].Customer.length, 2);
	await assert.rejects(call('getExchangeRate', { sourcecurrencycode: 'EUR' }), /Multicurrency/);
	await service.app().inject({ method: 'POST', url: '/control/settings', payload: { multiCurrency: true } });
	const { ExchangeRate } = await call('getExchangeRate', { sourcecurrencycode: 'EUR', asofdate: '2026-11-20' });
	assert.deepEqual([ExchangeRate.Rate, ExchangeRate.AsOfDate], [1.1, '2026-11-20']);
	assert.equal((await rows('findExchangeRates', { SourceCurrencyCode: 'GBP' }))[0].Rate, 1.25);
});

test('it is told in Intuit words what there is not, and that its token ended', async () => {
	await assert.rejects(call('reportProfitAndLoss', {}), /Unsupported Operation.*"500"/);
	await assert.rejects(rows('findTimeActivities', {}), /"4001"/);
	await call('revokeAccess', true);
	Object.assign(books, { token: 'gone', realmId: REALM_ID });
	await assert.rejects(call('getInvoice', '1'), /"fault".*"3200"/);
});

async function ledger(): Promise<{ id: string; balance: number }[]> {
	return await (await service.app().inject({ method: 'GET', url: '/control/ledger' })).json();
}
