import type { Fields } from '../reading/readUnknown';
import { plainText } from '../model/text';
import type { Address } from '../model/salesOrder';

/**
 * An address in QuickBooks' fields. The street stands first, the way US sales tax is worked out from it;
 * the name comes last so that it is not taken for one.
 */
export function booksAddress({ name, line1, line2, city, region, postcode, country }: Address): Fields {
	const lines = [line1, line2, name].filter((line) => line !== null).map((line) => plainText(line, 500));
	return {
		...Object.fromEntries(lines.map((line, place) => [`Line${place + 1}`, line])),
		...(city === null ? {} : { City: plainText(city, 255) }),
		...(region === null ? {} : { CountrySubDivisionCode: plainText(region, 255) }),
		...(postcode === null ? {} : { PostalCode: plainText(postcode, 30) }),
		...(country === null ? {} : { Country: plainText(country, 255) }),
	};
}

/** An address that QuickBooks takes: at most 100 characters, with @ and a dot behind it. Null for others. */
export function usableEmail(email: string | null): string | null {
	return email !== null && email.length <= 100 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null;
}
