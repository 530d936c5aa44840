import { datePair } from '../api/dates.mts';
import { formatAmount, type Micros } from '../money.mts';
import { amounts, lineJson, shippingHead, shownMeta, taxLines } from '../orders/lineJson.mts';
import type { Meta, Order, OrderTax, Refund } from '../orders/order.mts';
import type { Json } from '../api/route.mts';
import type { Shop } from '../shop.mts';

/** A refund as `/orders/{id}/refunds` shows it: quantities and totals negative. */
export function refundJson(shop: Shop, order: Order, refund: Refund, decimals = order.rounding.decimals): Json {
	const money = (amount: Micros): string => formatAmount(amount, decimals);
	const orderUrl = `${shop.siteUrl}/wp-json/wc/v3/orders/${order.id}`;
	return {
		id: refund.id,
		...datePair(shop, 'date_created', refund.createdAt),
		amount: money(refund.amount),
		reason: refund.reason,
		refunded_by: 1,
		refunded_payment: refund.throughGateway === true,
		meta_data: [
			{ id: refund.metaId, key: '_refund_type', value: refund.full ? 'full' : 'partial' },
			...cardsMeta(refund),
		],
		line_items: refund.lines.map((line) =>
			lineJson(
				shop,
				line.of,
				{
					...line,
					quantity: -line.quantity,
					subtotal: -line.total,
					total: -line.total,
					taxes: negated(line.taxes),
					meta: [link(line.metaId, line.of.id)],
				},
				money,
			),
		),
		shipping_lines: refund.shipping.map((line) => ({
			...shippingHead(line.id, line.of.title),
			...amounts(line, -1, money),
			tax_status: 'taxable',
			meta_data: [shownMeta(link(line.metaId, line.of.id))],
		})),
		tax_lines: taxLines(
			{ lines: refund.lines, feeLines: refund.fees, shippingLines: refund.shipping, taxLines: refund.taxLines },
			-1,
			money,
		),
		fee_lines: refund.fees.map((line) => ({
			id: line.id,
			name: line.of.name,
			tax_class: '',
			tax_status: 'taxable',
			amount: '',
			...amounts(line, -1, money),
			meta_data: [shownMeta(link(line.metaId, line.of.id))],
		})),
		_links: {
			self: [{ href: `${orderUrl}/refunds/${refund.id}`, targetHints: { allow: ['GET', 'DELETE'] } }],
			collection: [{ href: `${orderUrl}/refunds` }],
			up: [{ href: orderUrl }],
		},
	};
}

/** The plugin notes its own entries, and not what they come to. */
function cardsMeta({ onCards }: Refund): Json[] {
	return onCards === undefined
		? []
		: [{ id: onCards.metaId, key: '_wc_gc_refund_activities', value: [onCards.entryId] }];
}

function negated(taxes: readonly OrderTax[]): OrderTax[] {
	return taxes.map(({ rateId, total }) => ({ rateId, total: -total, subtotal: -total }));
}

function link(id: number, itemId: number): Meta {
	return { id, key: '_refunded_item_id', value: String(itemId) };
}
