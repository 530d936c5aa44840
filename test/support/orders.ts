import type { Charge, Customer, OrderLine, SalesOrder } from '../../core/model/salesOrder';
import { toSku } from '../../core/model/sku';

/** A line of two blue mugs at 12.50, untaxed, unless said otherwise. */
export function orderLine(changes: Partial<OrderLine> = {}): OrderLine {
	return {
		lineId: '1',
		kind: 'goods',
		bundleLineId: null,
		sku: toSku('MUG-BLUE'),
		name: 'Blue mug',
		quantity: 2,
		unitPrice: '12.50',
		net: 2500,
		discount: 0,
		tax: 0,
		taxRates: [],
		tracksStock: true,
		stockTaken: null,
		restocked: null,
		listingRef: '101',
		...changes,
	};
}

export function charge(changes: Partial<Charge> = {}): Charge {
	return { chargeId: 's1', name: 'Flat rate', net: 500, tax: 0, taxRates: [], ...changes };
}

export const buyer: Customer = {
	customerId: '9',
	email: 'ann@example.com',
	name: 'Ann Lee',
	company: null,
	phone: null,
	billing: null,
	shipping: {
		name: 'Ann Lee',
		line1: '1 Main St',
		line2: null,
		city: 'Austin',
		region: 'TX',
		postcode: '78701',
		country: 'US',
	},
};

/** A sold WooCommerce order of 25.00 USD. A total that is not given is what its parts come to. */
export function order(changes: Partial<SalesOrder> = {}): SalesOrder {
	const made = {
		channel: 'woocommerce',
		account: 'shop.example.com',
		orderId: '812',
		orderNumber: '812',
		placedAt: '2026-11-20T10:00:00.000Z',
		modifiedAt: '2026-11-20T10:05:00.000Z',
		state: 'sold' as const,
		channelState: 'processing',
		currency: 'USD',
		taxIncluded: false,
		customer: buyer,
		pickup: null,
		lines: [orderLine()],
		shipping: [],
		fees: [],
		discounts: [],
		taxes: [],
		refunds: [],
		marketplaceTax: 0,
		payments: [],
		exchangeRate: null,
		copiedFrom: null,
		sellingFees: [],
		moneyTrouble: null,
		shipments: [],
		...changes,
	};
	return { ...made, total: changes.total ?? totalOf([...made.lines, ...made.shipping, ...made.fees]) };
}

function totalOf(parts: ReadonlyArray<{ readonly net: number; readonly tax: number | null }>): number {
	return parts.reduce((total, { net, tax }) => total + net + (tax ?? 0), 0);
}
