import { describe, expect, test } from '@jest/globals';
import type { INodeType } from 'n8n-workflow';
import { createItemWithoutSku, createUnreadableItem } from '../../core/model/itemWithoutSku';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { executeQuickBooksNode } from '../support/executeQuickBooksNode';
import { stockLevel } from '../support/levels';
import { unaskedQuickBooks } from '../support/unaskedQuickBooks';

const blanked = createItemWithoutSku({
	itemId: '5',
	name: 'Mug',
	quantityOnHand: 7,
	changedAt: '2026-11-23T09:59:00.000Z',
	asOf: '2026-11-23T10:00:00.000Z',
	realmId: '1',
});
const WORDS =
	'The item "Mug" has no SKU in QuickBooks: if it had one, its old listing on the channel keeps the level it has. Give the item its SKU again, or take the listing off';
const level = stockLevel();

/** Nobody is to be asked, unless a shop answers. */
async function run(type: INodeType, input: readonly unknown[], shop?: () => unknown) {
	const { client } = unaskedQuickBooks();
	const outputs = await executeQuickBooksNode(type, { client, input, ...(shop === undefined ? {} : { shop }) });
	return outputs.map((items) => items.map(({ json, pairedItem }) => ({ json, pairedItem })));
}

describe('E11: an item whose SKU was blanked', () => {
	test('is unmatched for Match by SKU, which passes it on', async () => {
		const [matched] = await run(new MatchBySku(), [blanked]);
		expect(matched).toMatchObject([
			{ json: { ...blanked, match: { outcome: 'unmatched', lines: [{ lineId: '5', sku: null }] } } },
		]);
	});

	test('is put before a person by Push Channel Stock, in words, and nobody is asked anything', async () => {
		const [done, attention, , comesAgain] = await run(new PushChannelStock(), [{ ...blanked, itemId: 'in words' }]);
		expect([done, comesAgain]).toEqual([[], []]);
		expect(attention).toEqual([
			{
				json: {
					summary: `Mug reaches no channel: ${WORDS}`,
					name: 'Mug',
					quantityOnHand: 7,
					reason: WORDS,
					outcome: 'withoutSku',
					itemId: 'in words',
					asOf: blanked.asOf,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('goes beside levels, and each row is paired with its own item', async () => {
		const input = [level, { ...blanked, itemId: 'beside levels' }];
		const [, attention] = await run(new PushChannelStock(), input, () => []);
		expect(attention).toMatchObject([{ json: { itemId: 'beside levels' }, pairedItem: { item: 1 } }]);
	});

	test('is told of once by Needs Attention; when it comes again it leaves by Done', async () => {
		const one = { ...blanked, itemId: 'told once' };
		const outputs = async () => (await run(new PushChannelStock(), [one])).map((items) => items.length);
		expect([await outputs(), await outputs()]).toEqual([
			[0, 1, 1, 0],
			[1, 0, 0, 0],
		]);
	});

	test.each([
		['Match by SKU', new MatchBySku()],
		['Push Channel Stock', new PushChannelStock()],
	])('but a level without SKU that nobody explains is still garbage for %s', async (_name, type) => {
		await expect(run(type, [{ ...level, sku: '' }])).rejects.toThrow('sku');
	});

	test.each([
		['Match by SKU', new MatchBySku()],
		['Push Channel Stock', new PushChannelStock()],
	])('and one whose fields are wrong is named by %s', async (_name, type) => {
		await expect(run(type, [{ ...blanked, asOf: 'yesterday' }])).rejects.toThrow('item without SKU.asOf');
	});
});

describe('An item that cannot be read in QuickBooks', () => {
	const { name, changedAt, asOf, realmId } = blanked;
	const odd = createUnreadableItem(
		{ itemId: 'odd', name, changedAt, asOf, realmId },
		'Item.QtyOnHand should be a number',
	);

	test('is told once by Push Channel Stock, by its name and with the field', async () => {
		const outputs = async () => await run(new PushChannelStock(), [odd]);
		const [done, attention] = await outputs();
		expect(done).toEqual([]);
		expect(attention).toMatchObject([
			{
				json: {
					itemId: 'odd',
					name: 'Mug',
					outcome: 'unreadable',
					reason: expect.stringMatching(/"Mug" cannot be read in QuickBooks.*Item\.QtyOnHand/),
				},
			},
		]);
		expect((await outputs()).map((items) => items.length)).toEqual([1, 0, 0, 0]);
	});

	test('goes through Match by SKU unchanged', async () => {
		const [matched] = await run(new MatchBySku(), [odd]);
		expect(matched).toMatchObject([{ json: { ...odd } }]);
	});
});
