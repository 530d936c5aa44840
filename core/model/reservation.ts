/**
 * sold: the order counts as sold. reserved: the channel has taken the stock, but the order does not count as sold. unpaid: the
 * channel has taken nothing.
 */
export type ReservationKind = 'sold' | 'reserved' | 'unpaid';

/** Units of one order that QuickBooks' quantity on hand does not contain yet (rules.md E1). */
export interface Reservation {
	readonly channel: string;
	readonly account: string;
	readonly orderId: string;
	/** The number that people see. */
	readonly orderNumber: string;
	readonly quantity: number;
	readonly why: ReservationKind;
	/** Present where the order cannot be posted: it cannot be read as a whole, or nothing explains its money. */
	readonly unreadable?: true;
}

/** The reservations that count on a channel. A channel's own unpaid orders do not: it still shows their units (rules.md E2). */
export function reservationsOn(channel: string, reservations: readonly Reservation[]): Reservation[] {
	return reservations.filter((one) => one.why !== 'unpaid' || one.channel !== channel);
}

/** The units of all reservations together. */
export function totalUnits(reservations: readonly Reservation[]): number {
	return reservations.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** A list of a hundred orders would hide the number that it explains. */
const MAX_NAMED = 5;

/** The orders for people: "woocommerce 812, ebay 12-10123 (cannot be posted) and 3 more". */
export function describeOrders(reservations: readonly Reservation[]): string {
	const names = reservations
		.slice(0, MAX_NAMED)
		.map(
			({ channel, orderNumber, unreadable }) =>
				`${channel} ${orderNumber}${unreadable === true ? ' (cannot be posted)' : ''}`,
		);
	const rest = reservations.length - names.length;
	return `${names.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
