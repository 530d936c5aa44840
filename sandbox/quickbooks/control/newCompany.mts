import type { Company } from '../company.mts';
import type { Json } from '../json.mts';
import { COUNTRY_CODES, countryOf } from '../seed/countries.mts';
import { seedCompany } from '../seed/company.mts';
import { changeSettings } from '../settings.mts';

/** Replaces the company by a new one in another country, with currency, time zone and tax codes of that country and empty books; more settings can come with it. */
export function replaceCompany(company: Company, { country, ...more }: Json): void {
	const known = countryOf(String(country));
	if (known === undefined) throw new Error(`country is one of ${COUNTRY_CODES.join(', ')}`);
	changeSettings(company.settings, { country, homeCurrency: known.homeCurrency, timeZone: known.timeZone, ...more });
	company.clear();
	seedCompany(company);
}
