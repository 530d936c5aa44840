import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { orderToJson } from '../../core/model/salesOrderJson';
import type { FoundOrders } from '../../core/orders/findOrders';

/** Orders and Unreadable, as the Channel Order Trigger delivers them, each paired with the items that asked for it. */
export function outputsOf(
	{ orders, unreadable }: FoundOrders,
	bad: readonly INodeExecutionData[],
): INodeExecutionData[][] {
	const pairedItem = (items: readonly number[]) => items.map((item) => ({ item }));
	return [
		orders.map(({ order, items }) => ({
			json: { ...orderToJson(order) } as unknown as IDataObject,
			pairedItem: pairedItem(items),
		})),
		[...unreadable.map(({ unreadable: one, items }) => ({ json: { ...one }, pairedItem: pairedItem(items) })), ...bad],
	];
}
