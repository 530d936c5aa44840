import { takeId, type Shop } from '../shop.mts';
import type { TaxRate } from '../orders/taxes.mts';

/** A rate that one order brings along. */
export interface RateAsked {
	readonly name?: string;
	readonly percent: string | number;
	readonly compound?: boolean;
}

/** The shop's rates for what a sale names; the same name and percentage is the same rate. A rate of 0 is one, too, when it has a name. */
export function ratesOf(shop: Shop, asked: readonly RateAsked[] | undefined): TaxRate[] | undefined {
	return asked
		?.filter(({ name, percent }) => name !== undefined || Number(percent) !== 0)
		.map((rate) => rateOf(shop, rate));
}

function rateOf(shop: Shop, { name, percent: given, compound = false }: RateAsked): TaxRate {
	const percent = String(given);
	const shownName = name ?? `Sales tax ${percent}%`;
	const known = shop.otherRates.find(
		(rate) => rate.percent === percent && rate.name === shownName && rate.compound === compound,
	);
	if (known !== undefined) return known;
	const id = takeId(shop, 'rate');
	const [country = '', state = ''] = shop.settings.country.split(':');
	const code = [country, state, shownName.toUpperCase().replace(/[^A-Z0-9.% ]/g, ''), '1']
		.filter((part) => part !== '')
		.join('-');
	const rate: TaxRate = { id, taxClass: '', percent, name: shownName, code, appliesToShipping: true, compound };
	shop.otherRates.push(rate);
	return rate;
}
