import type { BundleComponent, LineItem } from '../../model/lineItem';
import type { OrderLine } from '../../model/salesOrder';
import type { PostedOrder } from './stages';

/** An item whose available quantity the orders of a run changed. */
interface AffectedItem {
	readonly itemId: string;
	/** Units that the run's orders sold or reserved and QuickBooks does not contain. */
	readonly unposted: number;
	/** Places of the orders in the run. */
	readonly orders: readonly number[];
}

/** The items that orders posted, held back or gave free again, each once (rules.md E4). */
export function affectedItems(postedOrders: readonly PostedOrder[]): AffectedItem[] {
	const affected = new Map<string, AffectedItem>();
	const touch = (itemId: string, unposted: number, place: number) => {
		const before = affected.get(itemId) ?? { itemId, unposted: 0, orders: [] };
		const orders = before.orders.includes(place) ? before.orders : [...before.orders, place];
		affected.set(itemId, { itemId, unposted: before.unposted + unposted, orders });
	};
	postedOrders.forEach((postedOrder, place) => {
		postedOrder.formerItemIds.forEach((itemId) => touch(itemId, 0, place));
		for (const line of postedOrder.order.lines) {
			const units = unpostedUnits(postedOrder, line);
			movedBy(postedOrder.items.get(line.lineId)).forEach(({ itemId, quantity }) =>
				touch(itemId, units * quantity, place),
			);
		}
	});
	return [...affected.values()];
}

/** A bundle moves what it is made of. */
function movedBy(item: LineItem | undefined): ReadonlyArray<Pick<BundleComponent, 'itemId' | 'quantity'>> {
	if (item === undefined) return [];
	return item.components.length === 0 ? [{ itemId: item.itemId, quantity: 1 }] : item.components;
}

function unpostedUnits({ order, outcome }: PostedOrder, line: OrderLine): number {
	// A document of another total may not hold the order as it is now: a level that is too low is safe.
	if (typeof outcome.document?.id === 'string' && outcome.difference === 0) return 0;
	if (order.state === 'reserving') return line.stockTaken ?? line.quantity;
	return order.state === 'sold' ? line.quantity : 0;
}
