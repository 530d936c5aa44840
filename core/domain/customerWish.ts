import { usableEmail } from './documentAddress';
import { plainText } from '../model/text';
import type { SalesOrder } from '../model/salesOrder';

/** The customer that an order's document should name. Orders with equal keys share one. */
export interface CustomerWish {
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

export interface CustomerNaming {
	/** The channel's name for people. */
	readonly channelName: string;
	readonly homeCurrency: string;
	readonly multiCurrency: boolean;
}

/** QuickBooks takes 500 characters; room is left for what makes a name unique. */
const LONGEST_NAME = 400;

/** One customer for all orders of a channel. `name` is the user's, or null for the usual one. */
export function channelCustomer(order: SalesOrder, name: string | null, naming: CustomerNaming): CustomerWish {
	const chosen = inCurrency(displayName(name ?? `${naming.channelName} customers`), order, naming);
	return {
		key: `name ${chosen}`,
		email: null,
		name: chosen,
		otherName: `${chosen} (sales channel)`,
		currency: currencyOf(order, naming),
		buyer: null,
	};
}

/** The buyer: known by e-mail, else by name. A name that somebody else has gets the channel and the buyer's id there. */
export function buyerCustomer(order: SalesOrder, naming: CustomerNaming): CustomerWish {
	const { customer } = order;
	const email = usableEmail(customer.email);
	const given =
		customer.name ??
		customer.company ??
		email ??
		`${naming.channelName} buyer ${customer.customerId ?? order.orderNumber}`;
	const name = inCurrency(displayName(given), order, naming);
	const otherName = `${name} (${naming.channelName} ${displayName(customer.customerId ?? email ?? order.orderNumber)})`;
	const currency = currencyOf(order, naming);
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
function displayName(name: string): string {
	return plainText(name.replace(/:/g, ' '), LONGEST_NAME);
}

function inCurrency(name: string, { currency }: SalesOrder, { homeCurrency }: CustomerNaming): string {
	return currency === homeCurrency ? name : `${name} (${currency})`;
}

function currencyOf({ currency }: SalesOrder, { multiCurrency }: CustomerNaming): string | null {
	return multiCurrency ? currency : null;
}
