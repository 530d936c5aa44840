import { describe, expect, test } from '@jest/globals';
import type { OrderLine, RefundLine, SalesOrder } from '../../../core/model/salesOrder';
import { order, orderLine } from '../../support/orders';
import { postOne, untouchedDraft } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

const later = '2026-11-20T12:00:00.000Z';
const coupon = { name: 'SUMMER', amount: 500 };
/** Two mugs of 12.50, 5.00 off. */
const mugs = (changes: Partial<OrderLine> = {}) =>
	orderLine({ net: 2000, discount: 500, tax: 177, taxRates: ['NY'], ...changes });
const sale = (changes: Partial<SalesOrder> = {}) => order({ lines: [mugs()], discounts: [coupon], ...changes });
const back = (quantity: number, net: number, tax: number): RefundLine => ({
	lineId: '1',
	quantity,
	net,
	tax,
	restocked: quantity,
});

async function openShop(country?: string) {
	const books = await openQuickBooks({}, country);
	const discountItemId = await books.item('Discounts given', { Type: 'Service' });
	const asLines = { draft: { ...untouchedDraft, discountItemId } };
	const linesOf = async (number: string) =>
		(await books.documents())
			.find(({ docNumber }) => docNumber === number)
			?.lines.map(({ description, quantity, amount }) => [description, quantity, amount]);
	return { ...books, discountItemId, asLines, linesOf };
}

describe('A discount', () => {
	test('stays inside the prices unless an item is chosen for it, and the line tells it', async () => {
		const { client, linesOf } = await openShop();
		expect(await postOne(client, sale())).toMatchObject({ outcome: 'created', document: { total: 2177 } });
		expect(await linesOf('WC-812')).toEqual([['Blue mug (5.00 off: SUMMER)', 2, 20]]);
	});

	test('is a line of its own where an item is chosen, with the same total and tax', async () => {
		const { client, asLines, linesOf, documents } = await openShop();
		expect(await postOne(client, sale(), asLines)).toMatchObject({ outcome: 'created', document: { total: 2177 } });
		expect(await linesOf('WC-812')).toEqual([
			['Blue mug (5.00 off: SUMMER)', 2, 25],
			['Discount: SUMMER 5.00', 1, -5],
		]);
		expect((await documents())[0]).toMatchObject({ total: 21.77, totalTax: 1.77 });
	});

	test('follows its order when that is edited', async () => {
		const { client, asLines, linesOf } = await openShop();
		await postOne(client, sale(), asLines);
		const edited = sale({ modifiedAt: later, lines: [mugs({ net: 2500, discount: 0, tax: 221 })], discounts: [] });
		expect(await postOne(client, edited, asLines)).toMatchObject({ outcome: 'updated', document: { total: 2721 } });
		expect(await linesOf('WC-812')).toEqual([['Blue mug', 2, 25]]);
	});

	test('goes back with the goods in proportion, and to nothing with the last of them, whatever is chosen by then', async () => {
		const { client, asLines, linesOf, documents, stock } = await openShop();
		const three = sale({
			lines: [mugs({ quantity: 3, net: 2000, discount: 100, tax: 177 })],
			discounts: [{ ...coupon, amount: 100 }],
		});
		await postOne(client, three, asLines);
		const refunds = [back(1, 667, 59), back(1, 667, 59), back(1, 666, 59)].map((line, place) => ({
			refundId: String(place + 5),
			refundedAt: later,
			total: line.net + (line.tax ?? 0),
			reason: null,
			tender: [],
			lines: [line],
		}));
		for (const count of [1, 2, 3]) {
			const part = { ...three, modifiedAt: `2026-11-20T1${count + 2}:00:00.000Z`, refunds: refunds.slice(0, count) };
			expect(await postOne(client, part)).toMatchObject({ outcome: 'credited' });
		}
		expect(await linesOf('WC-812-R5')).toEqual([
			['Blue mug', 1, 7],
			[expect.any(String), 1, -0.33],
		]);
		const credits = (await documents()).filter(({ docNumber }) => docNumber.startsWith('WC-812-R'));
		const sums = new Map<boolean, number>();
		for (const { amount } of credits.flatMap(({ lines }) => lines))
			sums.set(amount < 0, (sums.get(amount < 0) ?? 0) + Math.round(amount * 100));
		expect([...sums.values()]).toEqual([2100, -100]);
		expect((await stock('MUG-BLUE'))?.quantity).toBe(40);
	});

	test('of a sale that is called off is closed with it', async () => {
		const { client, asLines, linesOf } = await openShop();
		await postOne(client, sale({ refunds: [] }), asLines);
		const partly = {
			refundId: '5',
			refundedAt: later,
			total: 1089,
			reason: null,
			tender: [],
			lines: [back(1, 1000, 89)],
		};
		await postOne(client, sale({ modifiedAt: later, refunds: [partly] }), asLines);
		await postOne(
			client,
			sale({ modifiedAt: '2026-11-20T14:00:00.000Z', state: 'cancelled', refunds: [partly] }),
			asLines,
		);
		expect(await linesOf('WC-812-C')).toEqual([
			['Blue mug', 1, 12.5],
			[expect.any(String), 1, -2.5],
		]);
	});
});
