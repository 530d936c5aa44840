import type { Sale } from './sale.mts';
import type { Buyer } from '../orders/order.mts';

const defaultBuyer: Buyer = {
	username: 'seagull_1987',
	fullName: 'Mara Lindqvist',
	email: '0a1b2c3d4e5f6a7b8c9d@members.ebay.com',
	phone: '+12065550143',
	line1: '12 Alder Street',
	city: 'Seattle',
	state: 'WA',
	postalCode: '98104',
	country: 'US',
};

/** Who bought; eBay knows one address of a buyer. */
export function buyerOf({ buyer, customer }: Sale): Buyer {
	if (customer === undefined) return { ...defaultBuyer, ...buyer };
	const address = customer.shipping === undefined ? customer.billing : customer.shipping;
	const place =
		address === undefined
			? {}
			: {
					line1: address?.line1 ?? '',
					city: address?.city ?? '',
					state: address?.region ?? '',
					postalCode: address?.postcode ?? '',
					country: address?.country ?? '',
				};
	return {
		...defaultBuyer,
		username: customer.username ?? defaultBuyer.username,
		fullName: address?.name ?? customer.name ?? defaultBuyer.fullName,
		email: customer.email ?? defaultBuyer.email,
		phone: customer.phone ?? defaultBuyer.phone,
		...place,
	};
}
