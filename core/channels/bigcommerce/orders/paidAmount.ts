import { minorDigits, readExactMoney, readMoney, type Money } from '../../../model/money';

/**
 * Reads an amount that was paid. BigCommerce reckons with four decimals, and less than a hundredth is its reckoning and no money. More
 * than that is refused where the currency cannot express it: 544.38 yen. Throws UnreadableError, which names the field.
 */
export function readPaidAmount(value: unknown, currency: string, path: string): Money {
	const money = readMoney(value, currency, path);
	if (minorDigits(currency) >= 2) return money;
	return readExactMoney(Number(value).toFixed(2), currency, path);
}
