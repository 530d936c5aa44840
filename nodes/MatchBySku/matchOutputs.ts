import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Matchable } from '../../core/matching/matchable';
import type { OrderMatch } from '../../core/matching/orderMatch';
import { MATCH_OUTCOMES, type MatchOutcome } from '../../core/matching/skuMatch';
import type { CatalogRow } from '../../core/reconciling/catalog';
import type { ReadItems } from '../bridge/items/itemsFromN8n';

/** How many outputs there are, and by which of them what failed leaves: that of `result`, where there is one for each. */
export function outputsFor(isSplit: boolean, result: MatchOutcome): { outputs: number; attention: number } {
	return isSplit
		? { outputs: MATCH_OUTCOMES.length, attention: MATCH_OUTCOMES.indexOf(result) }
		: { outputs: 1, attention: 0 };
}

/** The items with their matches, which stand in the same order. What could not be read comes last, and counts as unmatched. */
export function outputsOfMatches(
	{ good, bad }: ReadItems<Matchable>,
	matches: readonly OrderMatch[],
	isSplit: boolean,
): INodeExecutionData[][] {
	const items = matches.map((match, place) => {
		const { index = 0, value } = good[place] ?? {};
		return { outcome: match.outcome, item: itemOf({ ...value?.json, match }, index) };
	});
	return byResult([...items, ...bad.map((item) => ({ outcome: 'unmatched' as const, item }))], isSplit);
}

/** The rows, each paired with the one item that set the node going. */
export function outputsOfRows(rows: readonly CatalogRow[], isSplit: boolean): INodeExecutionData[][] {
	return byResult(
		rows.map((row) => ({ outcome: row.outcome, item: itemOf({ ...row }, 0) })),
		isSplit,
	);
}

interface Result {
	readonly outcome: MatchOutcome;
	readonly item: INodeExecutionData;
}

/** All of them, or Matched, Unmatched and Ambiguous. */
function byResult(results: readonly Result[], isSplit: boolean): INodeExecutionData[][] {
	if (!isSplit) return [results.map(({ item }) => item)];
	return MATCH_OUTCOMES.map((outcome) => results.filter((one) => one.outcome === outcome).map(({ item }) => item));
}

function itemOf(json: object, index: number): INodeExecutionData {
	return { json: json as IDataObject, pairedItem: { item: index } };
}
