import type { Address, Customer, Pickup } from '../../../model/salesOrder';
import { readFields, readList, readOptional, readOptionalText, type Fields } from '../../../reading/readUnknown';

/** Reads the buyer. eBay withholds e-mail after two weeks, and name, phone and street after 90 days, so all of it may be missing. */
export function readCustomer(order: Fields, path: string): Customer {
	const buyer = section(order, 'buyer', path);
	const registered = section(buyer, 'buyerRegistrationAddress', path);
	const instructions = readInstructions(order, path);
	const shipTo = section(section(instructions, 'shippingStep', path), 'shipTo', path);
	const shipping = isPickup(instructions)
		? null
		: (finalDestination(order, instructions, path) ?? readAddress(shipTo, path));
	const text = (fields: Fields, name: string) => readOptionalText(fields[name], `${path} customer.${name}`);
	return {
		customerId: text(buyer, 'username'),
		email: text(shipTo, 'email') ?? text(registered, 'email'),
		name: text(shipTo, 'fullName') ?? text(registered, 'fullName'),
		company: text(shipTo, 'companyName') ?? text(registered, 'companyName'),
		phone: readPhone(shipTo, path) ?? readPhone(registered, path),
		billing: readAddress(registered, path),
		shipping,
	};
}

/**
 * In-Store Pickup and Click and Collect. With the second the store's address stands in place of the buyer's; the first names the store by
 * a key of the seller's own. https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:FulfillmentInstructionsType
 */
export function readPickup(order: Fields, path: string): Pickup | null {
	const instructions = readInstructions(order, path);
	if (!isPickup(instructions)) return null;
	const store = readAddress(section(section(instructions, 'shippingStep', path), 'shipTo', path), path);
	return { place: store === null ? null : { ...store, name: null } };
}

function isPickup({ fulfillmentInstructionsType }: Fields): boolean {
	return fulfillmentInstructionsType === 'PREPARE_FOR_PICKUP';
}

/** Of several packages the first counts. */
function readInstructions(order: Fields, path: string): Fields {
	const [first = {}] =
		readOptional(order.fulfillmentStartInstructions, `${path}.fulfillmentStartInstructions`, readSections) ?? [];
	return first;
}

/** The buyer's address with eBay's international shipping, where `shipTo` is eBay's hub; null without it. */
function finalDestination(order: Fields, instructions: Fields, path: string): Address | null {
	const fields = [instructions, order].map((holder) => section(holder, 'finalDestinationAddress', path));
	const [found] = fields.filter((address) => Object.keys(address).length > 0);
	return found === undefined ? null : readAddress({ contactAddress: found, fullName: found.fullName }, path);
}

function readAddress(contact: Fields, path: string): Address | null {
	const fields = section(contact, 'contactAddress', path);
	const text = (name: string) => readOptionalText(fields[name], `${path} address.${name}`);
	const address: Address = {
		name: readOptionalText(contact.fullName, `${path} address.fullName`),
		line1: text('addressLine1'),
		line2: text('addressLine2'),
		city: text('city'),
		region: text('stateOrProvince'),
		postcode: text('postalCode'),
		country: text('countryCode'),
	};
	return Object.values(address).some((part) => part !== null) ? address : null;
}

function readPhone(contact: Fields, path: string): string | null {
	return readOptionalText(section(contact, 'primaryPhone', path).phoneNumber, `${path} customer.phoneNumber`);
}

function readSections(value: unknown, path: string): Fields[] {
	return readList(value, path, readFields);
}

/** An object inside an object; an empty one where it is missing. */
function section(fields: Fields, name: string, path: string): Fields {
	return readOptional(fields[name], `${path}.${name}`, readFields) ?? {};
}
