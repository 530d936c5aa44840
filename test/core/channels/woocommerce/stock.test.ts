import { describe, expect, test } from '@jest/globals';
import { connectWooCommerce } from '../../../../core/channels/woocommerce/adapter';
import type { Listing, StockChange } from '../../../../core/model/listing';
import type { HttpReply, HttpRequest } from '../../../../core/http/httpPort';
import { scriptedHttp } from '../../../support/scriptedHttp';
import { credential, replied } from '../../../support/wooReplies';
import written from '../replies/woocommerce/047-batch-stock.json';
import mixed from '../replies/woocommerce/049-batch-mixed-errors.json';
import unmanaged from '../replies/woocommerce/051-batch-unmanaged.json';
import variationAsProduct from '../replies/woocommerce/052-batch-variation-via-products.json';
import variations from '../replies/woocommerce/063-var-batch.json';
import parentStock from '../replies/woocommerce/064-var-batch-parent-stock.json';
import wrongParent from '../replies/woocommerce/066-var-batch-wrong-parent.json';

const listing = (listingRef: string, more: Partial<Listing> = {}): Listing => ({
	channel: 'woocommerce',
	sku: null,
	listingRef,
	name: '',
	quantity: 1,
	tracksStock: true,
	price: null,
	parentRef: null,
	poolRef: null,
	poolMembers: 1,
	...more,
});
const change = (listingRef: string, target: number, more: Partial<Listing> = {}): StockChange => ({
	listing: listing(listingRef, more),
	target,
});

async function set(changes: readonly StockChange[], ...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	return { writes: await connectWooCommerce(http, credential).writeStock(changes), asked };
}

const rowsOf = ({ body }: HttpRequest) => (body as { update: Array<{ id: number; stock_quantity: number }> }).update;
/** The shop does as it is told. */
const obeyed = (...rows: Array<[id: number, quantity: number]>) => ({
	body: { update: rows.map(([id, stock_quantity]) => ({ id, manage_stock: true, stock_quantity })) },
});

describe('recorded answers', () => {
	test('to a batch of products say what each came to', async () => {
		const { writes, asked } = await set(
			[change('10', 21), change('11', 0), change('38', 0), change('39', 5)],
			replied(written),
		);
		expect(writes).toEqual([21, 0, 0, 5].map((after) => ({ result: 'written', after })));
		expect(asked).toEqual([
			{
				method: 'POST',
				url: 'https://shop.test/wp-json/wc/v3/products/batch',
				body: written.request.body,
				repeatable: true,
			},
		]);
	});

	test('show refused rows among accepted ones', async () => {
		const { update } = mixed.response.body;
		const picked = { body: { update: [update[0], update[2], update[8]] } };
		const { writes } = await set([change('99999', 1), change('13', 7), change('20', 11)], picked);
		expect(writes).toEqual([
			{ result: 'refused', reason: 'Invalid ID. (woocommerce_rest_product_invalid_id)' },
			{ result: 'written', after: 7 },
			{ result: 'written', after: 11 },
		]);
	});

	test('of a shop that cut a fraction off say so', async () => {
		const picked = { body: { update: [mixed.response.body.update[3]] } };
		const { writes } = await set([change('14', 3)], picked);
		expect(writes).toEqual([{ result: 'refused', reason: 'The shop answered with 2 instead of 3' }]);
	});

	test('that ignore a level without a word are found out', async () => {
		const picked = { body: { update: unmanaged.response.body.update.slice(0, 2) } };
		const { writes } = await set([change('40', 9), change('41', 9)], picked);
		expect(writes).toEqual([
			{ result: 'notTracked', reason: 'The shop does not track its stock and ignored the level' },
			{ result: 'written', after: 9 },
		]);
	});

	test('to a variation among products are a refusal', async () => {
		const { writes } = await set([change('47', 33), change('21', 12)], replied(variationAsProduct));
		expect(writes).toMatchObject([{ result: 'refused' }, { result: 'written', after: 12 }]);
	});

	test("to variations come from their product's own batch", async () => {
		const { writes, asked } = await set(
			[change('46/47', 15), change('46/49', 4), change('46/99999', 1), change('46/52', 1)],
			replied(variations),
		);
		expect(asked[0]).toMatchObject({
			url: 'https://shop.test/wp-json/wc/v3/products/46/variations/batch',
			body: variations.request.body,
		});
		expect(writes).toMatchObject([
			{ result: 'written', after: 15 },
			{ result: 'written', after: 4 },
			{ result: 'refused' },
			{ result: 'refused' },
		]);
	});

	test('to a variation whose stock has moved to its product say so', async () => {
		const { writes } = await set([change('51/52', 8), change('51/53', 8)], replied(parentStock));
		expect(writes).toMatchObject([
			{ result: 'refused', reason: expect.stringContaining('counted at its product') },
			{ result: 'written', after: 8 },
		]);
	});

	test('to a wrong product are a refusal', async () => {
		const { writes } = await set([change('10/47', 16)], replied(wrongParent));
		expect(writes).toEqual([
			{ result: 'refused', reason: 'Invalid ID. (woocommerce_rest_product_variation_invalid_id)' },
		]);
	});
});

describe('levels', () => {
	test('go out in one batch of products and one for each product with variations, answers in the order asked', async () => {
		const changes = [change('46/47', 1), change('10', 2), change('51/52', 3), change('46/48', 4), change('11', 5)];
		const { writes, asked } = await set(changes, obeyed([47, 1], [48, 4]), obeyed([10, 2], [11, 5]), obeyed([52, 3]));
		expect(asked.map(({ url }) => url.replace('https://shop.test/wp-json/wc/v3', ''))).toEqual([
			'/products/46/variations/batch',
			'/products/batch',
			'/products/51/variations/batch',
		]);
		expect(writes).toEqual([1, 2, 3, 4, 5].map((after) => ({ result: 'written', after })));
	});

	test("of a variation whose stock is its product's are written to the product, once", async () => {
		const pooled = { poolRef: '51', poolMembers: 2 };
		const { writes, asked } = await set([change('51/52', 8, pooled), change('51/53', 8, pooled)], obeyed([51, 8]));
		expect(asked.map(rowsOf)).toEqual([[{ id: 51, stock_quantity: 8 }]]);
		expect(writes).toEqual([
			{ result: 'written', after: 8 },
			{ result: 'written', after: 8 },
		]);
	});

	test('that quarrel over one stock are all refused, and the rest is written', async () => {
		const pooled = { poolRef: '51', poolMembers: 2 };
		const { writes, asked } = await set(
			[change('51/52', 8, pooled), change('51/53', 9, pooled), change('51/54', 8, pooled), change('10', 1)],
			obeyed([10, 1]),
		);
		expect(asked.map(rowsOf)).toEqual([[{ id: 10, stock_quantity: 1 }]]);
		expect(writes.map(({ result }) => result)).toEqual(['refused', 'refused', 'refused', 'written']);
	});

	test('of a listing that is not tracked are not sent', async () => {
		const { writes, asked } = await set([change('10', 5, { tracksStock: false, quantity: null })]);
		expect(asked).toEqual([]);
		expect(writes).toMatchObject([{ result: 'notTracked' }]);
	});

	test('go out a hundred at a time', async () => {
		const changes = Array.from({ length: 220 }, (_, place) => change(String(place + 1), 7));
		const answers = [
			[1, 100],
			[101, 200],
			[201, 220],
		].map(([from = 0, to = 0]) =>
			obeyed(...Array.from({ length: to - from + 1 }, (_, place): [number, number] => [from + place, 7])),
		);
		const { writes, asked } = await set(changes, ...answers);
		expect(asked.map((request) => rowsOf(request).length)).toEqual([100, 100, 20]);
		expect(writes).toHaveLength(220);
	});
});

describe('trouble', () => {
	test('with a batch that takes the server too long is solved by halves', async () => {
		const { writes, asked } = await set(
			[change('1', 1), change('2', 2), change('3', 3)],
			{ status: 504, body: '<html>' },
			obeyed([1, 1], [2, 2]),
			obeyed([3, 3]),
		);
		expect(asked.map((request) => rowsOf(request).map(({ id }) => id))).toEqual([[1, 2, 3], [1, 2], [3]]);
		expect(writes.map(({ result }) => result)).toEqual(['written', 'written', 'written']);
	});

	test('with a batch that takes the server too long makes the batches behind it smaller', async () => {
		const changes = Array.from({ length: 130 }, (_, place) => change(String(place + 1), 7));
		const rows = (from: number, to: number) =>
			obeyed(...Array.from({ length: to - from + 1 }, (_, place): [number, number] => [from + place, 7]));
		const tooLong = { status: 504, body: '<html>' };
		const { writes, asked } = await set(
			changes,
			tooLong,
			rows(1, 50),
			tooLong,
			rows(51, 75),
			rows(76, 100),
			rows(101, 125),
			rows(126, 130),
		);
		expect(asked.map((request) => rowsOf(request).length)).toEqual([100, 50, 50, 25, 25, 25, 5]);
		expect(writes).toEqual(Array(130).fill({ result: 'written', after: 7 }));
	});

	test("with a single row that always takes too long is the shop's", async () => {
		await expect(set([change('1', 1)], { status: 504, body: '' })).rejects.toMatchObject({ kind: 'unavailable' });
	});

	test('with a shop that is down is not solved by asking more often', async () => {
		await expect(set([change('1', 1), change('2', 2)], { status: 503, body: '' })).rejects.toMatchObject({
			kind: 'unavailable',
		});
	});

	test('with an answer that leaves rows out is not taken for success, and keeps no other batch back', async () => {
		const unknown = { result: 'failed', reason: expect.stringContaining('not known whether the shop took the level') };
		for (const answer of [obeyed([1, 1]), obeyed([2, 2], [1, 1])]) {
			const many = Array.from({ length: 98 }, (_, place) => change(String(place + 1000), 5));
			const batches = [change('1', 1), change('2', 2), ...many, change('99', 9)];
			const { writes } = await set(batches, answer, obeyed([99, 9]));
			expect(writes.slice(0, 100)).toEqual(Array(100).fill(unknown));
			expect(writes[100]).toEqual({ result: 'written', after: 9 });
		}
	});
});
