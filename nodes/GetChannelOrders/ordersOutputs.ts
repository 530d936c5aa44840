import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { toOrderJson } from '../../core/model/salesOrderJson';
import type { FoundOrders } from '../../core/orders/findOrders';
import { toUnreadableRow } from '../../core/orders/unreadableRow';
import type { WithoutOrder } from '../../core/reconciling/documentsWithoutOrder';
import { toWithoutOrderRow } from '../../core/reconciling/withoutOrderRow';

/** Orders and Unreadable, as the Channel Order Trigger delivers them, each paired with the items that asked for it. */
export function outputsOf(
	{ orders, unreadable }: FoundOrders,
	bad: readonly INodeExecutionData[],
): INodeExecutionData[][] {
	const pairedItem = (items: readonly number[]) => items.map((item) => ({ item }));
	return [
		orders.map(({ order, items }) => ({
			json: { ...toOrderJson(order) } as unknown as IDataObject,
			pairedItem: pairedItem(items),
		})),
		[
			...unreadable.map(({ unreadable: one, items }) => ({
				json: { ...toUnreadableRow(one) },
				pairedItem: pairedItem(items),
			})),
			...bad,
		],
	];
}

/** Orders is one item for each document, paired with the one item that set the node going. */
export function outputsOfDocuments(found: readonly WithoutOrder[]): INodeExecutionData[][] {
	return [found.map((one) => ({ json: { ...toWithoutOrderRow(one) } as IDataObject, pairedItem: { item: 0 } })), []];
}
