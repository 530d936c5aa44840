import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { AddedLevels } from '../../core/availability/addSharedStock';
import { tooEarlyTrouble, unmatchedMember } from '../../core/availability/missingMember';
import { isOpenOrders, type OpenOrders } from '../../core/availability/openOrders';
import type { Matchable } from '../../core/matching/matchable';
import type { OrderMatch } from '../../core/matching/orderMatch';
import { MATCH_OUTCOMES } from '../../core/matching/skuMatch';
import type { CatalogRow } from '../../core/reconciling/catalog';
import type { ReadItems } from '../bridge/items/itemsFromN8n';

/** Matched, Unmatched, Ambiguous: the items by their matches, which stand in the same order. What could not be read counts as unmatched. */
export function outputsOfMatches(
	{ good, bad }: ReadItems<Matchable>,
	matches: readonly OrderMatch[],
): INodeExecutionData[][] {
	const items = matches.map((match, place) => {
		const { index = 0, value } = good[place] ?? {};
		return { outcome: match.outcome, item: itemOf({ ...value?.json, match }, index) };
	});
	return MATCH_OUTCOMES.map((outcome) => [
		...items.filter((one) => one.outcome === outcome).map(({ item }) => item),
		...(outcome === 'unmatched' ? bad : []),
	]);
}

/** Matched, Unmatched, Ambiguous: the rows, each paired with the one item that set the node going. */
export function outputsOfRows(rows: readonly CatalogRow[]): INodeExecutionData[][] {
	return MATCH_OUTCOMES.map((outcome) =>
		rows.filter((row) => row.outcome === outcome).map((row) => itemOf({ ...row }, 0)),
	);
}

interface AddedTo {
	readonly channel: string;
	/** Items that could not be read. */
	readonly bad: readonly INodeExecutionData[];
	/** The place of the item of each level that came. */
	readonly indexes: readonly number[];
}

/** Matched is what came, and the levels that were added. Unmatched are variations of which QuickBooks has no level. */
export function outputsOfAdded(
	passed: readonly INodeExecutionData[],
	{ levels, unmatched }: AddedLevels,
	{ channel, bad, indexes }: AddedTo,
): INodeExecutionData[][] {
	const causedBy = (places: readonly number[]) => places.map((place) => ({ item: indexes[place] ?? 0 }));
	const added = levels.map(({ level, places }) => ({ ...itemOf({ ...level }, 0), pairedItem: causedBy(places) }));
	const without = unmatched.map((member) => ({
		json: { ...unmatchedMember(member, channel) },
		pairedItem: causedBy(member.places),
	}));
	return [[...(added.length === 0 ? passed : passed.map(asReadTooEarly)), ...added], [...without, ...bad], []];
}

function asReadTooEarly(item: INodeExecutionData): INodeExecutionData {
	if (!isOpenOrders(item.json)) return item;
	return { ...item, json: { ...item.json, trouble: tooEarlyTrouble(item.json as unknown as OpenOrders) } };
}

function itemOf(json: object, index: number): INodeExecutionData {
	return { json: json as IDataObject, pairedItem: { item: index } };
}
