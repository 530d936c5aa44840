import { describe, expect, test } from '@jest/globals';
import { readOrder } from '../../../../core/channels/woocommerce/orders/readOrder';
import { readMoney, sum } from '../../../../core/model/money';
import type { Fields } from '../../../../core/reading/readUnknown';
import { noChoice, sumOfParts } from '../../../support/wooReplies';
import changedOrders from '../replies/woocommerce/071-orders-modified-after-gmt.json';
import couponTaxShipping from '../replies/woocommerce/089-order-coupon-tax-shipping.json';
import fee from '../replies/woocommerce/090-order-fee.json';
import refunded from '../replies/woocommerce/091-order-refunded.json';
import refundsOf57 from '../replies/woocommerce/092-order-refunded-refunds.json';
import partiallyRefunded from '../replies/woocommerce/093-order-partially-refunded.json';
import pending from '../replies/woocommerce/094-order-pending.json';
import meta from '../replies/woocommerce/099-order-meta.json';
import refundOf55 from '../replies/woocommerce/105-order-refund-partial.json';
import created from '../replies/woocommerce/107-order-create.json';
import cancelled from '../replies/woocommerce/108-order-cancel.json';
import unknownSku from '../replies/woocommerce/109-order-unknown-sku.json';
import trash from '../replies/woocommerce/112-order-trash.json';
import trashed from '../replies/woocommerce/113-order-trashed-get.json';
import deliveredRefund from '../replies/woocommerce/203-delivery-refund-0.json';
import deliveredUpdate from '../replies/woocommerce/204-delivery-checkout-by-a-shopper-0.json';
import deliveredCreation from '../replies/woocommerce/204-delivery-checkout-by-a-shopper-1.json';
import deliveredFailing from '../replies/woocommerce/209-delivery-failing-update-7-0.json';

const replies = [
	changedOrders,
	couponTaxShipping,
	fee,
	refunded,
	refundsOf57,
	partiallyRefunded,
	pending,
	meta,
	refundOf55,
	created,
	cancelled,
	unknownSku,
	trash,
	trashed,
].map(({ response }): unknown => response.body);
const deliveries = [deliveredRefund, deliveredUpdate, deliveredCreation, deliveredFailing].map(({ body }): unknown =>
	JSON.parse(body),
);

/** Orders and refunds have lines; only an order has a status. */
const rows = [...replies, ...deliveries].flat() as Fields[];
const orders = rows.filter(({ line_items, status }) => line_items !== undefined && status !== undefined);
const refunds = rows.filter(({ line_items, status }) => line_items !== undefined && status === undefined);

const idsOf = (of: unknown) => (of as ReadonlyArray<{ id: number }>).map(({ id }) => id);
/** What is recorded of an order's refunds. */
const refundsOf = (order: Fields) => refunds.filter(({ id }) => idsOf(order.refunds).includes(id as number));

describe('every order that was recorded on a real shop', () => {
	test('is there: twenty-one of them, and two refunds', () => {
		expect([orders.length, refunds.length]).toEqual([21, 2]);
	});

	test.each(orders.map((order): [id: unknown, status: unknown, order: Fields] => [order.id, order.status, order]))(
		'%s, %s, comes to its total and reads its refunds',
		(_id, _status, raw) => {
			const order = readOrder(raw, { account: 'shop.test', choice: noChoice, refunds: refundsOf(raw) });
			expect(order.total).toBe(readMoney(raw.total, 'EUR', 'total'));
			expect(sumOfParts(order)).toBe(order.total);
			const taxes = sum([...order.lines, ...order.shipping, ...order.fees].map(({ tax }) => tax ?? 0));
			expect([sum(order.taxes.map(({ amount }) => amount)), taxes]).toEqual([
				taxes,
				readMoney(raw.total_tax, 'EUR', 'total_tax'),
			]);
			expect(order.payments.some(({ paid }) => paid)).toBe(raw.date_paid !== null);
			for (const { refundId, total, lines } of order.refunds) {
				const stated = (raw.refunds as Fields[]).find(({ id }) => String(id) === refundId);
				expect(total).toBe(-readMoney(stated?.total, 'EUR', 'total'));
				expect([0, total]).toContain(sum(lines.map(({ net, tax }) => net + (tax ?? 0))));
			}
			expect(order.refunds.map(({ refundId }) => refundId)).toEqual(refundsOf(raw).map(({ id }) => String(id)));
		},
	);
});
