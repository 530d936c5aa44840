import type { Control } from './control.mts';
import { minorOf, sum, type Minor } from './money.mts';
import type { ChannelName } from './protocol.mts';

/** What a status of the channel means for the books, by the rules and not by the product's reading of it. */
export type TrueState = 'open' | 'reserving' | 'sold' | 'cancelled' | 'refunded';

/** Amounts are decimal text in the order's currency, as everywhere below /control. */
export interface TrueLine {
	readonly lineId: string;
	readonly sku: string | null;
	readonly name: string;
	readonly quantity: number;
	/** WooCommerce: units that the shop has taken for the line and not put back; null where it does not count them. */
	readonly stockTaken?: number | null;
	/** WooCommerce: units that refunds of the line ever put back, as the shop counts them; null where it does not. */
	readonly restocked?: number | null;
	readonly net: string;
	readonly tax: string;
	readonly taxRates: readonly { readonly name: string; readonly percent: string }[];
}

export interface TrueCharge extends Omit<TrueLine, 'lineId' | 'sku' | 'quantity' | 'stockTaken' | 'restocked'> {
	readonly chargeId: string;
	readonly kind: 'shipping' | 'fee';
}

/** Money, or what the shop owes a buyer. */
export interface TrueTender {
	readonly kind: 'money' | 'storeCredit' | 'giftCertificate';
	readonly amount: string;
}

export interface TrueRefund {
	readonly refundId: string;
	readonly refundedAt: string;
	readonly total: string;
	/** Null where the service does not keep it. */
	readonly tax: string | null;
	/** By which tender it went back, where the channel says it. */
	readonly payments?: readonly TrueTender[];
	readonly lines: readonly {
		readonly lineId: string;
		readonly quantity: number;
		readonly restocked: number;
		readonly total: string;
	}[];
}

/** An order as the channel's own data has it: a row of GET /control/orders (sandbox/CONTROL.md). */
export interface OrderRow {
	readonly orderId: string;
	readonly orderNumber: string;
	readonly status: string;
	readonly currency: string;
	readonly placedAt: string;
	readonly modifiedAt: string;
	readonly paid: boolean;
	/** What paid or pays it; all together the total. */
	readonly payments: readonly (TrueTender & { readonly paid: boolean; readonly method?: string })[];
	readonly total: string;
	readonly taxTotal: string;
	readonly marketplaceTax: string;
	readonly refunded: string;
	readonly lines: readonly TrueLine[];
	readonly charges: readonly TrueCharge[];
	readonly refunds: readonly TrueRefund[];
	/** eBay: false while the purchase awaits its payment. */
	readonly listed?: boolean;
	readonly cancelState?: string;
}

export interface OrderTruth extends OrderRow {
	readonly channel: ChannelName;
	readonly state: TrueState;
}

/** Every order of a shop, with what its status means. @throws Error for a status that nobody has judged. */
export async function truthsOf(channel: ChannelName, control: Control): Promise<OrderTruth[]> {
	return (await control.get<OrderRow[]>('orders')).map((row) => truthOf(channel, row));
}

export function truthOf(channel: ChannelName, row: OrderRow): OrderTruth {
	const state = channel === 'ebay' ? ebayState(row) : STATES[channel][row.status];
	if (state === undefined) throw new Error(`What does the status ${row.status} of ${channel} mean for the books?`);
	return { ...row, channel, state };
}

/** What of these is store credit or on gift certificates. */
export function creditOf(payments: readonly TrueTender[], currency: string): Minor {
	return sum(payments.filter(({ kind }) => kind !== 'money').map(({ amount }) => minorOf(amount, currency)));
}

/** How the buyer pays the money; null where the channel does not say it. */
export function methodOf({ payments }: OrderRow): string | null {
	return payments.find(({ kind }) => kind === 'money')?.method ?? null;
}

/** What of the total is money: a document's total, since tender stands in its lines (rules.md D8). */
export function moneyOf(order: OrderRow): Minor {
	return minorOf(order.total, order.currency) - creditOf(order.payments, order.currency);
}

/** What each refund gave back in money: the total of its credit. */
export function moneyBackOf({ refunds, currency }: OrderTruth): Minor[] {
	return refunds
		.map(({ total, payments = [] }) => minorOf(total, currency) - creditOf(payments, currency))
		.filter((amount) => amount !== 0);
}

/** What is not given back yet. */
export function leftOf({ total, refunded, currency }: OrderRow): Minor {
	return minorOf(total, currency) - minorOf(refunded, currency);
}

/** Units of each line that no refund has named yet. */
export function unitsLeft({ lines, refunds }: OrderRow): { lineId: string; quantity: number }[] {
	const gone = refunds.flatMap((refund) => refund.lines);
	return lines
		.map(({ lineId, quantity }) => ({
			lineId,
			quantity:
				quantity - gone.filter((line) => line.lineId === lineId).reduce((units, line) => units + line.quantity, 0),
		}))
		.filter(({ quantity }) => quantity > 0);
}

const STATES: Readonly<Record<'woocommerce' | 'bigcommerce', Readonly<Record<string, TrueState>>>> = {
	woocommerce: {
		pending: 'open',
		failed: 'open',
		'on-hold': 'reserving',
		processing: 'sold',
		completed: 'sold',
		cancelled: 'cancelled',
		refunded: 'refunded',
	},
	bigcommerce: {
		Incomplete: 'open',
		Pending: 'reserving',
		Shipped: 'sold',
		'Partially Shipped': 'sold',
		Refunded: 'refunded',
		Cancelled: 'cancelled',
		Declined: 'cancelled',
		'Awaiting Payment': 'reserving',
		'Awaiting Pickup': 'sold',
		'Awaiting Shipment': 'sold',
		Completed: 'sold',
		'Awaiting Fulfillment': 'sold',
		'Manual Verification Required': 'reserving',
		Disputed: 'sold',
		'Partially Refunded': 'sold',
	},
};

function ebayState({ listed, cancelState, status }: OrderRow): TrueState {
	if (listed === false) return 'open';
	if (cancelState === 'CANCELED') return 'cancelled';
	if (status === 'FULLY_REFUNDED') return 'refunded';
	return status === 'PENDING' || status === 'FAILED' || cancelState === 'IN_PROGRESS' ? 'reserving' : 'sold';
}
