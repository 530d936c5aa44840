import { moneyText, type Money } from '../../../model/money';
import { UnreadableError } from '../../../reading/readUnknown';

interface Totals {
	/** The sum of the parts as they were read. */
	readonly total: Money;
	readonly marketplaceTax: Money;
	/** The total that eBay states. */
	readonly stated: Money;
	readonly currency: string;
	readonly path: string;
}

/**
 * Compares the parts of an order with its total. eBay's pages contradict each other on whether the total contains the tax that eBay
 * collects, so either is right. Any other total means that an amount was misunderstood: UnreadableError, so that the order is not
 * posted.
 */
export function checkTotal({ total, marketplaceTax, stated, currency, path }: Totals): void {
	if (stated === total || stated === total + marketplaceTax) return;
	const [without, including, found] = [total, total + marketplaceTax, stated].map((money) =>
		moneyText(money, currency),
	);
	const expected = `the sum of its parts, ${without}, or with the tax that eBay collected, ${including}; it is ${found}`;
	throw new UnreadableError(`${path}.pricingSummary.total`, expected);
}
