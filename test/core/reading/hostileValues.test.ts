import { describe, expect, test } from '@jest/globals';
import { readRefunds } from '../../../core/channels/bigcommerce/orders/refunds';
import { errorText as saidByBigCommerce } from '../../../core/channels/bigcommerce/refusal';
import { alone } from '../../support/bigReplies';
import { openStore } from '../../../core/channels/bigcommerce/api';
import { readListingRef } from '../../../core/channels/ebay/listings/listingRef';
import { errorText as saidByEbay } from '../../../core/channels/ebay/restApi';
import { openShop } from '../../../core/channels/woocommerce/api';
import { stateOf } from '../../../core/channels/woocommerce/orders/states';
import { contentHash } from '../../../core/quickbooks/booksDocument';
import { pollsPerMonth } from '../../../core/budget/budget';
import { readDay, readMoment, readMomentIn, readTimeZone } from '../../../core/model/moment';
import { readMarker } from '../../../core/quickbooks/documentMarker';
import { collectRows } from '../../../core/http/pages';
import { connectQuickBooks } from '../../../core/quickbooks/connectQuickBooks';
import { findFailure } from '../../../core/quickbooks/faults';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { readWebAddress } from '../../../core/reading/readWebAddress';
import { readXml } from '../../../core/reading/readXml';
import { scriptedHttp } from '../../support/scriptedHttp';

/** No text can be made of it: `String` of it throws. */
const textless = JSON.parse('{"toString":null,"valueOf":null}') as unknown;
const nobody = scriptedHttp().http;
let deep: unknown = [];
for (let level = 0; level < 10_000; level++) deep = [deep];

/** What the long run of `npm run check:readers` found at first. */
describe('what cannot be read is said to be unreadable', () => {
	test.each<[string, () => unknown]>([
		['a date that no text can be made of', () => readMomentIn('UTC', textless, 'Date')],
		[
			'a date of the year 275760, whose text comes before that of today',
			() => readMoment('+275760-09-13T00:00:00Z', 'date'),
		],
		['a date that its zone moves into the year 10000', () => readMoment('9999-12-31T23:59:59-14:00', 'date')],
		['a day that is not in the calendar', () => readDay('2026-02-30', 'TxnDate')],
		['a day of zeros', () => readDay('0000-00-00', 'TxnDate')],
		['a time zone that nobody knows', () => readTimeZone('Mars/Base', 'DefaultTimeZone')],
		[
			'an address of a hundred thousand slashes',
			() => readWebAddress(`https://shop.test/${'/'.repeat(100_000)}x`, 'url'),
		],
		[
			'a shop whose address is a hundred thousand characters long',
			() => openShop(nobody, `https://shop.test${'/wp-json'.repeat(12_500)}\nx`, Date.now),
		],
		[
			'a store hash with half a character',
			() => openStore(nobody, { environment: 'production', storeHash: '\uD800' }, alone()),
		],
		['a listing reference that is not encoded', () => readListingRef('trading:%zz')],
		['an entity that only every object has', () => readXml('<a>&constructor;</a>', 'reply')],
		['a line of a document that is nested without end', () => contentHash({ Line: [{ DetailType: deep }] })],
	])('%s', (_name, read) => {
		const start = Date.now();
		expect(read).toThrow(UnreadableError);
		expect(Date.now() - start).toBeLessThan(1000);
	});

	test('an order that is asked for by its number and answered with nothing', async () => {
		await expect(
			openShop(scriptedHttp({ body: undefined }).http, 'shop.test', Date.now).findRow('/orders/812'),
		).rejects.toThrow(UnreadableError);
	});

	test('a list of which a hundred pages in a row are empty', async () => {
		await expect(collectRows(async () => ({ list: 'orders', rows: [], next: 1 }))).rejects.toThrow(UnreadableError);
	});

	test('a list in QuickBooks that begins again and again', async () => {
		const body = {
			QueryResponse: { Item: Array.from({ length: 1000 }, (_, id) => ({ Id: String(id) })) },
			time: '2026-11-20T03:00:00-08:00',
		};
		const { http } = scriptedHttp(...Array.from({ length: 10 }, () => ({ body })));
		const readAll = async () => {
			for await (const page of connectQuickBooks(http, { environment: 'production', companyId: '1' }).pages('Item', ''))
				expect(page.rows.length).toBeLessThanOrEqual(1000);
		};
		await expect(readAll()).rejects.toThrow(UnreadableError);
	});
});

describe('a word that only every object has means nothing', () => {
	test('as the status of an order', () => {
		expect(stateOf('constructor', false, { alsoSold: [] })).toBe('open');
	});

	test('as the kind of a refunded thing', () => {
		const refund = {
			id: 1,
			created: '2026-01-01T00:00:00Z',
			total_amount: 1,
			items: [{ item_type: 'constructor', item_id: 9, requested_amount: 1 }],
		};
		expect(readRefunds([refund], 'USD')[0]?.lines[0]?.lineId).toBe('9');
	});

	test('as the code of a fault', () => {
		expect(findFailure({ code: 'constructor', message: 'm', detail: '', element: null })).toBeNull();
	});
});

describe('what a service says of a refusal is told without what is no text', () => {
	test('at eBay', () => {
		expect(saidByEbay({ errors: [{ errorId: textless, message: 'No' }] })).toBe('No');
	});

	test('at BigCommerce', () => {
		expect(
			saidByBigCommerce({
				status: 422,
				headers: {},
				body: { title: 'No', errors: { name: ['taken', 'long'], more: deep } },
			}),
		).toBe('No; name: taken, long; more: ');
	});

	test('and a note that begins our mark forty thousand times has none, at once', () => {
		const start = Date.now();
		expect(readMarker('[qbosync:1 '.repeat(40_000))).toBeNull();
		expect(Date.now() - start).toBeLessThan(1000);
	});

	test('and poll times that are no numbers are not understood', () => {
		expect(pollsPerMonth({ item: [{ mode: 'everyX', value: deep }] })).toBeNull();
	});
});
