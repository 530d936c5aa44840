import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isOpenOrders, type OpenOrders } from '../../core/availability/openOrders';
import type { ReadingTrouble } from '../../core/model/stockLevel';
import type { AddedLevels } from '../../core/availability/addSharedStock';

export interface AddedTo {
	readonly channel: string;
	/** Items that could not be read. */
	readonly bad: readonly INodeExecutionData[];
	/** Of each level that came the place of its item. */
	readonly indexes: readonly number[];
}

/** Matched: what came, and the levels that were added; Unmatched: variations of which QuickBooks has no level. */
export function outputsOfAdded(
	passed: readonly INodeExecutionData[],
	{ levels, unmatched }: AddedLevels,
	{ channel, bad, indexes }: AddedTo,
): INodeExecutionData[][] {
	const causedBy = (places: readonly number[]) => places.map((place) => ({ item: indexes[place] ?? 0 }));
	const added = levels.map(({ level, places }) => ({
		json: { ...level } as unknown as IDataObject,
		pairedItem: causedBy(places),
	}));
	const without = unmatched.map(({ sku, listing: { listingRef, name }, places }) => {
		const reason = `"${name}" shares its stock with others, and QuickBooks has no active item with a quantity under its SKU: the sum is not known, and nothing of it is written`;
		return { json: { outcome: 'unmatched', channel, sku, listingRef, name, reason }, pairedItem: causedBy(places) };
	});
	return [[...(added.length === 0 ? passed : passed.map(withoutTrust)), ...added], [...without, ...bad], []];
}

/** Open orders that were read for fewer levels may lack those that sold the added ones: nothing may go up on them (rules.md A1). */
const READ_TOO_EARLY: ReadingTrouble = {
	reason:
		'the open orders were read before Add Shared Stock added levels. Put Add Shared Stock before every Open Orders',
	passing: false,
};

function withoutTrust(item: INodeExecutionData): INodeExecutionData {
	if (!isOpenOrders(item.json)) return item;
	const { trouble } = item.json as unknown as OpenOrders;
	return { ...item, json: { ...item.json, trouble: trouble ?? { ...READ_TOO_EARLY } } };
}
