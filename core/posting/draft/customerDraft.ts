import { isPlace } from '../../model/address';
import type { Address, SalesOrder } from '../../model/salesOrder';
import { firstPlainText, isInBasicPlane, plainText } from '../../model/text';
import { shipToOf } from './shipTo';
import { readBuyer, type BuyerNote } from '../../quickbooks/booksDocument';
import type { DraftingCompany } from '../../quickbooks/company';
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
	const usual = `${naming.channelName} customers`;
	const chosen = withCurrency(toDisplayName(name, usual), order, naming);
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
	const unnamed = `${naming.channelName} buyer ${customer.customerId ?? order.orderNumber}`;
	const name = withCurrency(toDisplayName(customer.name, customer.company, email, unnamed), order, naming);
	const otherName = `${name} (${naming.channelName} ${toDisplayName(customer.customerId, email, order.orderNumber)})`;
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

/** The first of the names that QuickBooks can keep. Colons part a customer from its sub-customers, so a name has none. */
function toDisplayName(...names: ReadonlyArray<string | null>): string {
	const withoutColons = names.map((name) => name?.replace(/:/g, ' ') ?? null);
	return firstPlainText(withoutColons, LONGEST_NAME) ?? 'Unnamed';
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
function draftAddress({ name, line1, line2, city, region, postcode, country }: Address): Fields {
	const lines = [line1, line2, name].map((line) => plainText(line ?? '', 500)).filter((line) => line !== '');
	return {
		...Object.fromEntries(lines.map((line, place) => [`Line${place + 1}`, line])),
		...draftText('City', city, 255),
		...draftText('CountrySubDivisionCode', region, 255),
		...draftText('PostalCode', postcode, 30),
		...draftText('Country', country, 255),
	};
}

/** A field that is left out where nothing is left of its text. */
function draftText(field: string, text: string | null, longest: number): Fields {
	const plain = plainText(text ?? '', longest);
	return plain === '' ? {} : { [field]: plain };
}

/** An address that QuickBooks takes: at most 100 characters, with @ and a dot behind it. Null for others. */
function findUsableEmail(email: string | null): string | null {
	const isUsable = email !== null && email.length <= 100 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
	return isUsable && isInBasicPlane(email) ? email : null;
}

/** What is picked up changes hands where it is: for QuickBooks it is sent from there to there. */
export function draftPeople(order: SalesOrder, company: Pick<DraftingCompany, 'address'>): Fields {
	const { customer, pickup } = order;
	const shipTo = shipToOf(order, company);
	const email = findUsableEmail(customer.email);
	return {
		...(shipTo === null ? {} : { ShipAddr: draftAddress(shipTo) }),
		...(shipTo === null || pickup === null ? {} : { ShipFromAddr: draftAddress(shipTo) }),
		...(customer.billing === null ? {} : { BillAddr: draftAddress(customer.billing) }),
		...(email === null ? {} : { BillEmail: { Address: email } }),
	};
}

/** What the order's documents say of its buyer. Where goods are picked up says nothing of who does. */
export function buyerOf(order: SalesOrder, company: Pick<DraftingCompany, 'address'>): BuyerNote {
	const note = readBuyer(draftPeople(order, company));
	return order.pickup === null ? note : { ...note, shipTo: null };
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
	return {
		...(phone === '' ? {} : { PrimaryPhone: { FreeFormNumber: phone } }),
		...draftText('CompanyName', buyer.company, 100),
		...(buyer.billing === null ? {} : { BillAddr: draftAddress(buyer.billing) }),
		...(buyer.shipping === null || !isPlace(buyer.shipping) ? {} : { ShipAddr: draftAddress(buyer.shipping) }),
	};
}
