import type { AddressAsked, Buyer } from '../../kit/buyer.mts';
import type { Address } from '../orders/order.mts';

const blank: Address = {
	firstName: '',
	lastName: '',
	company: '',
	street1: '',
	street2: '',
	city: '',
	state: '',
	zip: '',
	country: '',
	countryCode: '',
	phone: '',
	email: '',
};

const countries: Readonly<Record<string, string>> = {
	US: 'United States',
	GB: 'United Kingdom',
	DE: 'Germany',
	CA: 'Canada',
	JP: 'Japan',
	AU: 'Australia',
};

/** Where a buyer is billed and where the goods go; without a buyer it is Alex from Albany. */
export function addressesOf(buyer: Buyer): { readonly billing: Address; readonly shipTo: Address | null } {
	const { name = 'Alex Buyer', company = '', phone = '', email = 'alex@example.test' } = buyer;
	const person = { ...named(name), company, phone, email };
	const billing = buyer.billing === null ? blank : placeOf(buyer.billing);
	const shipTo = buyer.shipping === null ? null : placeOf(buyer.shipping ?? buyer.billing ?? undefined);
	return {
		billing: { ...billing, ...person, ...own(buyer.billing) },
		shipTo: shipTo === null ? null : { ...shipTo, ...person, ...own(buyer.shipping) },
	};
}

function placeOf(asked: AddressAsked | undefined): Address {
	if (asked === undefined) {
		return {
			...blank,
			street1: '12 Harbor Road',
			city: 'Albany',
			state: 'New York',
			zip: '12207',
			country: 'United States',
			countryCode: 'US',
		};
	}
	const countryCode = asked.country ?? '';
	return {
		...blank,
		street1: asked.line1 ?? '',
		street2: asked.line2 ?? '',
		city: asked.city ?? '',
		state: asked.region ?? '',
		zip: asked.postcode ?? '',
		country: countries[countryCode] ?? countryCode,
		countryCode,
	};
}

/** What the address says of the person itself. */
function own(asked: AddressAsked | null | undefined): Partial<Address> {
	return {
		...(asked?.name === undefined ? {} : named(asked.name)),
		...(asked?.company === undefined ? {} : { company: asked.company }),
	};
}

function named(name: string): Pick<Address, 'firstName' | 'lastName'> {
	const [firstName = '', ...rest] = name.split(' ');
	return { firstName, lastName: rest.join(' ') };
}
