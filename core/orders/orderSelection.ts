import { latest, addSeconds, type Moment } from '../model/moment';
import type { OrderState, SalesOrder } from '../model/salesOrder';

/** The states of orders that are compared with the books. Nothing has happened yet to open ones that concerns stock or books, and shops are full of carts that were left. */
export const COMPARED_STATES: readonly OrderState[] = ['sold', 'reserving', 'cancelled', 'refunded'];

/** So many orders are compared at once: what QuickBooks is asked costs the same for one. */
export const COMPARED_AT_ONCE = 500;

/** Which of a channel's orders are asked for. */
export interface OrderSelection {
	/** Placed at or after. */
	readonly since: Moment;
	/** Older orders are none of ours, however late they change (rules.md B1); null where nothing was counted before. */
	readonly placedFrom: Moment | null;
	readonly states: readonly OrderState[];
	/** Orders that changed later than this are left to whoever handles changes; null leaves none out. */
	readonly changedUntil: Moment | null;
}

/** From when on a channel has to be asked: the later of the two. */
export function queryStart({ since, placedFrom }: Pick<OrderSelection, 'since' | 'placedFrom'>): Moment {
	return latest([since, placedFrom ?? since]) ?? since;
}

/** True for an order that is asked for. */
export function isSelected(order: SalesOrder, selection: OrderSelection): boolean {
	return (
		order.placedAt >= queryStart(selection) &&
		selection.states.includes(order.state) &&
		isUnchangedLately(order.modifiedAt, selection)
	);
}

/** True for what has not changed lately; what has no stamp counts as that. */
export function isUnchangedLately(modifiedAt: Moment | null, { changedUntil }: OrderSelection): boolean {
	return changedUntil === null || modifiedAt === null || modifiedAt <= changedUntil;
}

/** The moment that lies so many days before another. */
export function daysBefore(moment: Moment, days: number): Moment {
	return addSeconds(moment, -days * 24 * 3600);
}
