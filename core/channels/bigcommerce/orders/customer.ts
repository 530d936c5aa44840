import { readConsignments } from './lines';
import { isPlace } from '../../../model/address';
import type { Address, Customer, Pickup } from '../../../model/salesOrder';
import { readFields, readOptional, readOptionalText, readWholeNumber, type Fields } from '../../../reading/readUnknown';

/** Reads the buyer out of an order. Of several shipping addresses the first counts that says more than the country. */
export function readCustomer(order: Fields): Customer {
	const path = 'bigcommerce order.billing_address';
	const billing = readOptional(order.billing_address, path, readFields) ?? {};
	const customer = readOptional(order.customer_id, 'bigcommerce order.customer_id', readWholeNumber) ?? 0;
	return {
		customerId: customer === 0 ? null : String(customer),
		email: readOptionalText(billing.email, `${path}.email`),
		name: readPersonName(billing, path),
		company: readOptionalText(billing.company, `${path}.company`),
		phone: readOptionalText(billing.phone, `${path}.phone`),
		billing: readAddress(billing, path),
		shipping: readShippingAddress(order),
	};
}

function readShippingAddress(order: Fields): Address | null {
	const addresses = (readConsignments(order) ?? [])
		.filter((consignment) => 'street_1' in consignment)
		.map((consignment) => readAddress(consignment, 'bigcommerce order.consignments.shipping'))
		.filter((address) => address !== null);
	return addresses.find(isPlace) ?? addresses[0] ?? null;
}

/** An order is picked up where none of it is sent. Of several places the first counts. */
export function readPickup(order: Fields): Pickup | null {
	const consignments = readConsignments(order) ?? [];
	const pickup = consignments.find((consignment) => 'pickup_method_id' in consignment);
	if (pickup === undefined || consignments.some((consignment) => 'street_1' in consignment)) return null;
	const path = 'bigcommerce order.consignments.pickups.location';
	const location = readOptional(pickup.location, path, readFields) ?? {};
	return { place: readLocation(location, path) };
}

/** BigCommerce's pages name the fields of a location in two ways. */
function readLocation(location: Fields, path: string): Address | null {
	const text = (...names: readonly string[]) =>
		names.map((name) => readOptionalText(location[name], `${path}.${name}`)).find((one) => one !== null) ?? null;
	const address = {
		name: null,
		line1: text('address_line_1', 'address1'),
		line2: text('address_line_2', 'address2'),
		city: text('city'),
		region: text('state', 'state_or_province'),
		postcode: text('postal_code', 'zip'),
		country: text('country_alpha2', 'country_code'),
	};
	return Object.values(address).every((value) => value === null) ? null : address;
}

function readAddress(fields: Fields, path: string): Address | null {
	const address = {
		name: readPersonName(fields, path),
		line1: readOptionalText(fields.street_1, `${path}.street_1`),
		line2: readOptionalText(fields.street_2, `${path}.street_2`),
		city: readOptionalText(fields.city, `${path}.city`),
		region: readOptionalText(fields.state, `${path}.state`),
		postcode: readOptionalText(fields.zip, `${path}.zip`),
		country: readOptionalText(fields.country_iso2, `${path}.country_iso2`),
	};
	return Object.values(address).every((value) => value === null) ? null : address;
}

function readPersonName(fields: Fields, path: string): string | null {
	const names = [
		readOptionalText(fields.first_name, `${path}.first_name`),
		readOptionalText(fields.last_name, `${path}.last_name`),
	];
	return names.filter((name) => name !== null).join(' ') || null;
}
