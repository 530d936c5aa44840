import type { ExchangeRate, Payment } from '../../../model/salesOrder';
import { readCurrency } from '../../../model/salesOrderJson';
import { UnreadableError, readNumber, readOptional, readOptionalText, type Fields } from '../../../reading/readUnknown';

const PATH = 'bigcommerce order';

const OWN = `${PATH}.store_default_currency_code`;

/** Payment statuses under which the money was there. "authorized" is held only, and offline methods often say nothing. */
const PAID: readonly string[] = ['captured', 'paid', 'partially refunded', 'refunded'];

/** How the order was paid. When, it does not say. */
export function readPayment(fields: Fields): Payment | null {
	const method = readOptionalText(fields.payment_method, `${PATH}.payment_method`);
	const reference = readOptionalText(fields.payment_provider_id, `${PATH}.payment_provider_id`);
	const paid = PAID.includes((readOptionalText(fields.payment_status, `${PATH}.payment_status`) ?? '').toLowerCase());
	return method === null && reference === null && !paid ? null : { method, reference, paidAt: null, paid };
}

/** More than any currency needs: a unit that is worth a hundred-thousandth keeps nine digits. */
const DECIMALS = 14;

/**
 * BigCommerce states what one unit of the store's own currency is worth in the order's, so it is turned around.
 * Null where the order is in the store's own currency.
 */
export function readExchangeRate(fields: Fields, currency: string): ExchangeRate | null {
	const own = readOptional(readOptionalText(fields.store_default_currency_code, OWN), OWN, readCurrency);
	const at = `${PATH}.store_default_to_transactional_exchange_rate`;
	const rate = readOptional(fields.store_default_to_transactional_exchange_rate, at, readNumber);
	if (own === null || own === currency || rate === null || rate <= 0) return null;
	const turned = (1 / rate).toFixed(DECIMALS).replace(/\.?0+$/, '');
	if (!/^\d{1,15}(\.\d+)?$/.test(turned) || turned === '0')
		throw new UnreadableError(at, 'a rate that can be turned around');
	return { currency: own, rate: turned };
}
