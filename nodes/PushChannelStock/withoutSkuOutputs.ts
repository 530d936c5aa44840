import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readStockLevel, type StockLevel } from '../../core/model/stockLevel';
import {
	isItemWithoutSku,
	readItemWithoutSku,
	withoutSkuOutcome,
	type ItemWithoutSku,
} from '../../core/model/itemWithoutSku';
import type { ReadItems } from '../bridge/items/itemsFromN8n';
import { nodeKey } from '../bridge/memory/nodeKey';
import { toldLately } from '../bridge/memory/alertMemory';

/** What comes in to be pushed: levels, and items that have no SKU to push them by. */
export type Pushable = { readonly level: StockLevel } | { readonly withoutSku: ItemWithoutSku };

interface Indexed<T> {
	readonly index: number;
	readonly value: T;
}

/** Reads a stock level or an item without SKU; throws UnreadableError that names the field. */
export function readPushable(raw: unknown): Pushable {
	return isItemWithoutSku(raw) ? { withoutSku: readItemWithoutSku(raw) } : { level: readStockLevel(raw) };
}

export function sortedPushables({ good }: ReadItems<Pushable>): {
	readonly levels: Array<Indexed<StockLevel>>;
	readonly withoutSku: Array<Indexed<ItemWithoutSku>>;
} {
	return {
		levels: good.flatMap(({ index, value }) => ('level' in value ? [{ index, value: value.level }] : [])),
		withoutSku: good.flatMap(({ index, value }) => ('withoutSku' in value ? [{ index, value: value.withoutSku }] : [])),
	};
}

/** An item that stands without SKU is told of again after a day, when it changes; by workflow, node and item. */
const told = toldLately();

export interface Told {
	readonly levels: readonly StockLevel[];
	readonly channel: string;
	readonly now: number;
}

/** Done and Needs Attention: an item is told of once a day, however often it comes (a person's run tells nobody else); one that has got its SKU again may be told of at once. */
export function withoutSkuOutputs(
	context: IExecuteFunctions,
	items: ReadonlyArray<Indexed<ItemWithoutSku>>,
	{ levels, channel, now }: Told,
): [INodeExecutionData[], INodeExecutionData[]] {
	const keyOf = ({ itemId }: { readonly itemId: string }) => `${nodeKey(context)} ${itemId}`;
	levels.map(keyOf).forEach(told.isOver);
	const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
	for (const { index, value } of items) {
		outputs[told.isNewsFor(context, keyOf(value), now) ? 1 : 0].push({
			json: { ...withoutSkuOutcome(value, channel) } as unknown as IDataObject,
			pairedItem: { item: index },
		});
	}
	return outputs;
}
