import { findMetaMoney, findMetaText } from './metaData';
import { readMoment } from '../../../model/moment';
import { readMoney, sum, type Money } from '../../../model/money';
import type { Payment } from '../../../model/salesOrder';
import { readFields, readList, readOptional, readOptionalText, type Fields } from '../../../reading/readUnknown';

/** What of an order gift cards paid, before its total. */
export interface GiftCardTender {
	/** Null where no plugin names it and only the total tells. */
	readonly method: string | null;
	/** The end of the card's code: the whole code is as good as money. */
	readonly reference: string | null;
	readonly amount: Money;
}

const SHOWN_OF_CODE = 4;

/**
 * Reads the gift cards that an order names, which its total is without.
 *
 * - WooCommerce Gift Cards adds the field `gift_cards`. https://woocommerce.com/document/gift-cards/rest-api-reference
 * - YITH WooCommerce Gift Cards notes codes and amounts in the order's meta data.
 *
 * Throws UnreadableError, which names the field.
 */
export function readGiftCards(fields: Fields, currency: string, path: string): GiftCardTender[] {
	const cards =
		readOptional(fields.gift_cards, `${path}.gift_cards`, (list, at) => readList(list, at, readFields)) ?? [];
	const named = cards.map((card, place) => {
		const at = `${path}.gift_cards[${place}]`;
		const code = readOptionalText(card.code, `${at}.code`);
		const amount = readMoney(card.amount, currency, `${at}.amount`);
		return { method: GIFT_CARD, reference: code?.slice(-SHOWN_OF_CODE) ?? null, amount };
	});
	if (named.length > 0) return named.filter(({ amount }) => amount !== 0);
	const yith = findMetaMoney(fields, '_ywgc_applied_gift_cards_totals', { currency, path }) ?? 0;
	return yith === 0 ? [] : [{ method: GIFT_CARD, reference: null, amount: yith }];
}

const GIFT_CARD = 'Gift Card';

interface PaidOrder {
	readonly total: Money;
	readonly giftCards: readonly GiftCardTender[];
	readonly currency: string;
	readonly path: string;
}

/**
 * Reads how an order is paid.
 *
 * 1. Gift cards are taken when the order is placed. WooCommerce Gift Cards gives them back with an order that is cancelled or failed.
 * 2. The rest is money. WooCommerce says whether it is paid, and by which method, but not how much.
 * 3. A deposit and what is paid later are two payments.
 */
export function readPayments(fields: Fields, { total, giftCards, currency, path }: PaidOrder): Payment[] {
	const paid = !isGivenBack(fields);
	const cards = giftCards.map((card): Payment => ({ kind: 'giftCertificate', ...card, paidAt: null, paid }));
	const rest = total - sum(cards.map(({ amount }) => amount));
	if (rest === 0 && cards.length > 0) return cards;
	const paidAt = readOptional(fields.date_paid_gmt, `${path}.date_paid_gmt`, readMoment);
	const money = {
		kind: 'money',
		amount: rest,
		method:
			readOptionalText(fields.payment_method_title, `${path}.payment_method_title`) ??
			readOptionalText(fields.payment_method, `${path}.payment_method`),
		reference: readOptionalText(fields.transaction_id, `${path}.transaction_id`),
		paidAt,
		paid: paidAt !== null,
	} as const;
	const deposit = findDeposit(fields, rest, { currency, path });
	if (deposit !== null) return [...cards, ...depositAndRest(money, deposit)];
	const isSaid = money.method !== null || money.reference !== null || money.paid;
	return isSaid ? [...cards, money] : cards;
}

/** Only this plugin is known to do so by itself. */
function isGivenBack({ gift_cards, status }: Fields): boolean {
	return Array.isArray(gift_cards) && gift_cards.length > 0 && (status === 'cancelled' || status === 'failed');
}

interface Deposit {
	readonly amount: Money;
	readonly isPaid: boolean;
	readonly isRestPaid: boolean;
}

/** A deposit as the plugin of Webtomizer notes it: the order's total is the whole price. Null for an order without. */
function findDeposit(
	fields: Fields,
	rest: Money,
	{ currency, path }: { currency: string; path: string },
): Deposit | null {
	const text = (key: string) => findMetaText(fields, `_wc_deposits_${key}`, path);
	if (text('order_has_deposit') !== 'yes') return null;
	const amount = findMetaMoney(fields, '_wc_deposits_deposit_amount', { currency, path }) ?? 0;
	if (amount <= 0 || amount >= rest) return null;
	return { amount, isPaid: text('deposit_paid') === 'yes', isRestPaid: text('second_payment_paid') === 'yes' };
}

/** The shop dates the order as paid with its last payment. */
function depositAndRest(money: Payment, { amount, isPaid, isRestPaid }: Deposit): Payment[] {
	return [
		{ ...money, amount, reference: null, paidAt: null, paid: isPaid },
		{ ...money, amount: money.amount - amount, paidAt: isRestPaid ? money.paidAt : null, paid: isRestPaid },
	];
}
