import { describe, expect, test } from '@jest/globals';
import { channelById } from '../../../core/channels/channelRegistry';
import type { SalesOrder } from '../../../core/model/salesOrder';
import type { DraftChoices } from '../../../core/posting/draft/draftSettings';
import { runPosting } from '../../../core/posting/runPosting';
import { openBench, type ChannelBench } from '../../support/channelBench';
import { moneyInto, untouchedForm, toPost } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

/** Of a fresh company: Marketplace Clearing, Checking, Merchant Fees. */
const [CLEARING, CHECKING, FEES] = ['36', '35', '96'];

/** The figures of docs/guides/from-sale-to-payout.md. */
const KEPT = { price: '25.00', fee: '3.61' };
const RETURNED = { price: '20.00', fee: '2.95', feeLeft: '0.40' };

/** How a channel is told what it or its gateway keeps. */
const tellFee: Readonly<Record<string, (bench: ChannelBench, orderId: string, amount: string) => Promise<unknown>>> = {
	ebay: async (bench, orderId, amount) => await bench.control('/fee', { orderId, amount }),
	woocommerce: async (bench, orderId, value) => await bench.control('/note', { orderId, key: '_stripe_fee', value }),
};

async function read(bench: ChannelBench, orderId: string): Promise<SalesOrder> {
	const { orders } = await bench.adapter.findOrder(orderId, { alsoSold: [] });
	const detailed = await bench.adapter.readDetails(orders);
	const [order] = detailed.orders;
	if (order === undefined) throw new Error(`Order ${orderId} was not read`);
	return order;
}

async function postAll(
	books: StrictBooks & { readonly draft: DraftChoices },
	bench: ChannelBench,
	orderIds: readonly string[],
) {
	const { draft } = books;
	const orders = [];
	for (const orderId of orderIds) orders.push(await read(bench, orderId));
	const choices = {
		...untouchedForm,
		draft: { ...draft, documentType: 'SalesReceipt' as const, ...moneyInto(CLEARING ?? '') },
		sellingFees: { expenseAccountId: FEES ?? '', payFromAccountId: null, payee: null },
	};
	const report = await runPosting(books.another(), toPost(orders, choices), untouchedForm);
	return report.postedOrders.map(({ outcome }) => outcome);
}

async function balances(books: StrictBooks) {
	const rows = (await books.control('/ledger')) as ReadonlyArray<{ readonly id: string; readonly balance: number }>;
	const of = (account = '') => rows.find(({ id }) => id === account)?.balance;
	return { clearing: of(CLEARING), fees: of(FEES) };
}

describe.each(['ebay', 'woocommerce'])('from sale to payout on %s', (channelId) => {
	test('the account in between comes to what the payout brings, and to nothing after it', async () => {
		const strict = await openBooks();
		const [books, bench] = [{ ...strict, ...(await strict.chosen()) }, await openBench(channelById(channelId))];
		const sell = async (price: string) =>
			(await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1, unitPrice: price, taxRates: [] }] })).orderId;
		const orderIds = [await sell(KEPT.price), await sell(RETURNED.price)];
		const [kept = '', returned = ''] = orderIds;
		await tellFee[channelId]?.(bench, kept, KEPT.fee);
		await tellFee[channelId]?.(bench, returned, RETURNED.fee);
		expect(await postAll(books, bench, orderIds)).toMatchObject([{ outcome: 'created' }, { outcome: 'created' }]);
		expect(await balances(books)).toEqual({ clearing: 38.44, fees: 6.56 });

		await bench.advanceClock(2000);
		await bench.control('/refund', { orderId: returned });
		await tellFee[channelId]?.(bench, returned, RETURNED.feeLeft);
		expect(await postAll(books, bench, orderIds)).toMatchObject([{ outcome: 'alreadyThere' }, { outcome: 'credited' }]);
		expect(await balances(books)).toEqual({ clearing: 20.99, fees: 4.01 });

		// The payout, as the bank feed brings it: 20.99 from the account in between to the bank.
		await books.byHand('Purchase', {
			PaymentType: 'Cash',
			AccountRef: { value: CLEARING },
			Line: [
				{
					DetailType: 'AccountBasedExpenseLineDetail',
					Amount: 20.99,
					AccountBasedExpenseLineDetail: { AccountRef: { value: CHECKING } },
				},
			],
		});
		expect(await balances(books)).toEqual({ clearing: 0, fees: 4.01 });
		expect(await postAll(books, bench, orderIds)).toMatchObject([
			{ outcome: 'alreadyThere' },
			{ outcome: 'alreadyThere' },
		]);
	});
});

describe.each([
	['bigcommerce', async (bench: ChannelBench, orderId: string) => await bench.control('/ship', { orderId, ...BY_DHL })],
	['ebay', async (bench: ChannelBench, orderId: string) => await bench.control('/ship', { orderId, ...BY_DHL })],
	[
		'woocommerce',
		async (bench: ChannelBench, orderId: string) =>
			await bench.control('/note', {
				orderId,
				key: '_wc_shipment_tracking_items',
				value: [{ tracking_provider: 'DHL', tracking_number: '00340434161094', date_shipped: '1795300000' }],
			}),
	],
])('a parcel of %s', (channelId, ship) => {
	test('is read with its order, and asked for only where there is one', async () => {
		const bench = await openBench(channelById(channelId));
		const sell = async () => (await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] })).orderId;
		const [waiting, sent] = [await sell(), await sell()];
		await ship(bench, sent);
		expect((await read(bench, waiting)).shipments).toEqual([]);
		expect((await read(bench, sent)).shipments).toMatchObject([{ carrier: 'DHL', trackingNumber: '00340434161094' }]);
		const journal = (await bench.control('/journal')) as ReadonlyArray<{ readonly path: string }>;
		expect(journal.filter(({ path }) => /shipments|shipping_fulfillment/.test(path)).length).toBeLessThanOrEqual(1);
	});
});

const BY_DHL = { carrier: 'DHL', trackingNumber: '00340434161094' };
