import { findMetaValue } from './metaData';
import { readMoney, type Money } from '../../../model/money';
import type { SellingFee } from '../../../model/salesOrder';
import { catchUnreadable } from '../../../reading/catchUnreadable';
import { UnreadableError, type Fields } from '../../../reading/readUnknown';

/** What a gateway's note says; null for a note of another shape. */
type ReadNote = (value: unknown, order: Fields, currency: string, path: string) => Note | null;

interface Note {
	readonly amount: Money;
	readonly currency: string;
}

interface Gateway {
	readonly name: string;
	readonly chargedBy: string;
	/** Meta keys for the same fee, the newest name first. */
	readonly keys: readonly string[];
	readonly read: ReadNote;
	/** -1 for what is given back. */
	readonly sign: 1 | -1;
}

/**
 * Where gateways note their fee. A plugin's note is no part of WooCommerce's API: one of another shape counts as none, and does not keep the
 * order out of the books. Mollie, Square and WooCommerce's own offline methods note nothing.
 *
 * Stripe: https://github.com/woocommerce/woocommerce-gateway-stripe, class WC_Stripe_Helper.
 * WooPayments: https://github.com/Automattic/woocommerce-payments, class WC_Payments_Order_Service.
 * PayPal: https://github.com/woocommerce/woocommerce-paypal-payments, class PayPalGateway.
 */
const GATEWAYS: readonly Gateway[] = [
	{ name: 'Stripe fee', chargedBy: 'Stripe', keys: ['_stripe_fee', 'Stripe Fee'], read: readStripeNote, sign: 1 },
	{ name: 'WooPayments fee', chargedBy: 'WooPayments', keys: ['_wcpay_transaction_fee'], read: readPlainNote, sign: 1 },
	{ name: 'PayPal fee', chargedBy: 'PayPal', keys: ['_ppcp_paypal_fees'], read: readPayPalNote, sign: 1 },
	{
		name: 'PayPal fee given back',
		chargedBy: 'PayPal',
		keys: ['_ppcp_paypal_refund_fees'],
		read: readPayPalNote,
		sign: -1,
	},
];

const OLD_PAYPAL: Gateway = {
	name: 'PayPal fee',
	chargedBy: 'PayPal',
	keys: ['_paypal_transaction_fee', 'PayPal Transaction Fee', '_paypal_fee'],
	read: readPlainNote,
	sign: 1,
};

/** The fees that gateways have noted on an order. PayPal's new plugin notes its fee under the old name as well: that one counts alone only. */
export function readSellingFees(order: Fields, currency: string, path: string): SellingFee[] {
	const fees = GATEWAYS.flatMap((gateway) => feeOf(gateway, order, currency, path));
	const hasPayPal = fees.some(({ chargedBy }) => chargedBy === 'PayPal');
	return hasPayPal ? fees : [...fees, ...feeOf(OLD_PAYPAL, order, currency, path)];
}

function feeOf({ name, chargedBy, keys, read, sign }: Gateway, order: Fields, currency: string, path: string) {
	const key = keys.find((one) => findMetaValue(order, one, path) !== undefined);
	const note = key === undefined ? null : read(findMetaValue(order, key, path), order, currency, path);
	if (key === undefined || note === null || note.amount === 0) return [];
	const amount = sign * Math.abs(note.amount);
	return [{ feeId: key, name, chargedBy, amount, currency: note.currency, chargedAt: null } satisfies SellingFee];
}

/** Stripe's fee is in the currency of its payouts. */
function readStripeNote(value: unknown, order: Fields, currency: string, path: string): Note | null {
	const stated = findMetaValue(order, '_stripe_currency', path);
	return toNote(value, typeof stated === 'string' && /^[A-Za-z]{3}$/.test(stated) ? stated.toUpperCase() : currency);
}

function readPlainNote(value: unknown, _order: Fields, currency: string): Note | null {
	return toNote(value, currency);
}

/** {"paypal_fee": {"currency_code": "EUR", "value": "1.05"}} */
function readPayPalNote(value: unknown): Note | null {
	const fee = fieldOf(value, 'paypal_fee');
	const currency = fieldOf(fee, 'currency_code');
	return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? toNote(fieldOf(fee, 'value'), currency) : null;
}

function toNote(value: unknown, currency: string): Note | null {
	const amount = catchUnreadable(() => readMoney(value, currency, 'fee'));
	return amount instanceof UnreadableError ? null : { amount, currency };
}

function fieldOf(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? (value as Fields)[name] : undefined;
}
