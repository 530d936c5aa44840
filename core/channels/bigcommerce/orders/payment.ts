import { readMoney, type Money } from '../../../model/money';
import { creditTender } from '../../../model/payments';
import type { ExchangeRate, Payment } from '../../../model/salesOrder';
import { readCurrency } from '../../../model/salesOrderJson';
import { UnreadableError, readNumber, readOptional, readOptionalText, type Fields } from '../../../reading/readUnknown';

const PATH = 'bigcommerce order';

const OWN = `${PATH}.store_default_currency_code`;

/** Payment statuses that mean that the store got the money. "authorized" money is only held; offline methods often state nothing. */
const PAID: readonly string[] = ['captured', 'paid', 'partially refunded', 'refunded'];

/**
 * Reads how an order of this total is paid. BigCommerce does not say when.
 *
 * 1. Store credit and gift certificates are taken when the order is placed.
 * 2. What they leave is money, if the order says anything of it.
 */
export function readPayments(fields: Fields, total: Money, currency: string): Payment[] {
	const credits = [...readCredit(fields, currency, STORE_CREDIT), ...readCredit(fields, currency, GIFT_CERTIFICATE)];
	const rest = total - creditTender(credits);
	return rest === 0 && credits.length > 0 ? credits : [...credits, ...readMoneyPayment(fields, rest)];
}

const STORE_CREDIT = { key: 'store_credit_amount', kind: 'storeCredit', method: 'Store Credit' } as const;

const GIFT_CERTIFICATE = {
	key: 'gift_certificate_amount',
	kind: 'giftCertificate',
	method: 'Gift Certificate',
} as const;

function readCredit(
	fields: Fields,
	currency: string,
	{ key, kind, method }: typeof STORE_CREDIT | typeof GIFT_CERTIFICATE,
): Payment[] {
	const amount = readMoney(fields[key] ?? '0', currency, `${PATH}.${key}`);
	return amount === 0 ? [] : [{ kind, amount, method, reference: null, paidAt: null, paid: true }];
}

function readMoneyPayment(fields: Fields, amount: Money): Payment[] {
	const method = readOptionalText(fields.payment_method, `${PATH}.payment_method`);
	const reference = readOptionalText(fields.payment_provider_id, `${PATH}.payment_provider_id`);
	const paid = PAID.includes((readOptionalText(fields.payment_status, `${PATH}.payment_status`) ?? '').toLowerCase());
	if (method === null && reference === null && !paid) return [];
	return [{ kind: 'money', amount, method, reference, paidAt: null, paid }];
}

/** More decimals than any currency needs: a unit that is worth a hundred-thousandth keeps nine digits. */
const DECIMALS = 14;

/**
 * Reads the worth of one unit of the order's currency in the store's own. BigCommerce states the inverse, so it is turned around.
 * Null for an order in the store's own currency. Throws UnreadableError for a rate that cannot be turned around.
 */
export function readExchangeRate(fields: Fields, currency: string): ExchangeRate | null {
	const own = readOptional(readOptionalText(fields.store_default_currency_code, OWN), OWN, readCurrency);
	const at = `${PATH}.store_default_to_transactional_exchange_rate`;
	const rate = readOptional(fields.store_default_to_transactional_exchange_rate, at, readNumber);
	if (own === null || own === currency || rate === null || rate <= 0) return null;
	const inverted = (1 / rate).toFixed(DECIMALS).replace(/\.?0+$/, '');
	if (!/^\d{1,15}(\.\d+)?$/.test(inverted) || inverted === '0')
		throw new UnreadableError(at, 'a rate that can be turned around');
	return { currency: own, rate: inverted };
}
