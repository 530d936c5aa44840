import { describe, expect, test } from '@jest/globals';
import type { ChannelAdapter } from '../../../core/channels/channelAdapter';
import { channelById } from '../../../core/channels/channelRegistry';
import { readMatchable } from '../../../core/matching/matchable';
import { matchItems } from '../../../core/matching/matchItems';
import { toOrderJson } from '../../../core/model/salesOrderJson';
import { stockLevel, sku } from '../../support/levels';
import { order, orderLine } from '../../support/orders';
import { quickBooksWithItems, type ItemRow } from '../../support/quickBooksWithItems';

const orderOf = (...skus: readonly string[]) =>
	readMatchable(
		toOrderJson(order({ lines: skus.map((one, place) => orderLine({ lineId: String(place), sku: sku(one) })) })),
	);

async function inQuickBooks(items: readonly ItemRow[], asking: Parameters<typeof matchItems>[0]) {
	const { client, asked } = quickBooksWithItems(items, '2026-11-23T10:00:00.000Z');
	return { matches: await matchItems(asking, { quickBooks: async () => client }, false), asked };
}

async function onChannel(channelId: string, listingRefs: readonly string[]) {
	const adapter = {
		findListings: async () => listingRefs.map((listingRef) => ({ listingRef, name: 'Mug', sku: sku('MUG') })),
	} as unknown as ChannelAdapter;
	const side = { channel: channelById(channelId), adapter: async () => adapter };
	return await matchItems([readMatchable(stockLevel())], side, false);
}

const nobody = async (): Promise<never> => await Promise.reject(new Error('Nobody is to be asked'));

describe('items are matched by SKU', () => {
	test('with one question for the SKUs of all of them, in the order given', async () => {
		const items = [
			{ id: '1', sku: 'MUG' },
			{ id: '2', sku: 'TEE' },
		];
		const { matches, asked } = await inQuickBooks(items, [orderOf('TEE', 'CUP'), orderOf('MUG', 'TEE')]);
		expect(asked).toEqual(["Sku IN ('TEE', 'CUP', 'MUG') AND Active IN (true, false)"]);
		expect(matches).toMatchObject([
			{ outcome: 'unmatched', lookedIn: 'quickbooks', lines: [{ itemId: '2' }, { itemId: null }] },
			{ outcome: 'matched', lookedIn: 'quickbooks', lines: [{ itemId: '1' }, { itemId: '2' }] },
		]);
	});

	test('and nobody is asked where nothing has a SKU', async () => {
		const matches = await matchItems(
			[readMatchable({ ...toOrderJson(order()), lines: [] })],
			{ quickBooks: nobody },
			true,
		);
		expect(matches).toMatchObject([{ lines: [] }]);
	});

	test('an item that is inactive is said to be, and is no match; an active one with the SKU is', async () => {
		const inactive = { id: '1', sku: 'MUG', active: false };
		const [match] = (await inQuickBooks([inactive], [orderOf('MUG')])).matches;
		expect(match).toMatchObject({
			outcome: 'unmatched',
			lines: [
				{ itemId: null, reason: expect.stringMatching(/"Item 1" \(id 1\) is inactive in QuickBooks: make it active/) },
			],
		});
		const both = [inactive, { id: '2', sku: 'MUG' }];
		expect((await inQuickBooks(both, [orderOf('MUG')])).matches).toMatchObject([{ outcome: 'matched' }]);
	});

	test('a category is no item', async () => {
		const items = [
			{ id: '1', sku: 'MUG', type: 'Category' },
			{ id: '2', sku: 'MUG' },
		];
		expect((await inQuickBooks(items, [orderOf('MUG')])).matches).toMatchObject([
			{ outcome: 'matched', lines: [{ itemId: '2' }] },
		]);
	});

	test('E10: two listings of one SKU are one match on eBay, and cannot be told apart in a shop', async () => {
		expect([await onChannel('ebay', ['1', '2']), await onChannel('woocommerce', ['1', '2'])]).toMatchObject([
			[{ outcome: 'matched', lookedIn: 'ebay', lines: [{ itemId: '1' }] }],
			[{ outcome: 'ambiguous', lookedIn: 'woocommerce', lines: [{ itemId: null }] }],
		]);
	});
});
