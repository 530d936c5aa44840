import { describe, expect, test } from '@jest/globals';
import { availableOn } from '../../../core/availability/available';
import { toOpenOrder, type OpenOrder } from '../../../core/availability/openOrders';
import { reserveOpenOrders } from '../../../core/availability/openSales';
import type { SalesOrder } from '../../../core/model/salesOrder';
import type { StockLevel } from '../../../core/model/stockLevel';
import { readLevelsBySku } from '../../../core/quickbooks/bundleLevels';
import { payment, sale, soldAgain } from '../../support/afterSale';
import { orderLine } from '../../support/orders';
import { sku } from '../../support/levels';
import { postOne } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const MUG = 'MUG-BLUE';
/** Another sale of the same article. */
const other = sale({ orderId: '813', orderNumber: '813' });
const corrected = soldAgain({ lines: [orderLine({ quantity: 5, net: 10_000 })] });

async function clock({ control }: StrictBooks): Promise<number> {
	return Date.parse(((await control('/clock')) as { readonly now: string }).now);
}

async function advance({ control }: StrictBooks, milliseconds: number): Promise<void> {
	await control('/clock', { advance: milliseconds });
}

/** QuickBooks' clock is at the beginning of a second, and longer than any payment takes after what was written before. */
async function laterSecond(books: StrictBooks): Promise<void> {
	await advance(books, 60_000 + 1000 - ((await clock(books)) % 1000));
}

async function levelsOf(books: StrictBooks, skus: readonly string[] = [MUG]): Promise<StockLevel[]> {
	return await readLevelsBySku(books.another(), skus.map(sku));
}

/** The levels with what these orders hold back, as a run knows them whose requests take no time. Waiting moves QuickBooks' clock. */
async function holdBack(books: StrictBooks, levels: readonly StockLevel[], orders: readonly SalesOrder[]) {
	const waits: number[] = [];
	const [first] = orders;
	const open = orders.map((one) => toOpenOrder(one, []) as OpenOrder);
	const reserved = await reserveOpenOrders(
		levels,
		[{ channel: 'woocommerce', readAt: first?.placedAt ?? '', trouble: null, orders: open }],
		{
			connect: async () => books.client,
			now: Date.now(),
			sleep: async (milliseconds) => {
				waits.push(milliseconds);
				await advance(books, milliseconds);
			},
			ignoreCase: false,
		},
	);
	return { units: reserved.map((level) => availableOn('ebay', level).units), waits, levels: reserved };
}

async function editByHand(books: StrictBooks, changes: object): Promise<void> {
	const { type, Id } = await books.onlyDocument();
	await books.control('/edit-document', { type, id: Id, ...changes });
}

async function inStock(books: StrictBooks, article = MUG): Promise<number> {
	return (await books.stock(article))?.quantity ?? NaN;
}

/** What happens to a sale long after it was made, and moves no stock. */
const edits: ReadonlyArray<[string, (books: StrictBooks) => Promise<unknown>]> = [
	['a person writes on it', async (books) => await editByHand(books, { CustomerMemo: { value: 'Thank you' } })],
	[
		'its payment is posted',
		async (books) =>
			await postOne(books.another(), soldAgain({ payments: [payment] }), {
				recordPayments: true,
				draft: { ...(await books.chosen()).draft, documentType: 'invoice' } as never,
			}),
	],
];

/** rules.md E1. QuickBooks stamps what is written with whole seconds. */
describe('a sale that has been in the books for long', () => {
	test.each(edits)('is not held back beside a level of the very second in which %s', async (_what, edit) => {
		const books = await openBooks();
		await postOne(books.another(), sale());
		await laterSecond(books);
		await edit(books);
		const { units, waits } = await holdBack(books, await levelsOf(books), [sale()]);
		expect(units).toEqual([await inStock(books)]);
		expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
	});

	test.each(edits)('is not held back beside a level that was read a little before %s', async (_what, edit) => {
		const books = await openBooks();
		await postOne(books.another(), sale());
		await laterSecond(books);
		const levels = await levelsOf(books);
		await advance(books, 5000);
		await edit(books);
		expect((await holdBack(books, levels, [sale()])).units).toEqual([await inStock(books)]);
	});

	test('is not held back in a bundle either', async () => {
		const books = await openBooks();
		await postOne(books.another(), sale());
		await laterSecond(books);
		await editByHand(books, { CustomerMemo: { value: 'Thank you' } });
		const levels = await levelsOf(books, ['SET-BREAKFAST']);
		const held = await holdBack(books, levels, [sale()]);
		expect(held.levels.flatMap(({ components }) => components.flatMap(({ reservations }) => reservations))).toEqual([]);
		expect(held.units).toEqual(levels.map(({ quantityOnHand }) => quantityOnHand));
	});

	test('costs neither a wait nor a further read when nothing touches it', async () => {
		const books = await openBooks();
		await postOne(books.another(), sale());
		await laterSecond(books);
		const levels = await levelsOf(books);
		await holdBack(books, levels, [sale()]);
		const { reads } = books.client.requestsMade();
		const held = await holdBack(books, levels, [sale()]);
		expect(held.units).toEqual([await inStock(books)]);
		expect(held.waits).toEqual([]);
		expect(books.client.requestsMade().reads - reads).toBe(2);
	});
});

describe('a level that was read in the second in which a sale is posted', () => {
	test('before it, and after another one of the same second, does not pass for one that contains it', async () => {
		const books = await openBooks();
		const before = await inStock(books);
		await laterSecond(books);
		await postOne(books.another(), sale());
		const levels = await levelsOf(books);
		await postOne(books.another(), other);
		expect(await inStock(books)).toBe(before - 6);
		expect((await holdBack(books, levels, [sale(), other])).units).toEqual([before - 6]);
	});

	test('after it contains it', async () => {
		const books = await openBooks();
		await laterSecond(books);
		await postOne(books.another(), sale());
		expect((await holdBack(books, await levelsOf(books), [sale()])).units).toEqual([await inStock(books)]);
	});

	test.each([
		['before', false],
		['after', true],
	])('%s its units were corrected counts the correction once', async (_when, isAfter) => {
		const books = await openBooks();
		await postOne(books.another(), sale());
		await laterSecond(books);
		const early = await levelsOf(books);
		await postOne(books.another(), corrected);
		const levels = isAfter ? await levelsOf(books) : early;
		expect((await holdBack(books, levels, [corrected])).units).toEqual([await inStock(books)]);
	});
});

test('a sale that is younger than the level is held back without a further look', async () => {
	const books = await openBooks();
	const before = await inStock(books);
	const levels = await levelsOf(books);
	await laterSecond(books);
	await postOne(books.another(), sale());
	const { units, waits, levels: held } = await holdBack(books, levels, [sale()]);
	expect(units).toEqual([before - 3]);
	expect(waits).toEqual([]);
	expect(held[0]?.asOf).toBe(levels[0]?.asOf);
});
