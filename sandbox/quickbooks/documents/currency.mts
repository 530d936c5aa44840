import type { Company } from '../company.mts';
import { numberAt, textAt, type Json, type Row } from '../json.mts';
import { badNumber, businessRule, missing } from '../ruleFault.mts';
import { cents, divide, fine, fromCents, smallestUnit } from '../money.mts';

/**
 * The currency of the document has to be the customer's, and is mandatory where there are several. The rate is home
 * units for one of its units; without one QuickBooks takes its own of the day.
 */
export function currencyOf(company: Company, document: Json, customer: Row): Json {
	const { homeCurrency, multiCurrency } = company.settings;
	const sent = textAt(document, 'CurrencyRef', 'value');
	if (multiCurrency && sent === null) throw missing('CurrencyRef');
	const currency = sent ?? homeCurrency;
	if (!multiCurrency && currency !== homeCurrency) throw businessRule('Multicurrency is off.');
	if (multiCurrency && currency !== textAt(customer, 'CurrencyRef', 'value'))
		throw businessRule('The currency of the transaction is not the currency of the customer.');
	return {
		CurrencyRef: { value: currency, name: currency },
		ExchangeRate: multiCurrency ? rateOf(company, document, currency) : null,
	};
}

function rateOf({ settings }: Company, document: Json, currency: string): number {
	const sent = numberAt(document, 'ExchangeRate');
	if (sent !== null && sent <= 0) throw badNumber('ExchangeRate');
	if (currency === settings.homeCurrency) return 1;
	const [foreign, home] = [settings.dollarRates[currency], settings.dollarRates[settings.homeCurrency]];
	if (sent !== null) return sent;
	if (foreign === undefined || home === undefined) throw missing('ExchangeRate');
	return Number((foreign / home).toFixed(7));
}

/** An amount of a document's currency in the home currency, cents; the same where there is one currency only. */
export function atHome(company: Company, amount: bigint, rate: number | null): bigint {
	const unit = smallestUnit(company.settings.homeCurrency);
	return rate === null ? amount : divide(amount * fine(rate), fine(1) * unit, 'halfUp') * unit;
}

/** TotalAmt and Balance once more, in the home currency. */
export function homeFields(company: Company, document: Json): Json {
	const rate = numberAt(document, 'ExchangeRate');
	if (rate === null) return {};
	const home = (field: string): number => fromCents(atHome(company, cents(numberAt(document, field) ?? 0), rate));
	return { HomeTotalAmt: home('TotalAmt'), ...('Balance' in document ? { HomeBalance: home('Balance') } : {}) };
}
