import type { AddressAsked, Buyer } from '../../kit/buyer.mts';
import { blankAddress, type Address, type Order } from '../orders/order.mts';
import type { Shop } from '../shop.mts';

/** Both addresses of an order; without a buyer it is Alex from Albany. */
export function addressesOf(shop: Shop, buyer: Buyer): Pick<Order, 'billing' | 'shipping'> {
	const { name = 'Alex Buyer', company = '', phone = '', email = 'alex@example.test' } = buyer;
	const person = { ...named(name), company, phone };
	const billing = buyer.billing === null ? blankAddress : addressOf(shop, buyer.billing);
	const shipping = buyer.shipping === null ? null : addressOf(shop, buyer.shipping ?? buyer.billing ?? undefined);
	return {
		billing: { ...billing, ...person, ...own(buyer.billing), email },
		shipping: shipping === null ? blankAddress : { ...shipping, ...person, ...own(buyer.shipping) },
	};
}

function addressOf(shop: Shop, asked: AddressAsked | undefined): Address {
	const [country = '', state = ''] = shop.settings.country.split(':');
	if (asked === undefined)
		return { ...blankAddress, address_1: '12 Harbor Road', city: 'Albany', state, postcode: '12207', country };
	return {
		...blankAddress,
		address_1: asked.line1 ?? '',
		address_2: asked.line2 ?? '',
		city: asked.city ?? '',
		state: asked.region ?? '',
		postcode: asked.postcode ?? '',
		country: asked.country ?? '',
	};
}

/** What the address says of the person itself. */
function own(asked: AddressAsked | null | undefined): Partial<Address> {
	return {
		...(asked?.name === undefined ? {} : named(asked.name)),
		...(asked?.company === undefined ? {} : { company: asked.company }),
	};
}

function named(name: string): Pick<Address, 'first_name' | 'last_name'> {
	const [first = '', ...rest] = name.split(' ');
	return { first_name: first, last_name: rest.join(' ') };
}
