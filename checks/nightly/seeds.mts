import { companyOf } from '../books/checkBooks.mts';
import { COUNTRIES, type Country } from '../books/company.mts';

/** For each country the first seed from this one on whose company is there. */
export function seedsByCountry(first: number): ReadonlyMap<Country, number> {
	return new Map(COUNTRIES.map((country) => [country, seedFor(country, first)]));
}

function seedFor(country: Country, first: number): number {
	let seed = first;
	while (companyOf(seed).country !== country) seed += 1;
	return seed;
}
