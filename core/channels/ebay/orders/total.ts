import { formatMoney, type Money } from '../../../model/money';
import { UnreadableError } from '../../../reading/readUnknown';

interface Totals {
	/** What our reading of the order's parts comes to. */
	readonly total: Money;
	readonly marketplaceTax: Money;
	/** What eBay says the order comes to. */
	readonly stated: Money;
	readonly currency: string;
	readonly path: string;
}

/**
 * eBay's pages contradict each other on whether an order's total contains the tax that eBay collects, so either is
 * right; a total that is neither means that an amount was misunderstood, and such an order is not posted.
 */
export function checkTotal({ total, marketplaceTax, stated, currency, path }: Totals): void {
	if (stated === total || stated === total + marketplaceTax) return;
	const [without, including, found] = [total, total + marketplaceTax, stated].map(
		(money) => `${formatMoney(money, currency)} ${currency}`,
	);
	const expected = `the sum of its parts, ${without}, or with the tax that eBay collected, ${including}; it is ${found}`;
	throw new UnreadableError(`${path}.pricingSummary.total`, expected);
}
