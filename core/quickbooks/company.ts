import { readOptionalDay, readTimeZone } from '../model/moment';
import type { Address } from '../model/salesOrder';
import type { Company } from './quickBooksClient';
import { readReference } from './readReference';
import { readFields, readOptional, readOptionalText, type Fields } from '../reading/readUnknown';

/** What of a company decides how documents are written. */
export interface DraftingCompany {
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** Its own place of business; null where QuickBooks does not say it. */
	readonly address: Address | null;
	/** IANA name. */
	readonly timeZone: string;
	readonly homeCurrency: string;
	readonly multiCurrency: boolean;
	readonly allowsShipping: boolean;
	/** The Id of the account of the forms' shipping field; null where QuickBooks does not say it. */
	readonly shippingAccountId: string | null;
	readonly usesSalesTax: boolean;
	/** Closed up to and including this day (YYYY-MM-DD). */
	readonly booksClosedUntil: string | null;
	/** Where a class stands: on each line, or once on the document; null where classes are off. */
	readonly classPer: 'line' | 'document' | null;
}

/** True for a day (YYYY-MM-DD) of a period that is closed. */
export function isClosedDay(day: string, { booksClosedUntil }: Pick<DraftingCompany, 'booksClosedUntil'>): boolean {
	return booksClosedUntil !== null && day <= booksClosedUntil;
}

/** True where QuickBooks takes the tax as the channel states it instead of working it out from tax codes. */
export function statesTax({ country, usesSalesTax }: Pick<DraftingCompany, 'country' | 'usesSalesTax'>): boolean {
	return country === 'US' && usesSalesTax;
}

/** True where every line needs the Id of one of the company's tax codes. */
export function needsTaxCodes({ country, usesSalesTax }: Pick<DraftingCompany, 'country' | 'usesSalesTax'>): boolean {
	return country !== 'US' && usesSalesTax;
}

/**
 * Puts Preferences and CompanyInfo together. A switch that is absent counts as off; a company that does not
 * say where it is counts as a US one in Pacific time, which is what Intuit's samples are.
 */
export function readCompany(realmId: string, preferences: unknown, companyInfo: unknown): Company {
	const sections = readFields(preferences, 'Preferences');
	const info = readFields(companyInfo, 'CompanyInfo');
	const section = (name: string) => readOptional(sections[name], `Preferences.${name}`, readFields) ?? {};
	const currency = section('CurrencyPrefs');
	const sales = section('SalesFormsPrefs');
	const tax = section('TaxPrefs');
	const country = readOptionalText(info.Country, 'CompanyInfo.Country') ?? 'US';
	return {
		realmId,
		country,
		address: readOptional(info.CompanyAddr ?? info.LegalAddr, 'CompanyInfo.CompanyAddr', (raw, path) =>
			readAddress(raw, path, country),
		),
		timeZone: readTimeZone(
			readOptionalText(info.DefaultTimeZone, 'CompanyInfo.DefaultTimeZone') ?? 'America/Los_Angeles',
			'CompanyInfo.DefaultTimeZone',
		),
		homeCurrency: readReference(currency.HomeCurrency, 'Preferences.CurrencyPrefs.HomeCurrency') ?? 'USD',
		multiCurrency: isOn(currency, 'MultiCurrencyEnabled'),
		tracksQuantity: isOn(section('ProductAndServicesPrefs'), 'QuantityOnHand'),
		customNumbers: isOn(sales, 'CustomTxnNumbers'),
		allowsShipping: isOn(sales, 'AllowShipping'),
		shippingAccountId: readOptionalText(
			sales.DefaultShippingAccount,
			'Preferences.SalesFormsPrefs.DefaultShippingAccount',
		),
		allowsDiscount: isOn(sales, 'AllowDiscount'),
		usesSalesTax: isOn(tax, 'UsingSalesTax'),
		automatedTax: isOn(tax, 'PartnerTaxEnabled'),
		classPer: readClassPer(section('AccountingInfoPrefs')),
		booksClosedUntil: readOptionalDay(
			section('AccountingInfoPrefs').BookCloseDate,
			'Preferences.AccountingInfoPrefs.BookCloseDate',
		),
		autoAppliesCredits: isOn(sales, 'AutoApplyCredit'),
		autoAppliesPayments: isOn(sales, 'AutoApplyPayments'),
	};
}

/** The country is the company's own: QuickBooks writes it in many ways inside an address. */
function readAddress(raw: unknown, path: string, country: string): Address {
	const fields = readFields(raw, path);
	const text = (name: string) => readOptionalText(fields[name], `${path}.${name}`);
	return {
		name: null,
		line1: text('Line1'),
		line2: text('Line2'),
		city: text('City'),
		region: text('CountrySubDivisionCode'),
		postcode: text('PostalCode'),
		country,
	};
}

function readClassPer(accounting: Fields): Company['classPer'] {
	if (isOn(accounting, 'ClassTrackingPerTxnLine')) return 'line';
	return isOn(accounting, 'ClassTrackingPerTxn') ? 'document' : null;
}

/** Preferences come as true or "true", depending on the section. */
function isOn(section: Fields, name: string): boolean {
	return section[name] === true || section[name] === 'true';
}
