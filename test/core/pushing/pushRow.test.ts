import { describe, expect, test } from '@jest/globals';
import { findOversold } from '../../../core/availability/oversold';
import type { ChannelDefinition } from '../../../core/channels/channelAdapter';
import { createItemWithoutSku } from '../../../core/model/itemWithoutSku';
import { toSku } from '../../../core/model/sku';
import type { PushOutcome } from '../../../core/pushing/pushOutcome';
import { toBreakerRow, toOversoldRow, toPushRow, toUnmatchedRow, toWithoutSkuRow } from '../../../core/pushing/pushRow';
import { heldLevel, reservation } from '../../support/levels';
import { listing } from '../../support/pushWorld';

const pushed: PushOutcome = {
	outcome: 'written',
	channel: 'bigcommerce',
	sku: toSku('MUG-BLUE') ?? never(),
	listingRef: '101',
	name: 'Mug, blue',
	before: 40,
	wanted: 37,
	after: 37,
	reason: null,
	retry: false,
	arithmetic: '37 on hand',
	cause: null,
};

function never(): never {
	throw new Error('MUG-BLUE is a SKU');
}

describe('a row of Push Channel Stock', () => {
	test.each<[string, Partial<PushOutcome>]>([
		['MUG-BLUE on BigCommerce 40 -> 37 (37 on hand)', {}],
		['MUG-BLUE on BigCommerce 40 -> 36 (37 on hand)', { after: 36 }],
		['Preview: MUG-BLUE on BigCommerce 40 -> 37 (37 on hand)', { outcome: 'preview', after: 40 }],
		['MUG-BLUE on BigCommerce stays at 37 (37 on hand)', { outcome: 'unchanged', before: 37 }],
		[
			'MUG-BLUE on BigCommerce: The channel sells nothing under this SKU',
			{ outcome: 'unknownSku', before: null, after: null },
		],
		[
			'MUG-BLUE on BigCommerce: It sells mug-blue',
			{ outcome: 'unknownSku', before: null, after: null, reason: 'It sells mug-blue' },
		],
		[
			'MUG-BLUE on BigCommerce: its stock is not tracked',
			{ outcome: 'notTracked', before: null, after: null, reason: 'its stock is not tracked' },
		],
		[
			'MUG-BLUE on BigCommerce shows 40 and should show 37: the store is down',
			{ outcome: 'failed', after: null, reason: 'the store is down', retry: true },
		],
	])('begins with a sentence: %s', (summary, changes) => {
		const row = toPushRow({ ...pushed, ...changes }, 'BigCommerce');
		expect(Object.entries(row)[0]).toEqual(['summary', summary]);
	});

	test('says first what it is about and last what programs read, and has nothing without a value', () => {
		expect(Object.keys(toPushRow(pushed, 'BigCommerce'))).toEqual([
			...['summary', 'sku', 'name', 'before', 'wanted', 'after', 'arithmetic'],
			...['outcome', 'channel', 'listingRef', 'retry'],
		]);
	});

	test('leads to the listing in the shop and to the item in QuickBooks, behind the names', () => {
		const links = { productUrl: 'https://shop.test/101', itemUrl: 'https://books.test/5' };
		const row = toPushRow({ ...pushed, ...links }, 'BigCommerce');
		expect(row).toMatchObject(links);
		expect(Object.keys(row).slice(0, 6)).toEqual(['summary', 'sku', 'name', 'productUrl', 'itemUrl', 'before']);
	});

	test('of an oversold item, of one without level and of an unmatched variation leads there too', () => {
		const itemUrl = 'https://books.test/5';
		const [oversold] = findOversold([
			heldLevel({ itemUrl, quantityOnHand: 0, reservations: [reservation({ quantity: 2 })] }),
		]);
		if (oversold === undefined) throw new Error('Two were sold of none');
		expect(Object.keys(toOversoldRow(oversold)).slice(0, 4)).toEqual(['summary', 'sku', 'name', 'itemUrl']);
		const times = { changedAt: '2026-11-23T09:59:00.000Z', asOf: '2026-11-23T10:00:00.000Z' };
		const odd = { itemId: '7', name: 'Bowl', itemUrl, quantityOnHand: 3, realmId: '1', ...times };
		expect(toWithoutSkuRow(createItemWithoutSku(odd))).toMatchObject({ itemUrl });
		const productUrl = 'https://shop.test/101';
		const member = { sku: pushed.sku, listing: { ...listing('MUG-BLUE', 1), productUrl } };
		const channel = { id: 'shop', displayName: 'Shop' } as ChannelDefinition;
		expect(toUnmatchedRow(member, channel)).toMatchObject({ productUrl });
	});

	test('of an item without SKU names the item, and of the circuit breaker the reason', () => {
		const [changedAt, asOf] = ['2026-11-23T09:59:00.000Z', '2026-11-23T10:00:00.000Z'];
		const item = { kind: 'withoutSku', itemId: '7', name: 'Bowl', quantityOnHand: 3, realmId: '1' } as const;
		expect(toWithoutSkuRow({ ...item, changedAt, asOf, reason: 'it has no SKU' })).toEqual({
			summary: 'Bowl reaches no channel: it has no SKU',
			...{ name: 'Bowl', quantityOnHand: 3, reason: 'it has no SKU', outcome: 'withoutSku', itemId: '7', asOf },
		});
		const alert = { outcome: 'fused', channel: 'ebay', reason: 'The fuse of ebay has blown' } as const;
		expect(toBreakerRow(alert)).toEqual({ summary: alert.reason, ...alert });
	});
});
