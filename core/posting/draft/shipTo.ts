import { isPlace } from '../../model/address';
import type { Address, SalesOrder } from '../../model/salesOrder';
import type { DraftingCompany } from '../../quickbooks/company';

/**
 * Where the buyer gets the goods, which decides whose tax it is. Null where nobody knows.
 *
 * 1. What is picked up is handed over at the place that the channel names, else at the company's own.
 * 2. Anything else goes to the ship-to address, or to the billing address where the first is no place.
 * 3. Where neither is one, what there is says the country at least.
 */
export function shipToOf(
	{ customer, pickup }: Pick<SalesOrder, 'customer' | 'pickup'>,
	{ address }: Pick<DraftingCompany, 'address'>,
): Address | null {
	const { billing, shipping } = customer;
	const known = pickup === null ? [shipping, billing] : [pickup.place, address];
	const addresses = known.filter((one) => one !== null);
	return addresses.find(isPlace) ?? addresses[0] ?? null;
}
