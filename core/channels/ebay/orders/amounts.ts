import { minorDigits, readExactMoney, type Money } from '../../../model/money';
import { readCurrency as readCurrencyCode } from '../../../model/salesOrderJson';
import { UnreadableError, readFields, readOptional } from '../../../reading/readUnknown';

/** Reads the currency of an eBay Amount. */
export function readCurrency(raw: unknown, path: string): string {
	return readCurrencyCode(readFields(raw, path).currency, `${path}.currency`);
}

/**
 * Reads an eBay Amount ({"value":"12.34","currency":"GBP"}) into minor units. Throws UnreadableError for another currency than the
 * order's.
 */
export function readAmount(raw: unknown, currency: string, path: string): Money {
	const fields = readFields(raw, path);
	if (fields.currency !== currency) throw new UnreadableError(`${path}.currency`, currency);
	return readExactMoney(fields.value, currency, `${path}.value`);
}

/** As `readAmount`; null for a missing amount. */
export function findAmount(raw: unknown, currency: string, path: string): Money | null {
	return readOptional(raw, path, (value, at) => readAmount(value, currency, at));
}

/** As `readAmount`; a missing amount is 0. */
export function readOptionalAmount(raw: unknown, currency: string, path: string): Money {
	return findAmount(raw, currency, path) ?? 0;
}

/** Decimals beyond those of the currency, so that quantity times price comes back to the amount. */
const EXTRA_DECIMALS = 6;

/** The price of one unit as decimal text, with as many decimals as it needs. `quantity` is at least 1. */
export function unitPriceOf(amount: Money, quantity: number, currency: string): string {
	const digits = minorDigits(currency);
	const scaled = BigInt(Math.abs(amount)) * 10n ** BigInt(EXTRA_DECIMALS);
	const units = BigInt(quantity);
	const rounded = (scaled * 2n + units) / (units * 2n);
	const text = rounded.toString().padStart(digits + EXTRA_DECIMALS + 1, '0');
	const cut = text.length - digits - EXTRA_DECIMALS;
	const surplus = text.slice(cut + digits).replace(/0+$/, '');
	const decimals = text.slice(cut, cut + digits) + surplus;
	return (amount < 0 ? '-' : '') + text.slice(0, cut) + (decimals === '' ? '' : `.${decimals}`);
}
