import { asCharged, sum, type Amount } from '../money.mts';
import { amountsOf, lineAfter, refundedTotal, taxedCharge } from '../orders/amounts.mts';
import type { Charge, Order, Refund, RefundItem } from '../orders/order.mts';
import { statusName } from '../orders/statuses.mts';

/** An order as the store's own data have it, for a judge: sandbox/CONTROL.md. */
export function orderRow(order: Order): Record<string, unknown> {
	const money = (amount: Amount): string => asCharged(amount, order.decimals);
	const { total } = amountsOf(order);
	const charge = (chargeId: string, of: Charge): object[] => {
		const kind = of === order.shipping ? 'shipping' : 'fee';
		const { ex, inc, tax } = taxedCharge(order, of);
		return inc === 0 ? [] : [{ chargeId, kind, name: of.name, net: money(ex), tax: money(tax), taxRates: of.rates }];
	};
	return {
		orderId: String(order.id),
		orderNumber: String(order.id),
		status: statusName(order.statusId),
		statusId: order.statusId,
		currency: order.currency,
		placedAt: iso(order.placedAt),
		modifiedAt: iso(order.modifiedAt),
		paid: isPaid(order),
		payments: paymentsOf(order, total.inc),
		total: money(total.inc),
		taxTotal: money(total.tax),
		marketplaceTax: money(0),
		refunded: money(refundedTotal(order)),
		lines: order.lines.map((line) => {
			const { ex, tax } = lineAfter(order, line);
			const { id, sku, name, quantity, rates } = line;
			return { lineId: String(id), sku, name, quantity, net: money(ex), tax: money(tax), taxRates: rates };
		}),
		charges: [
			...charge('shipping', order.shipping),
			...charge('handling', order.handling),
			...charge('wrapping', order.wrapping),
			...order.fees.flatMap((fee) => charge(String(fee.id), fee)),
		],
		refunds: order.refunds.filter(({ declined }) => !declined).map((refund) => refundRow(order, refund)),
	};
}

function isPaid({ payment }: Order): boolean {
	return ['captured', 'paid', 'partially refunded', 'refunded'].includes(payment.status);
}

/** What paid or pays it, by kind: store credit, gift certificates, and money for the rest. */
function paymentsOf(order: Order, total: Amount): object[] {
	const { storeCredit, giftCertificate, decimals } = order;
	const credits = [
		{ kind: 'storeCredit', amount: storeCredit },
		{ kind: 'giftCertificate', amount: giftCertificate },
	].filter(({ amount }) => amount > 0);
	const rest = { kind: 'money', amount: total - sum(credits.map(({ amount }) => amount)) };
	return [...credits, ...(rest.amount === 0 && credits.length > 0 ? [] : [rest])].map(({ kind, amount }) => ({
		kind,
		amount: asCharged(amount, decimals),
		...(kind === 'money' ? { method: order.payment.method } : {}),
		paid: kind !== 'money' || isPaid(order),
	}));
}

const CREDITS: Readonly<Record<Refund['method'], string>> = {
	custom: 'money',
	storecredit: 'storeCredit',
	giftcertificate: 'giftCertificate',
};

function refundRow(order: Order, { id, createdAt, items, totalAmount, totalTax, method }: Refund): object {
	const money = (amount: Amount): string => asCharged(amount, order.decimals);
	const parts = items.filter(({ itemType }) => itemType !== 'ORDER');
	return {
		refundId: String(id),
		refundedAt: iso(createdAt),
		total: money(totalAmount),
		tax: money(totalTax),
		payments: [{ kind: CREDITS[method], amount: money(totalAmount) }],
		lines: parts.map((item) => ({
			lineId: idOf(item),
			quantity: item.quantity ?? 0,
			restocked: item.restocked,
			total: money(item.amount),
		})),
		withoutLine: money(sum(items.filter((item) => !parts.includes(item)).map(({ amount }) => amount))),
	};
}

/** A line's id, or a charge's; those that an order has once have no id of BigCommerce's. */
function idOf({ itemType, itemId }: RefundItem): string {
	const charges: Partial<Record<RefundItem['itemType'], string>> = {
		SHIPPING: 'shipping',
		HANDLING: 'handling',
		GIFT_WRAPPING: 'wrapping',
	};
	return charges[itemType] ?? String(itemId);
}

function iso(seconds: number): string {
	return new Date(seconds * 1000).toISOString();
}
