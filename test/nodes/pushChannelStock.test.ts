import { describe, expect, jest, test } from '@jest/globals';
import { sleep, type INodeParameters } from 'n8n-workflow';
import { createAllLevels } from '../../core/model/allLevels';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../core/reading/readUnknown';
import { IntegrationError } from '../../core/http/integrationError';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { sku, stockLevel } from '../support/levels';
import { nodeForm } from '../support/nodeForm';
import { quickBooksWithItems } from '../support/quickBooksWithItems';
import { unaskedQuickBooks } from '../support/unaskedQuickBooks';

const level = (text: string, more: object = {}) => ({
	...stockLevel({ sku: sku(text), itemId: text, name: text, quantityOnHand: 4 }),
	...more,
});
const product = (text: string, quantity: number) => ({
	id: [...text].reduce((id, letter) => id * 31 + letter.charCodeAt(0), 7),
	parent_id: 0,
	type: 'simple',
	sku: text,
	name: text,
	price: '9.00',
	manage_stock: true,
	stock_quantity: quantity,
	variations: [],
});

/** A WooCommerce shop without orders that sells these. */
const selling =
	(...products: object[]) =>
	(path: string, { sku: skus }: Fields): unknown =>
		path === '/products'
			? products.filter((row) =>
					String(skus ?? '')
						.split(',')
						.includes((row as { sku: string }).sku),
				)
			: [];
const nonsense = () => ({ not: 'a list' });

/** A preview of WooCommerce, unless said otherwise. */
async function push(input: readonly unknown[], more: Partial<NodeRun> = {}) {
	const run = { client: unaskedQuickBooks().client, input, ...more };
	const [done = [], attention = [], , comesAgain = []] = await executeQuickBooksNode(new PushChannelStock(), run);
	return { done, attention, comesAgain };
}

const summaries = (items: Awaited<ReturnType<typeof push>>['done']) => items.map(({ json }) => json.summary);
const downBooks = (): QuickBooksClient => ({
	...unaskedQuickBooks().client,
	pages: () => {
		throw new IntegrationError('rejected', 'QuickBooks is down');
	},
});

describe('Push Channel Stock', () => {
	test('says of each listing what it would show, paired with the item that it is about', async () => {
		const shop = selling(product('TEE', 9), product('MUG', 4));
		const { done, attention, comesAgain } = await push([level('MUG'), level('BOWL'), level('TEE')], { shop });
		expect(done.map(({ json, pairedItem }) => [json.summary, pairedItem])).toEqual([
			['MUG on WooCommerce stays at 4 (4 on hand in QuickBooks = 4 to show)', { item: 0 }],
			['Preview: TEE on WooCommerce 9 -> 4 (4 on hand in QuickBooks = 4 to show)', { item: 2 }],
		]);
		expect([attention, comesAgain]).toEqual([[], []]);
	});

	test('a level that cannot be read stops the node, or with On Error set to continue leaves by Needs Attention', async () => {
		const shop = selling(product('MUG', 9));
		const input = [{ ...level('MUG'), quantityOnHand: 'many' }, level('MUG')];
		await expect(push(input, { shop })).rejects.toThrow('quantityOnHand');
		const { done, attention } = await push(input, { shop, continueOnFail: true });
		expect(done).toMatchObject([{ json: { outcome: 'preview' }, pairedItem: { item: 1 } }]);
		expect(attention).toMatchObject([
			{ json: { outcome: 'failed', reason: expect.stringContaining('quantityOnHand') }, pairedItem: { item: 0 } },
		]);
	});

	test('asks nobody anything where nothing comes in', async () => {
		expect(await push([])).toEqual({ done: [], attention: [], comesAgain: [] });
	});
});

describe('Levels: SKUs', () => {
	const parameters = { levels: 'skus', skus: 'MUG, TEE\nMUG ,POT' };
	const books = () =>
		quickBooksWithItems(
			[
				{ id: '1', sku: 'MUG', quantity: 4, updatedAt: '2026-01-01T00:00:00.000Z' },
				{ id: '2', sku: 'TEE', quantity: 6, updatedAt: '2026-01-01T00:00:00.000Z' },
			],
			'2026-11-23T10:00:00.000Z',
		).client;

	test('are read from QuickBooks whatever comes in, and each is told of', async () => {
		const shop = selling(product('MUG', 4));
		const { done, attention } = await push([{ any: 'item' }], { client: books(), shop, parameters });
		expect(summaries(done)).toEqual([
			'MUG on WooCommerce stays at 4 (4 on hand in QuickBooks = 4 to show)',
			'TEE on WooCommerce: The channel sells nothing under this SKU',
			'POT: QuickBooks has no active item with a quantity under this SKU',
		]);
		expect(attention).toEqual([]);
	});

	test('must be at least one', async () => {
		await expect(push([{}], { parameters: { levels: 'skus', skus: ' , ' } })).rejects.toThrow('SKUs');
	});

	test('a QuickBooks that cannot be asked stops the run, or with On Error set to continue leaves by Needs Attention', async () => {
		const run = { client: downBooks(), shop: selling(), parameters };
		await expect(push([{ any: 'item' }], run)).rejects.toThrow('QuickBooks is down');
		const { done, attention } = await push([{ any: 'item' }], { ...run, continueOnFail: true });
		expect(done).toEqual([]);
		expect(attention).toMatchObject([
			{ json: { outcome: 'failed', reason: expect.stringContaining('QuickBooks is down') }, pairedItem: { item: 0 } },
		]);
	});
});

describe('Levels: All of QuickBooks', () => {
	const { client } = quickBooksWithItems(
		[
			{ id: '1', sku: 'MUG', quantity: 4 },
			{ id: '2', sku: 'TEE', quantity: 6 },
		],
		'2026-11-23T10:00:00.000Z',
	);
	const shop = selling(product('MUG', 4), product('TEE', 9));
	const expected = [
		'Preview: TEE on WooCommerce 9 -> 6 (6 on hand in QuickBooks = 6 to show)',
		'2 levels of QuickBooks compared with WooCommerce: 1 differed',
	];

	test('are compared where the form says so, whatever comes in', async () => {
		expect(summaries((await push([{}], { client, shop, parameters: { levels: 'everything' } })).done)).toEqual(
			expected,
		);
	});

	test('are compared where QBO Stock Trigger says that all are due', async () => {
		const { done } = await push([createAllLevels('1', '2026-11-23T10:00:00.000Z')], { client, shop });
		expect(summaries(done)).toEqual(expected);
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	test('of another company than the credential belongs to stop the run', async () => {
		const foreign = createAllLevels('other', '2026-11-23T10:00:00.000Z');
		await expect(push([foreign], { client, shop })).rejects.toThrow(
			'All levels of company other are due, and the credential of QuickBooks belongs to 1',
		);
	});
});

describe('A shop that fails', () => {
	const comesAgain = level('MUG', { comesAgain: true });

	test('is told of, and levels that come again leave the message for it', async () => {
		const run = { shop: nonsense, shopCredential: 'failing shop' };
		const first = await push([comesAgain], run);
		expect(first.done).toEqual([]);
		expect(first.attention.map(({ json }) => [json.outcome, json.channel])).toEqual([
			['failed', 'woocommerce'],
			['openOrdersUnread', 'woocommerce'],
		]);
		expect(first.comesAgain).toEqual([
			{
				json: { message: expect.stringMatching(/^Comes again: WooCommerce: .*should be a list/) },
				pairedItem: { item: 0 },
			},
		]);
		const second = await push([comesAgain], run);
		expect([second.attention, second.comesAgain.length]).toEqual([[], 1]);
	});

	test('leaves no such message in a run by hand, nor for levels that nobody delivers again', async () => {
		const run = { shop: nonsense, shopCredential: 'failing shop 2' };
		expect((await push([comesAgain], { ...run, mode: 'manual' })).comesAgain).toEqual([]);
		expect((await push([level('MUG')], run)).comesAgain).toEqual([]);
		expect(
			(
				await push([createAllLevels('1', '2026-11-23T10:00:00.000Z')], {
					...run,
					client: quickBooksWithItems([], '2026-11-23T10:00:00.000Z').client,
				})
			).comesAgain,
		).toEqual([]);
	});

	test('that hangs holds the levels up for 20 s, for 10 s in the runs after that, and is heard again at once', async () => {
		const granted: AbortController[] = [];
		const seconds: number[] = [];
		const clock = jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
			const controller = new AbortController();
			granted.push(controller);
			seconds.push(Math.round(milliseconds / 1000));
			return controller.signal;
		});
		const timeIsUp = () => granted.forEach((one) => one.abort(new DOMException('Time is up', 'TimeoutError')));
		const run = async (isHanging: boolean) => {
			granted.length = 0;
			seconds.length = 0;
			const shop = async (path: string, query: Fields) => {
				if (isHanging) timeIsUp();
				await sleep(0);
				return selling(product('MUG', 9))(path, query);
			};
			const { done } = await push([level('MUG')], { shop, shopCredential: 'hanging' });
			// What was given up ends, and makes room in the lane of the credential.
			await sleep(50);
			return [seconds[0], done.length];
		};
		expect([await run(true), await run(true), await run(false), await run(false)]).toEqual([
			[20, 0],
			[10, 1],
			[10, 1],
			[20, 1],
		]);
		clock.mockRestore();
	});

	test('stops no other, though it has no credential at all', async () => {
		const parameters = { channels: ['ebay', 'woocommerce'] };
		const { done, attention } = await push([level('MUG')], { shop: selling(product('MUG', 9)), parameters });
		expect(summaries(done)).toEqual([expect.stringContaining('Preview: MUG on WooCommerce 9 -> 4')]);
		expect(attention.map(({ json }) => json.channel)).toEqual(['ebay', 'ebay']);
		expect(summaries(attention)[0]).toContain('No credential of type ebaySyncApi is chosen. Choose one in the node');
	});
});

describe('More Rules From a Second Input', () => {
	const parameters = { rulesFromInput: true, rulesBySku: { values: [{ sku: 'TEE', buffer: 1 }] } };
	const shop = selling(product('MUG', 9), product('TEE', 9), product('BOWL', 1), product('CAP', 9));
	const input = ['MUG', 'TEE', 'BOWL', 'CAP'].map((text) => level(text));

	test('is an input that shows where it is on, and starts nothing by itself', () => {
		const { inputs, requiredInputs } = new PushChannelStock().description;
		expect(requiredInputs).toEqual([0]);
		expect(inputs).toContain('$parameter["rulesFromInput"] ? ["Levels", "Rules by SKU"]');
	});

	test('rules as the form does, which goes before it', async () => {
		const secondInput = [
			{ sku: 'MUG', buffer: 2 },
			{ sku: 'TEE', buffer: 3 },
			{ sku: 'CAP', exclude: true },
		];
		const lowered = input.filter(({ sku: text }) => text !== 'BOWL');
		const { done, attention } = await push(lowered, { shop, parameters, secondInput });
		expect(summaries(done)).toEqual([
			'Preview: MUG on WooCommerce 9 -> 2 (4 on hand in QuickBooks, - 2 buffer = 2 = 2 to show)',
			'Preview: TEE on WooCommerce 9 -> 3 (4 on hand in QuickBooks, - 1 buffer = 3 = 3 to show)',
			'CAP on WooCommerce shows 9 and should show 4: Excluded under Rules by SKU: the channel keeps its own number',
		]);
		expect(attention).toEqual([]);
	});

	test('a row that cannot be used is told of, and keeps its SKU alone from going up', async () => {
		const secondInput = [{ sku: 'MUG', buffer: 'two' }, { sku: 'BOWL', minimum: 4, maximum: 3 }, { buffer: 1 }];
		const { done, attention } = await push(input, { shop, parameters, secondInput });
		const bowl =
			'Rules by SKU, row 2 (BOWL): Minimum should be at most 3, the Maximum, since fewer units than the Minimum are shown as none. Lower it, or raise the Maximum. Until that is mended, its level goes down and not up';
		expect(summaries(attention)).toEqual([
			`Rules by SKU, row 1 (MUG): Buffer should be a number. Until that is mended, its level goes down and not up; ${bowl}; Rules by SKU, row 3: SKU should be text that is not empty`,
			`BOWL on WooCommerce shows 1 and should show 4: ${bowl}`,
		]);
		expect(summaries(done)).toEqual([
			'Preview: MUG on WooCommerce 9 -> 4 (4 on hand in QuickBooks = 4 to show)',
			'Preview: TEE on WooCommerce 9 -> 3 (4 on hand in QuickBooks, - 1 buffer = 3 = 3 to show)',
			'Preview: CAP on WooCommerce 9 -> 4 (4 on hand in QuickBooks = 4 to show)',
		]);
	});

	test('stops the node where it gives nothing, before anything is asked or written', async () => {
		await expect(push(input, { parameters })).rejects.toMatchObject({
			message: expect.stringContaining('More Rules From a Second Input should be off, since no rows came in'),
			failure: { cause: 'configuration-invalid' },
		});
	});
});

describe('The form of Push Channel Stock', () => {
	const { description } = new PushChannelStock();
	const shownFor = (chosen: INodeParameters) => nodeForm(description, chosen);

	test('asks for the credential and shows the switch of each chosen channel, and of no other', () => {
		const { credentials, fields } = shownFor({ channels: ['ebay', 'bigcommerce'] });
		expect(credentials).toEqual(['qboSyncOAuth2Api', 'bigCommerceSyncApi', 'ebaySyncApi']);
		expect(fields.filter((name) => name.startsWith('syncInventory'))).toEqual([
			'syncInventoryToBigcommerce',
			'syncInventoryToEbay',
		]);
	});

	test('asks for SKUs where levels are those of SKUs', () => {
		expect(shownFor({ channels: ['ebay'], levels: 'skus' }).fields).toContain('skus');
		expect(shownFor({ channels: ['ebay'], levels: 'everything' }).fields).not.toContain('skus');
	});
});
