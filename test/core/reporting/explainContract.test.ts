import { beforeEach, describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import { processMemory } from '../../../core/memory/processMemory';
import { momentFromMillis } from '../../../core/model/moment';
import { numberPrefix } from '../../../core/model/orderIdentity';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { explainOrder } from '../../../core/reporting/explainOrder';
import { explainSkus } from '../../../core/reporting/explainSku';
import type { ReportedShop } from '../../../core/reporting/reportedShop';
import { aShopsRun, secondsAgo, shopOf, type BenchShop } from '../../support/carrying';
import type { Sale } from '../../support/channelBench';
import { sku } from '../../support/levels';
import { benchOf, openShops } from '../../support/openShops';
import { postOne } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const MUG = sku('MUG-BLUE');

let shops: BenchShop[] = [];
let books: StrictBooks;
let memory = processMemory();

beforeEach(async () => {
	memory = processMemory();
	shops = await openShops();
	books = await openBooks();
});

const looked = (since = secondsAgo(3600)): ReportedShop[] =>
	shops.map((one) => ({ ...shopOf(one, since), prefix: numberPrefix({ channel: one.channel.id }), isPushKnown: true }));

const down = async () => await Promise.reject(new IntegrationError('unavailable', 'The shop is down'));

const sides = () => ({
	quickBooks: async () => await Promise.resolve(books.client),
	memory,
	now: momentFromMillis(Date.now()),
	ignoreCase: false,
});

const onWoo = async (sale: object) => await benchOf(shops, 'woocommerce').sell(sale);

async function orderOf({ orderId }: Sale): Promise<SalesOrder> {
	const { orders } = await benchOf(shops, 'woocommerce').adapter.findOrder(orderId, { alsoSold: [] });
	const [order] = orders;
	if (order === undefined) throw new Error('It was sold');
	return order;
}

describe('Explain a SKU', () => {
	const explain = async (text = MUG, some = looked()) =>
		(
			await explainSkus(
				[text],
				some,
				aShopsRun(async () => books.client, { memory }),
			)
		)[0];

	test('says what QuickBooks has, what is held back for which order, and what each channel shows and why', async () => {
		const { orderNumber } = await orderOf(await onWoo({ lines: [{ sku: MUG, quantity: 3 }] }));
		await benchOf(shops, 'ebay').control('/stock', { sku: MUG, quantity: 12 });
		const explained = await explain();
		expect(explained?.summary).toMatch(
			new RegExp(
				`^MUG-BLUE: QuickBooks has 40 on hand of ".*"\\. Held back for what is sold or reserved and not in QuickBooks yet: woocommerce ${orderNumber}\\. BigCommerce shows 40 and should show 37 \\(40 on hand.*\\): Sold or reserved, and not in QuickBooks yet: woocommerce ${orderNumber}\\. eBay shows 12 and should show 37 .* WooCommerce shows 37, as it should \\(.*\\)\\.$`,
			),
		);
		expect(explained).toMatchObject({
			sku: MUG,
			quickBooks: [{ onHand: 40, heldBack: [{ channel: 'woocommerce', orderNumber, units: 3, why: 'sold' }] }],
			channels: [
				{ channel: 'BigCommerce', shows: 40, shouldShow: 37 },
				{ channel: 'eBay', shows: 12, shouldShow: 37 },
				{ channel: 'WooCommerce', shows: 37, shouldShow: 37 },
			],
			notKnown: [],
		});
		expect((await benchOf(shops, 'ebay').stock()).find((row) => row.sku === MUG)?.quantity).toBe(12);
	});

	test('says so of a SKU that QuickBooks does not have', async () => {
		expect((await explain(sku('NO-SUCH')))?.summary).toBe(
			'NO-SUCH: QuickBooks has no active item with a quantity under this SKU, so no channel gets a level of it.',
		);
	});

	test('names a channel that cannot be read, and explains the others', async () => {
		const some = looked().map((shop) => (shop.channel.id === 'ebay' ? { ...shop, connect: down } : shop));
		const explained = await explain(MUG, some);
		expect(explained?.channels.map(({ channel }) => channel)).toEqual(['BigCommerce', 'WooCommerce']);
		expect(explained?.summary).toContain('eBay could not be read: The shop is down.');
	});
});

describe('Explain an order', () => {
	test('says that nothing is missing of one that is posted, and which document it is', async () => {
		const order = await orderOf(await onWoo({ lines: [{ sku: MUG, quantity: 1 }] }));
		expect((await postOne(books.client, order)).outcome).toBe('created');
		const [explained, ...others] = await explainOrder(order.orderNumber, looked(), sides());
		expect(others).toEqual([]);
		expect(explained?.summary).toMatch(
			new RegExp(
				`^Order ${order.orderNumber} of WooCommerce \\(.*\\) is processing there\\. QuickBooks has Invoice WC-${order.orderNumber} of .* USD, .* USD still to be paid\\. Nothing is missing\\.$`,
			),
		);
		expect(explained).toMatchObject({
			channel: 'WooCommerce',
			state: 'sold',
			documents: [{ document: `Invoice WC-${order.orderNumber}`, voided: false, payments: 0 }],
			missing: null,
		});
	});

	test('says what is missing and why', async () => {
		const order = await orderOf(
			await onWoo({ lines: [{ sku: null, name: 'Hand-made thing', quantity: 1, price: '9.00' }] }),
		);
		const [explained] = await explainOrder(order.orderNumber, looked(), sides());
		expect(explained?.summary).toMatch(
			/QuickBooks has no document of it\. Something is missing in QuickBooks: .*has no SKU/,
		);
		expect((await books.documents()).length).toBe(0);
	});

	test('leaves one alone from before the start of the sync', async () => {
		const order = await orderOf(await onWoo({ lines: [{ sku: MUG, quantity: 1 }] }));
		const later = momentFromMillis(Date.now() + 60_000);
		const [explained] = await explainOrder(order.orderNumber, looked(later), sides());
		expect(explained).toMatchObject({ missing: null, summary: expect.stringContaining('so it is left alone.') });
	});

	test('says so of a number that no channel knows, and of a channel that cannot be asked', async () => {
		expect(await explainOrder('no-such', looked(), sides())).toEqual([
			{
				summary: 'No order has the number or id no-such on BigCommerce, eBay, WooCommerce.',
				orderNumber: 'no-such',
			},
		]);
		const some = looked().map((shop) => (shop.channel.id === 'ebay' ? { ...shop, connect: down } : shop));
		expect(await explainOrder('no-such', some, sides())).toMatchObject([
			{ summary: 'eBay could not be asked for order no-such: The shop is down.', channel: 'eBay' },
		]);
	});
});
