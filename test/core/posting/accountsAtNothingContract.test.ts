import { describe, expect, test } from '@jest/globals';
import type { Refund, SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import { back, evenLater, later, refund } from '../../support/afterSale';
import { charge, order, orderLine } from '../../support/orders';
import { postOne, untouchedDraft, type PostingForm } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const december = { now: '2026-12-02T12:00:00.000Z' };

interface Account {
	readonly name: string;
	readonly type: string;
	readonly balance: number;
}

const OF_THE_SALE = ['Income', 'Accounts Receivable', 'Other Current Liability'];

/** What the sale left in the accounts of income, receivables and tax, by name. */
async function leftOver(books: StrictBooks): Promise<Record<string, number>> {
	const rows = (await books.control('/ledger')) as readonly Account[];
	return Object.fromEntries(
		rows
			.filter(({ type, balance }) => OF_THE_SALE.includes(type) && balance !== 0)
			.map(({ name, balance }) => [name, balance]),
	);
}

/** 40.00 of mugs and 33.33 of lamps, 5.00 of shipping, 2.00 for wrapping, with their tax: 86.35. */
function mixed(changes: Partial<SalesOrder> = {}): SalesOrder {
	const taxRates = ['NY'];
	return order({
		lines: [
			orderLine({ quantity: 2, net: 4000, tax: 320, taxRates }),
			orderLine({ lineId: '2', sku: toSku('LAMP-OAK'), name: 'Lamp', quantity: 1, net: 3333, tax: 267, taxRates }),
		],
		shipping: [charge({ net: 500, tax: 40, taxRates })],
		fees: [charge({ chargeId: 'f1', name: 'Wrapping', net: 200, tax: -25, taxRates })],
		...changes,
	});
}

const total = mixed().total;

/** Every thing by an item of the user's. */
async function choose(books: StrictBooks): Promise<Partial<PostingForm>> {
	return { draft: { ...untouchedDraft, ...(await books.chosen()).draft } };
}

const paymentsOf = (amount: number) => [
	{ kind: 'money' as const, amount, method: 'Visa', reference: 'ch_1', paidAt: later, paid: true },
];

const named: Refund = {
	...refund('5', total, [
		back(2, 4000, 2, { tax: 320 }),
		back(1, 3333, 0, { lineId: '2', tax: 267 }),
		back(0, 500, null, { lineId: 's1', tax: 40 }),
		back(0, 200, null, { lineId: 'f1', tax: -25 }),
	]),
};

describe('D7: what comes back, comes back where it was sold', () => {
	test.each<[string, Partial<SalesOrder>]>([
		['a refund that names lines and charges', { state: 'refunded', refunds: [named] }],
		['a refund of a mere amount', { state: 'refunded', refunds: [refund('5', total)] }],
		[
			'a refund of lines alone, and one of the rest',
			{ state: 'refunded', refunds: [refund('5', 4320, [back(2, 4000, 2, { tax: 320 })]), refund('6', total - 4320)] },
		],
		[
			'an amount, and then the lines that are left of it',
			{ state: 'refunded', refunds: [refund('5', 1017), refund('6', total - 1017, [back(2, 4000, 2, { tax: 320 })])] },
		],
		['three amounts', { state: 'refunded', refunds: [refund('5', 1), refund('6', 3333), refund('7', total - 3334)] }],
		['its status alone', { state: 'refunded', refunds: [] }],
		['a cancellation whose money went back', { state: 'cancelled', refunds: [refund('5', total)] }],
		['a cancellation of what was never paid', { state: 'cancelled', refunds: [], payments: [] }],
		['a cancellation after a part', { state: 'cancelled', refunds: [refund('5', 1234)], payments: [] }],
	])('after %s no income, receivable and tax of the order is left', async (_how, off) => {
		const books = await openBooks();
		const options = { ...(await choose(books)), ...december, recordPayments: true };
		const payments = paymentsOf(total);
		await postOne(books.client, mixed({ payments: off.payments ?? payments }), options);
		const outcome = await postOne(books.client, mixed({ payments, modifiedAt: evenLater, ...off }), options);
		expect(outcome).toMatchObject({ outcome: 'credited', reason: null });
		expect(await leftOver(books)).toEqual({});
	});

	test('a part by amount is spread over goods and charges, each on its own account', async () => {
		const books = await openBooks();
		const options = await choose(books);
		await postOne(
			books.client,
			mixed({ lines: [orderLine({ quantity: 2, net: 4000 })], fees: [], shipping: [charge({ net: 1000 })] }),
			options,
		);
		await postOne(
			books.client,
			mixed({
				lines: [orderLine({ quantity: 2, net: 4000 })],
				fees: [],
				shipping: [charge({ net: 1000 })],
				modifiedAt: later,
				refunds: [refund('5', 1000)],
			}),
			options,
		);
		expect(await leftOver(books)).toMatchObject({ 'Shipping Income': -8, 'Sales of Product Income': -32 });
	});

	test('a refund of a line is none of a charge with the same id', async () => {
		const books = await openBooks();
		const options = await choose(books);
		const sold = {
			lines: [orderLine({ quantity: 2, net: 4000 })],
			shipping: [charge({ chargeId: '1', net: 500 })],
			fees: [],
		};
		await postOne(books.client, mixed(sold), options);
		const refunds = [refund('5', 1000, [back(1, 1000, 0)])];
		const credited = await postOne(books.client, mixed({ ...sold, modifiedAt: later, refunds }), options);
		expect(credited).toMatchObject({ outcome: 'credited', reason: null });
		expect(await leftOver(books)).toMatchObject({ 'Shipping Income': -5, 'Sales of Product Income': -30 });
	});

	test('a bundle of which the shop pays back one side, and then the rest, leaves nothing', async () => {
		const books = await openBooks();
		const options = { ...(await choose(books)), ...december };
		const lines = [
			orderLine({ lineId: 'holder', sku: null, name: 'Set', quantity: 1, net: 100 }),
			orderLine({ lineId: 'part', bundleLineId: 'holder', quantity: 1, net: 900 }),
		];
		await postOne(books.client, order({ lines }), options);
		const refunds = [
			refund('5', 100, [back(1, 100, 0, { lineId: 'holder' })]),
			refund('6', 900, [back(1, 900, 1, { lineId: 'part' })]),
		];
		for (const [place, modifiedAt] of [later, evenLater].entries())
			expect(
				await postOne(books.client, order({ lines, modifiedAt, refunds: refunds.slice(0, place + 1) }), options),
			).toMatchObject({
				outcome: 'credited',
				reason: null,
			});
		expect(await leftOver(books)).toEqual({});
	});

	test('what went back of a line that an edit then took out stays on its account, and the rest leaves nothing', async () => {
		const books = await openBooks();
		const options = { ...(await choose(books)), ...december };
		const mugs = orderLine({ quantity: 2, net: 4000 });
		const cord = orderLine({ lineId: '2', sku: toSku('LAMP-OAK'), name: 'Lamp', quantity: 1, net: 3333 });
		const sold = { fees: [], shipping: [charge({ net: 500 })] };
		await postOne(books.client, mixed({ ...sold, lines: [mugs, cord] }), options);
		const part = refund('5', 4169, [back(2, 4000, 2), back(1, 169, 0, { lineId: '2' })]);
		await postOne(books.client, mixed({ ...sold, lines: [mugs, cord], refunds: [part], modifiedAt: later }), options);
		const edited = mixed({ ...sold, lines: [mugs], modifiedAt: evenLater });
		const whole = { ...edited, refunds: [part, refund('6', edited.total - 4169)] };
		expect(await postOne(books.client, whole, options)).toMatchObject({ outcome: 'credited', reason: null });
		expect(await leftOver(books)).toEqual({});
	});

	test('an order that was edited since is turned back as its document has it', async () => {
		const books = await openBooks();
		const options = { ...(await choose(books)), ...december };
		await postOne(books.client, mixed(), options);
		const edited = mixed({ lines: [orderLine({ lineId: '9', quantity: 1, net: 100 })], fees: [], modifiedAt: later });
		expect((await postOne(books.client, { ...edited, state: 'cancelled' }, options)).outcome).toBe('credited');
		expect(await leftOver(books)).toEqual({});
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe(40);
	});
});
