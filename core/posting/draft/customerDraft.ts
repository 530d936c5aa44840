import type { Address, SalesOrder } from '../../model/salesOrder';
import { plainText } from '../../model/text';
import type { Fields } from '../../reading/readUnknown';

/** The customer that an order's document should name. Orders with equal keys share one. */
export interface TargetCustomer {
	readonly key: string;
	/** Null for a customer that stands for a whole channel. */
	readonly email: string | null;
	readonly name: string;
	/** Taken when somebody else has the name. */
	readonly otherName: string;
	/** Set in a company with several currencies: a customer's currency is fixed. */
	readonly currency: string | null;
	/** The person behind it; null for a channel's customer. */
	readonly buyer: SalesOrder['customer'] | null;
}

interface CustomerNaming {
	/** The channel's name for people. */
	readonly channelName: string;
	readonly homeCurrency: string;
	readonly multiCurrency: boolean;
}

/** QuickBooks takes 500 characters; room is left for what makes a name unique. */
const LONGEST_NAME = 400;

/** One customer for all orders of a channel. `name` is the user's, or null for the usual one. */
export function channelCustomer(order: SalesOrder, name: string | null, naming: CustomerNaming): TargetCustomer {
	const chosen = withCurrency(toDisplayName(name ?? `${naming.channelName} customers`), order, naming);
	return {
		key: `name ${chosen}`,
		email: null,
		name: chosen,
		otherName: `${chosen} (sales channel)`,
		currency: findCurrency(order, naming),
		buyer: null,
	};
}

/** The buyer is known by e-mail, else by name. A name that somebody else has gets the channel and the buyer's id behind it. */
export function buyerCustomer(order: SalesOrder, naming: CustomerNaming): TargetCustomer {
	const { customer } = order;
	const email = findUsableEmail(customer.email);
	const given =
		customer.name ??
		customer.company ??
		email ??
		`${naming.channelName} buyer ${customer.customerId ?? order.orderNumber}`;
	const name = withCurrency(toDisplayName(given), order, naming);
	const otherName = `${name} (${naming.channelName} ${toDisplayName(customer.customerId ?? email ?? order.orderNumber)})`;
	const currency = findCurrency(order, naming);
	return {
		key: `${email?.toLowerCase() ?? name} ${currency ?? ''}`,
		email,
		name,
		otherName,
		currency,
		buyer: customer,
	};
}

/** Colons part a customer from its sub-customers, so a name has none. */
function toDisplayName(name: string): string {
	return plainText(name.replace(/:/g, ' '), LONGEST_NAME);
}

function withCurrency(name: string, { currency }: SalesOrder, { homeCurrency }: CustomerNaming): string {
	return currency === homeCurrency ? name : `${name} (${currency})`;
}

function findCurrency({ currency }: SalesOrder, { multiCurrency }: CustomerNaming): string | null {
	return multiCurrency ? currency : null;
}

/**
 * An address in QuickBooks' fields. The street stands first, the way US sales tax is worked out from it;
 * the name comes last so that it is not taken for one.
 */
export function draftAddress({ name, line1, line2, city, region, postcode, country }: Address): Fields {
	const lines = [line1, line2, name].filter((line) => line !== null).map((line) => plainText(line, 500));
	return {
		...Object.fromEntries(lines.map((line, place) => [`Line${place + 1}`, line])),
		...(city === null ? {} : { City: plainText(city, 255) }),
		...(region === null ? {} : { CountrySubDivisionCode: plainText(region, 255) }),
		...(postcode === null ? {} : { PostalCode: plainText(postcode, 30) }),
		...(country === null ? {} : { Country: plainText(country, 255) }),
	};
}

/** An address that QuickBooks takes: at most 100 characters, with @ and a dot behind it. Null for others. */
export function findUsableEmail(email: string | null): string | null {
	return email !== null && email.length <= 100 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null;
}

/** The body of a new customer. */
export function draftCustomer({ email, currency, buyer }: TargetCustomer, displayName: string): Fields {
	return {
		DisplayName: displayName,
		...(currency === null ? {} : { CurrencyRef: { value: currency } }),
		...(email === null ? {} : { PrimaryEmailAddr: { Address: email } }),
		...draftBuyer(buyer),
	};
}

function draftBuyer(buyer: TargetCustomer['buyer']): Fields {
	if (buyer === null) return {};
	const phone = plainText(buyer.phone ?? '', 30);
	const company = plainText(buyer.company ?? '', 100);
	return {
		...(phone === '' ? {} : { PrimaryPhone: { FreeFormNumber: phone } }),
		...(company === '' ? {} : { CompanyName: company }),
		...(buyer.billing === null ? {} : { BillAddr: draftAddress(buyer.billing) }),
		...(buyer.shipping === null ? {} : { ShipAddr: draftAddress(buyer.shipping) }),
	};
}
