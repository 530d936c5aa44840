import type { Random } from './random.mts';
import type { Company, Country } from './company.mts';

/** Names that clash with a vendor or a customer who is there, and characters that QuickBooks refuses. */
const NAMES = [
	'Alex Buyer',
	'Ann Lee',
	'Amy Lauterbach',
	'Oak and Clay Supplies',
	"Geeta's Teahouse",
	'Max: the "Brewer"',
	'Zoë Brünn',
	'Tab\tNewline',
	'Jo',
] as const;

const PLACES: Readonly<Record<Country, { readonly city: string; readonly region: string; readonly postcode: string }>> =
	{
		US: { city: 'Albany', region: 'NY', postcode: '12207' },
		GB: { city: 'Leeds', region: '', postcode: 'LS1 4AP' },
		CA: { city: 'Vancouver', region: 'BC', postcode: 'V6B 1A1' },
		DE: { city: 'Köln', region: '', postcode: '50667' },
		JP: { city: 'Osaka', region: '', postcode: '530-0001' },
	};

/** One of a few people who come back, or somebody new; now and then without e-mail, address or name. */
export function drawCustomer(
	{ country }: Company,
	random: Random,
): { readonly name: string; readonly [field: string]: unknown } {
	const name = random.oneOf(NAMES);
	const known = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.test`;
	const email = random.weighted({ known: 60, guest: 30, none: 10 });
	const address = { name, line1: '12 Harbor Road', ...PLACES[country], country };
	return {
		// Whoever bears the name is one account of the channel; eBay has no guests.
		customerId: NAMES.indexOf(name) + 1,
		name,
		email: email === 'none' ? '' : email === 'known' ? known : `guest${random.integer(1, 9999)}@example.test`,
		...(random.happens(15) ? { company: 'Lee & Sons' } : {}),
		billing: address,
		shipping: random.happens(10) ? null : address,
	};
}
