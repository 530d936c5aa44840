import type { ChannelAdapter } from '../channels/channelAdapter';
import type { OrderUnit } from './orderUnit';

/** The units with what only further requests tell. A version is told by the list alone, so an order whose details cannot be read keeps its own. */
export async function inDetail(channel: ChannelAdapter, units: readonly OrderUnit[]): Promise<readonly OrderUnit[]> {
	const read = units.flatMap(({ order }) => order ?? []);
	if (read.length === 0) return units;
	const { orders, unreadable } = await channel.readDetails(read);
	const detailed = new Map(orders.map((order) => [order.orderId, order]));
	const aside = new Map(unreadable.map((one) => [one.orderId, one]));
	return units.map((unit): OrderUnit => {
		if (unit.order === null) return unit;
		const trouble = aside.get(unit.order.orderId);
		return trouble === undefined
			? { ...unit, order: detailed.get(unit.order.orderId) ?? unit.order }
			: { version: unit.version, order: null, unreadable: trouble };
	});
}
