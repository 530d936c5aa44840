import { describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import type { HttpReply } from '../../../core/http/httpPort';
import { connectQuickBooks } from '../../../core/quickbooks/connectQuickBooks';
import type { Fields } from '../../../core/reading/readUnknown';
import { scriptedHttp } from '../../support/scriptedHttp';

const settings = {
	environment: 'custom',
	customUrl: 'http://books/',
	oauthTokenData: { callbackQueryString: { realmId: '42' } },
};
const time = '2026-11-23T01:02:03.000-08:00';
const found = (entity: string, rows: readonly Fields[]) => ({
	body: { QueryResponse: rows.length === 0 ? {} : { [entity]: rows }, time },
});

function connected(...replies: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...replies);
	return { client: connectQuickBooks(http, settings), asked };
}

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const page of pages) list.push(page);
	return list;
}

describe('Which company is opened', () => {
	test.each([
		['production', 'https://quickbooks.api.intuit.com/v3/company/42/query'],
		['sandbox', 'https://sandbox-quickbooks.api.intuit.com/v3/company/42/query'],
		['custom', 'http://books/v3/company/42/query'],
	])('in the environment %s', async (environment, url) => {
		const { http, asked } = scriptedHttp(found('Item', []));
		await connectQuickBooks(http, { ...settings, environment }).query('Item', 'SELECT * FROM Item');
		expect(asked[0]).toMatchObject({ method: 'GET', url, repeatable: true, headers: { accept: 'application/json' } });
		expect(asked[0]?.query).toEqual({ query: 'SELECT * FROM Item', minorversion: '75' });
	});

	test.each([
		['production', 'https://app.qbo.intuit.com/app/refundreceipt?txnId=7&companyId=42'],
		['sandbox', 'https://app.sandbox.qbo.intuit.com/app/refundreceipt?txnId=7&companyId=42'],
		['custom', null],
	])('and where people see its documents, in the environment %s', (environment, url) => {
		const client = connectQuickBooks(scriptedHttp().http, { ...settings, environment });
		expect(client.documentUrl({ type: 'RefundReceipt', id: '7' })).toBe(url);
		expect(client.documentUrl({ type: 'RefundReceipt', id: null })).toBeNull();
	});

	test.each([
		['production', 'https://app.qbo.intuit.com/app/item?itemId=7&companyId=42'],
		['sandbox', 'https://app.sandbox.qbo.intuit.com/app/item?itemId=7&companyId=42'],
		['custom', null],
	])('and where people see its items, in the environment %s', (environment, url) => {
		expect(connectQuickBooks(scriptedHttp().http, { ...settings, environment }).itemUrl('7')).toBe(url);
	});

	test('a Company ID typed in wins over the one of the connection', () => {
		const { http } = scriptedHttp();
		expect(connectQuickBooks(http, { ...settings, companyId: ' 7 ' }).realmId).toBe('7');
		expect(connectQuickBooks(http, { ...settings, companyId: '' }).realmId).toBe('42');
	});

	test.each([{}, { oauthTokenData: {} }, { oauthTokenData: { callbackQueryString: {} } }])(
		'a credential that names none says what to do (%j)',
		(token) => {
			const { http } = scriptedHttp();
			const open = () => connectQuickBooks(http, { environment: 'production', ...token });
			expect(open).toThrow(/reconnect it, or fill in its Company ID/);
			expect(open).toThrow(expect.objectContaining({ kind: 'notAuthorised' }));
		},
	);
});

describe('Reading', () => {
	test('an empty answer is an empty page, with the time of QuickBooks', async () => {
		const { client } = connected(found('Item', []));
		expect(await client.query('Item', 'SELECT * FROM Item')).toEqual({ rows: [], asOf: '2026-11-23T09:02:03.000Z' });
	});

	test('a long statement travels in the body', async () => {
		const { client, asked } = connected(found('Item', []));
		const statement = `SELECT * FROM Item WHERE Sku IN ('${'x'.repeat(1300)}')`;
		await client.query('Item', statement);
		expect(asked[0]).toMatchObject({
			method: 'POST',
			body: statement,
			repeatable: true,
			headers: { 'content-type': 'application/text' },
		});
		expect(asked[0]?.query).toEqual({ minorversion: '75' });
	});

	test('pages end with the one that brings fewer than asked, and a row on two pages comes once', async () => {
		const page = (from: number, count: number) =>
			found(
				'Item',
				Array.from({ length: count }, (_, place) => ({ Id: String(from + place) })),
			);
		const { client, asked } = connected(page(1, 1001), page(1001, 1000), page(2001, 5));
		const pages = await all(client.pages('Item', "Type = 'Inventory'"));
		expect(pages.map(({ rows }) => rows.length)).toEqual([1001, 999, 5]);
		expect(asked.map(({ query }) => query?.query)).toEqual(
			[1, 1001, 2001].map(
				(start) => `SELECT * FROM Item WHERE Type = 'Inventory' ORDERBY Id STARTPOSITION ${start} MAXRESULTS 1000`,
			),
		);
	});

	test('a fault inside a 200 is a failure, not an empty page', async () => {
		const { client } = connected({
			body: { Fault: { Error: [{ Message: 'Error parsing query', code: '4000' }], type: 'ValidationFault' }, time },
		});
		await expect(client.query('Item', 'SELEC')).rejects.toMatchObject({
			kind: 'rejected',
			message: expect.stringContaining('4000'),
		});
	});

	test('an answer without QueryResponse is not taken for "nothing there"', async () => {
		const { client } = connected({ body: { time } });
		await expect(client.query('Item', 'SELECT * FROM Item')).rejects.toThrow('QueryResponse');
	});

	test('requests are counted, reads apart from writes', async () => {
		const { client } = connected(found('Item', []), { body: { Invoice: { Id: '1' }, time } });
		await client.query('Item', 'SELECT * FROM Item');
		await client.write('Invoice', {}, 'r1');
		expect(client.requestsMade()).toEqual({ reads: 1, writes: 1 });
	});
});

const gatewayFault = (code: string) => ({
	fault: { error: [{ message: `message=Something; errorCode=${code}`, detail: 'd', code }], type: 'AUTHENTICATION' },
});

describe('What no caller can mend', () => {
	test.each<[number, unknown, string, RegExp]>([
		[401, gatewayFault('003200'), 'notAuthorised', /expired: reconnect/],
		[401, undefined, 'notAuthorised', /expired: reconnect/],
		[403, gatewayFault('3100'), 'notAuthorised', /development keys/],
		[403, '<html>', 'unavailable', /a page of a firewall or CDN, which blocks the request/],
		[403, '', 'notAuthorised', /reconnect/],
		[400, { Fault: { Error: [{ Message: 'm', code: '120' }] } }, 'notAuthorised', /no rights/],
		[400, { Fault: { Error: [{ Message: 'm', code: '6190' }] } }, 'notAuthorised', /subscription/],
		[200, { Fault: { Error: [{ Message: 'm', code: '6190' }] } }, 'notAuthorised', /subscription/],
		[429, gatewayFault('003001'), 'rateLimited', /fewer requests/],
		[429, '', 'rateLimited', /429/],
		[503, '<html>down</html>', 'unavailable', /503/],
		[500, { Fault: { Error: [{ Message: 'm', code: '10000' }] } }, 'unavailable', /system fault/],
		[404, '', 'notFound', /404/],
	])('%d with %j is thrown as %s', async (status, body, kind, message) => {
		for (const attempt of [
			(client: ReturnType<typeof connected>['client']) => client.query('Item', 's'),
			(client: ReturnType<typeof connected>['client']) => client.write('Invoice', {}, 'r'),
		]) {
			const { client } = connected({ status, body });
			const failure = await attempt(client).then(
				() => undefined,
				(error: unknown) => error,
			);
			expect(failure).toBeInstanceOf(IntegrationError);
			expect(failure).toMatchObject({ kind, message: expect.stringMatching(message) });
		}
	});
});

describe('Writing', () => {
	test('carries its request id and may be repeated', async () => {
		const { client, asked } = connected({ body: { SalesReceipt: { Id: '9' }, time } });
		expect(await client.write('SalesReceipt', { Line: [] }, 'r1')).toEqual({ row: { Id: '9' }, fault: null });
		expect(asked[0]).toMatchObject({
			method: 'POST',
			url: 'http://books/v3/company/42/salesreceipt',
			body: { Line: [] },
			repeatable: true,
		});
		expect(asked[0]?.query).toEqual({ requestid: 'r1', minorversion: '75' });
	});

	test('a broken rule is an answer', async () => {
		const { client } = connected({
			status: 400,
			body: {
				Fault: {
					Error: [{ Message: 'Duplicate', Detail: 'DocNumber=1 TxnId=7', code: '6140', element: '' }],
					type: 'ValidationFault',
				},
				time,
			},
		});
		expect(await client.write('Invoice', {}, 'r1')).toEqual({
			row: null,
			fault: { code: '6140', message: 'Duplicate', detail: 'DocNumber=1 TxnId=7', element: null },
		});
	});

	test.each([
		['Invoice', { operation: 'void' }, { Id: '5', SyncToken: '1' }],
		['SalesReceipt', { operation: 'update', include: 'void' }, { Id: '5', SyncToken: '1', sparse: true }],
		['Payment', { operation: 'update', include: 'void' }, { Id: '5', SyncToken: '1', sparse: true }],
	] as const)('voids a %s its own way', async (type, query, body) => {
		const { client, asked } = connected({ body: { [type]: { Id: '5' }, time } });
		await client.void(type, '5', '1', 'r2');
		expect(asked[0]?.query).toEqual({ ...query, requestid: 'r2', minorversion: '75' });
		expect(asked[0]?.body).toEqual(body);
	});

	test('a batch is never repeated, and its answers are put back in order', async () => {
		const { client, asked } = connected({
			body: {
				BatchItemResponse: [
					{ bId: '2', Fault: { Error: [{ Message: 'No', code: '6000' }] } },
					{ bId: '1', Invoice: { Id: '7' } },
				],
				time,
			},
		});
		const entry = (id: string) => ({
			id,
			operation: 'create' as const,
			entity: 'Invoice' as const,
			body: { DocNumber: id },
		});
		const answers = await client.batch([entry('1'), entry('2')]);
		expect(answers).toMatchObject([
			{ id: '1', row: { Id: '7' } },
			{ id: '2', fault: { code: '6000' } },
		]);
		expect(asked[0]).toMatchObject({
			repeatable: false,
			body: { BatchItemRequest: [{ bId: '1', operation: 'create', Invoice: { DocNumber: '1' } }, {}] },
		});
	});

	test('a batch that leaves an entry unanswered is unclear as a whole', async () => {
		const { client } = connected({ body: { BatchItemResponse: [], time } });
		await expect(client.batch([{ id: '1', operation: 'create', entity: 'Invoice', body: {} }])).rejects.toThrow(
			'an answer for every entry',
		);
	});
});

describe('The company', () => {
	const preferences = {
		body: {
			Preferences: {
				SalesFormsPrefs: { CustomTxnNumbers: true, AllowShipping: true, AllowDiscount: false, AutoApplyCredit: true },
				ProductAndServicesPrefs: { QuantityOnHand: true },
				TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: true },
				CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'CAD' } },
				AccountingInfoPrefs: { BookCloseDate: '2025-12-31' },
			},
			time,
		},
	};
	const info = { body: { CompanyInfo: { Country: 'CA', DefaultTimeZone: 'America/Toronto' }, time } };

	test('is put together from two answers and asked once', async () => {
		const { client, asked } = connected(preferences, info);
		await client.company();
		expect(await client.company()).toEqual({
			realmId: '42',
			country: 'CA',
			address: null,
			timeZone: 'America/Toronto',
			homeCurrency: 'CAD',
			multiCurrency: true,
			tracksQuantity: true,
			customNumbers: true,
			allowsShipping: true,
			shippingAccountId: null,
			allowsDiscount: false,
			usesSalesTax: true,
			automatedTax: true,
			classPer: null,
			booksClosedUntil: '2025-12-31',
			autoAppliesCredits: true,
			autoAppliesPayments: false,
		});
		expect(asked.map(({ url }) => url)).toEqual([
			'http://books/v3/company/42/preferences',
			'http://books/v3/company/42/companyinfo/42',
		]);
	});

	test('counts a switch that is absent as off', async () => {
		const { client } = connected({ body: { Preferences: {}, time } }, { body: { CompanyInfo: {}, time } });
		expect(await client.company()).toMatchObject({
			tracksQuantity: false,
			customNumbers: false,
			homeCurrency: 'USD',
			country: 'US',
			booksClosedUntil: null,
		});
	});

	test('is asked again after a failure', async () => {
		const { client } = connected({ status: 503 }, preferences, info);
		await expect(client.company()).rejects.toThrow(IntegrationError);
		expect(await client.company()).toMatchObject({ country: 'CA' });
	});
});
