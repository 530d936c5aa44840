import type { OrdersPage, UnreadableOrder } from '../channels/channelAdapter';
import { compareMoments, latest, type Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { toOrderJson } from '../model/salesOrderJson';
import { shortHash } from '../model/text';
import type { OrderVersion } from './orderCursor';

/** An order in one version, or one that cannot be read. */
export type OrderUnit =
	| { readonly version: OrderVersion; readonly order: SalesOrder; readonly unreadable: null }
	| { readonly version: OrderVersion; readonly order: null; readonly unreadable: UnreadableOrder };

/** The units of a page, oldest change first. */
export function toUnits({ orders, unreadable }: OrdersPage): OrderUnit[] {
	const read = orders.map(
		(order): OrderUnit => ({
			version: toVersion(order.orderId, order.modifiedAt, contentOf(order)),
			order,
			unreadable: null,
		}),
	);
	const unread = unreadable.map((one): OrderUnit => {
		const key = one.orderId ?? `without id: ${one.path}`;
		return { version: toVersion(key, one.modifiedAt, [one.path, one.reason]), order: null, unreadable: one };
	});
	return [...read, ...unread].sort(byChange);
}

/**
 * What the order says. Its date alone is no change: some shops move it when somebody opens the order. It counts where the order has
 * parcels that the list does not show.
 */
function contentOf(order: SalesOrder): unknown {
	const { modifiedAt, ...content } = toOrderJson(order);
	return order.shipments === null ? { ...content, modifiedAt } : content;
}

/** Oldest change first, as the cursor moves; what has no stamp before all. */
function byChange(one: OrderUnit, other: OrderUnit): number {
	return compareMoments(one.version.modifiedAt ?? '', other.version.modifiedAt ?? '');
}

function toVersion(key: string, modifiedAt: Moment | null, content: unknown): OrderVersion {
	return { key, modifiedAt, digest: shortHash(content, 16) };
}

/** An older order is never posted, held back or credited, however late it changes (rules.md B1). */
export function isInScope(placedFrom: Moment, { order }: OrderUnit): boolean {
	return order === null || order.placedAt >= placedFrom;
}

/** The channel itself has just said that this is the order: it is no older than the version before, whatever its stamp says. */
export function stampedAtLeast(unit: OrderUnit, before: Moment | null): OrderUnit {
	const modifiedAt = latest([unit.version.modifiedAt, before].filter((at) => at !== null));
	const version = { ...unit.version, modifiedAt };
	return unit.order === null
		? { ...unit, version }
		: { ...unit, version, order: { ...unit.order, modifiedAt: modifiedAt ?? unit.order.modifiedAt } };
}

/** An order that the workflow failed on for good, as it is set aside for people. */
export function givenUpOrder({ order, version, unreadable }: OrderUnit, reason: string): UnreadableOrder {
	const { channel, orderId, orderUrl, path } = unreadable ?? { ...order, path: 'workflow run' };
	return {
		channel,
		orderId,
		...(orderUrl === undefined ? {} : { orderUrl }),
		modifiedAt: version.modifiedAt,
		path,
		reason: `The workflow failed on this order three times: ${reason}`,
		stock: unreadable?.stock ?? null,
	};
}
