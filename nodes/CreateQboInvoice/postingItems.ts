import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { asksForAttention, outcomeToJson } from '../../core/posting/plan/postingOutcome';
import { readOrder } from '../../core/model/salesOrderJson';
import { readOrderMatch } from '../../core/matching/orderMatch';
import type { OrderToPost } from '../../core/posting/plan/stages';
import type { PostingReport } from '../../core/posting/runPosting';
import { readFields } from '../../core/reading/readUnknown';
import type { ReadItems } from '../bridge/items/itemsFromN8n';

/** Reads an order out of an n8n item, with what Match by SKU added to it. */
export function readOrderToPost(json: unknown): OrderToPost {
	return { order: readOrder(json), match: readOrderMatch(readFields(json, 'order').match) };
}

/** Posted, Needs Attention and Stock Affected; each order keeps the JSON that it came with. */
export function toOutputs(
	input: readonly INodeExecutionData[],
	{ good, bad }: ReadItems<OrderToPost>,
	{ postedOrders, affectedLevels }: PostingReport,
): INodeExecutionData[][] {
	const indexes = good.map(({ index }) => index);
	const items = postedOrders.map(({ outcome }, place) => {
		const index = indexes[place] ?? 0;
		const json = { ...outcomeToJson(outcome), order: input[index]?.json ?? {} } satisfies IDataObject;
		return { attention: asksForAttention(outcome), item: { json, pairedItem: { item: index } } };
	});
	return [
		items.filter(({ attention }) => !attention).map(({ item }) => item),
		[...items.filter(({ attention }) => attention).map(({ item }) => item), ...bad],
		affectedLevels.map(({ level, orders }) => ({
			json: { ...level },
			pairedItem: orders.map((place) => ({ item: indexes[place] ?? 0 })),
		})),
	];
}
