import { describe, expect, test } from '@jest/globals';
import { readStockOrder as ofBigCommerce } from '../../../core/channels/bigcommerce/orders/stockOrder';
import { readStockOrder as ofEbay } from '../../../core/channels/ebay/orders/stockOrder';
import { readStockOrder as ofWooCommerce } from '../../../core/channels/woocommerce/orders/stockOrder';
import { marketplaces } from '../../../core/channels/ebay/marketplaces';
import type { Fields } from '../../../core/reading/readUnknown';

const choice = { alsoSold: [] };

const readers = {
	woocommerce: (more: Fields = {}, line: Fields = {}) =>
		ofWooCommerce(
			{
				id: 812,
				status: 'processing',
				date_created_gmt: '2026-11-20T09:00:00',
				date_modified_gmt: '2026-11-21T09:00:00',
				line_items: [{ id: 1, sku: 'MUG', quantity: 2, ...line }],
				...more,
			},
			{ account: 'shop.test', choice },
		),
	bigcommerce: (more: Fields = {}, line: Fields = {}) =>
		ofBigCommerce(
			{
				id: 812,
				status_id: 11,
				date_created: 'Fri, 20 Nov 2026 09:00:00 +0000',
				date_modified: 'Sat, 21 Nov 2026 09:00:00 +0000',
				...more,
			},
			{ account: 'abc', choice, lines: [{ id: 1, sku: 'MUG', quantity: 2, ...line }] },
		),
	ebay: (more: Fields = {}, line: Fields = {}) =>
		ofEbay(
			{
				orderId: '12-1',
				sellerId: 'seller',
				orderPaymentStatus: 'PAID',
				creationDate: '2026-11-20T09:00:00.000Z',
				lastModifiedDate: '2026-11-21T09:00:00.000Z',
				lineItems: [{ lineItemId: '1', sku: 'MUG', quantity: 2, ...line }],
				...more,
			},
			{ choice, marketplace: marketplaces[0]! },
		),
};

describe.each(Object.entries(readers))('of an order of %s', (_channel, read) => {
	test('without any money, units, SKUs and state are read', () =>
		expect(read()).toMatchObject({
			state: 'sold',
			placedAt: '2026-11-20T09:00:00.000Z',
			lines: [{ sku: 'MUG', quantity: 2, kind: 'goods' }],
		}));

	test('whose state cannot be read, the stock counts as taken', () => {
		const odd = { status: null, status_id: 99, orderPaymentStatus: 'PERHAPS' };
		expect(read(odd)).toMatchObject({ state: 'reserving', lines: [{ sku: 'MUG', quantity: 2 }] });
	});

	test('whose date cannot be read, the date of its last change counts', () => {
		const odd = { date_created_gmt: '', date_created: '', creationDate: null };
		expect(read(odd)).toMatchObject({ placedAt: '2026-11-21T09:00:00.000Z' });
	});

	test.each([
		['quantity', { quantity: '' }],
		['SKU', { sku: { of: 'a plugin' } }],
	])('whose %s cannot be read, nothing is read', (_field, line) =>
		expect(() => read({}, line)).toThrow(expect.objectContaining({ name: 'UnreadableError' })),
	);
});

test('notes of a plugin in the place of what WooCommerce took and put back keep no units from being held', () =>
	expect(readers.woocommerce({ meta_data: 'none' }, { meta_data: { 0: 'odd' } })).toMatchObject({
		copiedFrom: null,
		lines: [{ quantity: 2, stockTaken: null, restocked: 0, bundleLineId: null }],
	}));
