import type { Json } from '../json.mts';

/** Where a company is at home. */
export interface Country {
	readonly homeCurrency: string;
	readonly timeZone: string;
	readonly address: Json;
}

/** The countries that a company can be founded in, by ISO 3166-1 alpha-2. */
const COUNTRIES: Readonly<Record<string, Country>> = {
	US: {
		homeCurrency: 'USD',
		timeZone: 'America/Los_Angeles',
		address: { Line1: '2500 Garcia Avenue', City: 'Mountain View', CountrySubDivisionCode: 'CA', PostalCode: '94043' },
	},
	CA: {
		homeCurrency: 'CAD',
		timeZone: 'America/Toronto',
		address: { Line1: '11 Queens Quay West', City: 'Toronto', CountrySubDivisionCode: 'ON', PostalCode: 'M5J 2H2' },
	},
	GB: {
		homeCurrency: 'GBP',
		timeZone: 'Europe/London',
		address: { Line1: '4 Quayside', City: 'Bristol', PostalCode: 'BS1 4TQ' },
	},
	DE: {
		homeCurrency: 'EUR',
		timeZone: 'Europe/Berlin',
		address: { Line1: 'Am Sandtorkai 30', City: 'Hamburg', PostalCode: '20457' },
	},
	JP: {
		homeCurrency: 'JPY',
		timeZone: 'Asia/Tokyo',
		address: { Line1: '1-1 Kaigan-dori', City: 'Yokohama', PostalCode: '231-0002' },
	},
	AU: {
		homeCurrency: 'AUD',
		timeZone: 'Australia/Sydney',
		address: { Line1: '7 Wharf Road', City: 'Sydney', CountrySubDivisionCode: 'NSW', PostalCode: '2000' },
	},
};

/** The country with this code; undefined where no company can be founded here. */
export function countryOf(code: string): Country | undefined {
	return Object.hasOwn(COUNTRIES, code) ? COUNTRIES[code] : undefined;
}

export const COUNTRY_CODES: readonly string[] = Object.keys(COUNTRIES);
