import { dayIn, isDay, stamp } from './dates.mts';
import type { Company } from './company.mts';
import { textAt, type Json } from './json.mts';
import { badNumber, businessRule, missing, notFound } from './ruleFault.mts';

/** What one unit of each currency is worth in the home currency on a day; the same on all of them. */
export function exchangeRates(company: Company, day: string | null): readonly Json[] {
	return Object.keys(company.settings.dollarRates).map((currency) => rateRow(company, currency, day));
}

/** The rate that a call names by `sourcecurrencycode` and `asofdate`. Throws RuleFault. */
export function exchangeRate(company: Company, query: Json): Json {
	if (!company.settings.multiCurrency) throw businessRule('Multicurrency is off.');
	const currency = textAt(query, 'sourcecurrencycode');
	if (currency === null) throw missing('sourcecurrencycode');
	const day = textAt(query, 'asofdate');
	if (day !== null && !isDay(day)) throw badNumber('asofdate');
	if (company.settings.dollarRates[currency] === undefined) throw notFound(`ExchangeRate ${currency}`);
	return rateRow(company, currency, day);
}

function rateRow({ settings, now }: Company, currency: string, day: string | null): Json {
	const { dollarRates, homeCurrency, timeZone } = settings;
	const [foreign = 1, home = 1] = [dollarRates[currency], dollarRates[homeCurrency]];
	return {
		SourceCurrencyCode: currency,
		TargetCurrencyCode: homeCurrency,
		Rate: Number((foreign / home).toFixed(7)),
		AsOfDate: day ?? dayIn(timeZone, now()),
		domain: 'QBO',
		sparse: false,
		MetaData: { LastUpdatedTime: stamp(now()) },
	};
}
