import { readConsignments } from './lines';
import type { Address, Customer } from '../../../model/salesOrder';
import { readFields, readOptional, readOptionalText, readWholeNumber, type Fields } from '../../../reading/readUnknown';

/** Reads the buyer out of an order. Of several shipping addresses the first counts. */
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
	const [first] = (readConsignments(order) ?? []).filter((consignment) => 'street_1' in consignment);
	return first === undefined ? null : readAddress(first, 'bigcommerce order.consignments.shipping[0]');
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
