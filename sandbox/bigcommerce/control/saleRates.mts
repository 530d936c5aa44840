import type { TaxRate } from '../orders/order.mts';
import type { RateAsked } from './sale.mts';

/** Rates as they are named; 0 % without a name is none. */
export function ratesOf(asked: readonly RateAsked[] | undefined): TaxRate[] | undefined {
	return asked
		?.filter(({ name, percent }) => name !== undefined || Number(percent) !== 0)
		.map(({ name = 'Sales tax', percent }) => ({ name, percent: String(percent) }));
}
