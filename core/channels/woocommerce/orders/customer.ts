import type { Address, Customer, Pickup } from '../../../model/salesOrder';
import {
	readFields,
	readList,
	readOptional,
	readOptionalText,
	readWholeNumber,
	type Fields,
} from '../../../reading/readUnknown';

/** Reads the buyer out of an order. A guest has no id. */
export function readCustomer(fields: Fields, path: string): Customer {
	const billing = readFields(fields.billing, `${path}.billing`);
	const customer = readOptional(fields.customer_id, `${path}.customer_id`, readWholeNumber) ?? 0;
	return {
		customerId: customer === 0 ? null : String(customer),
		email: readOptionalText(billing.email, `${path}.billing.email`),
		name: readPersonName(billing, `${path}.billing`),
		company: readOptionalText(billing.company, `${path}.billing.company`),
		phone: readOptionalText(billing.phone, `${path}.billing.phone`),
		billing: readAddress(billing, `${path}.billing`),
		shipping: readAddress(readFields(fields.shipping, `${path}.shipping`), `${path}.shipping`),
	};
}

/** The shipping methods that WooCommerce taxes at the shop's place, and those of Local Pickup Plus. */
const PICKUP_METHOD = /^(legacy_)?local_pickup|^pickup_location/;

/**
 * WooCommerce taxes the whole order at the shop's place once any of it is picked up. A place that the buyer chose stands in the order as
 * free text alone. https://woocommerce.com/document/local-pickup/
 */
export function readPickup(fields: Fields, path: string): Pickup | null {
	const methods = readList(fields.shipping_lines, `${path}.shipping_lines`, (line, at) =>
		readOptionalText(readFields(line, at).method_id, `${at}.method_id`),
	);
	return methods.some((method) => method !== null && PICKUP_METHOD.test(method)) ? { place: null } : null;
}

function readAddress(fields: Fields, path: string): Address | null {
	const address = {
		name: readPersonName(fields, path),
		line1: readOptionalText(fields.address_1, `${path}.address_1`),
		line2: readOptionalText(fields.address_2, `${path}.address_2`),
		city: readOptionalText(fields.city, `${path}.city`),
		region: readOptionalText(fields.state, `${path}.state`),
		postcode: readOptionalText(fields.postcode, `${path}.postcode`),
		country: readOptionalText(fields.country, `${path}.country`),
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
