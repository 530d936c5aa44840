import { readChoice, readFields, readNonEmptyText, readNumber } from '../reading/readUnknown';

/** sold: counts as sold. reserved: the channel has taken the stock, the order does not count as sold yet. unpaid: nothing was taken yet. */
export const HOLDS = ['sold', 'reserved', 'unpaid'] as const;

export type Hold = (typeof HOLDS)[number];

/** Units of one order that QuickBooks' number does not contain yet. */
export interface Reservation {
	readonly channel: string;
	readonly account: string;
	readonly orderId: string;
	/** The number that people see. */
	readonly orderNumber: string;
	readonly quantity: number;
	readonly why: Hold;
}

export function readReservation(raw: unknown, path: string): Reservation {
	const fields = readFields(raw, path);
	return {
		channel: readNonEmptyText(fields.channel, `${path}.channel`),
		account: readNonEmptyText(fields.account, `${path}.account`),
		orderId: readNonEmptyText(fields.orderId, `${path}.orderId`),
		orderNumber: readNonEmptyText(fields.orderNumber, `${path}.orderNumber`),
		quantity: readNumber(fields.quantity, `${path}.quantity`),
		why: readChoice(fields.why, HOLDS, `${path}.why`),
	};
}

/** Those that count on a channel: it never took the stock of its own unpaid orders, so it still shows these units (rules.md E2). */
export function countingOn(channel: string, reservations: readonly Reservation[]): Reservation[] {
	return reservations.filter((one) => one.why !== 'unpaid' || one.channel !== channel);
}

export function unitsIn(reservations: readonly Reservation[]): number {
	return reservations.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** So many orders are named; a hundred would hide the number that they explain. */
const MOST_NAMED = 5;

/** "woocommerce 812, ebay 12-10123 and 3 more" */
export function orderNames(reservations: readonly Reservation[]): string {
	const names = reservations.slice(0, MOST_NAMED).map(({ channel, orderNumber }) => `${channel} ${orderNumber}`);
	const rest = reservations.length - names.length;
	return `${names.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
