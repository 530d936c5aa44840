import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Matchable } from '../../core/matching/matchable';
import type { OrderMatch } from '../../core/matching/orderMatch';
import { MATCH_OUTCOMES, type MatchOutcome } from '../../core/matching/skuMatch';
import { failureText } from '../../core/http/serviceFailure';
import type { ChannelDefinition } from '../../core/channels/channelAdapter';
import type { CatalogRow } from '../../core/reconciling/catalog';
import type { ComparedChannel } from '../../core/reconciling/comparedCatalogs';
import type { ExplainedSku } from '../../core/reporting/explainSku';
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

/**
 * The rows of all channels, each paired with the one item that set the node going. A channel that could not be read is a row of its own, the
 * first. Throws its failure where no channel could be read.
 */
export function outputsOfComparison(compared: readonly ComparedChannel[], isSplit: boolean): INodeExecutionData[][] {
	const failed = compared.flatMap(({ channel, result }) =>
		'failure' in result ? [{ channel, failure: result.failure }] : [],
	);
	const [first] = failed;
	if (first !== undefined && failed.length === compared.length) throw first.failure;
	return byResult(
		[
			...failed.map(({ channel, failure }) => ({
				outcome: 'ambiguous' as const,
				item: itemOf(failedRow(channel, failureText(failure)), 0),
			})),
			...compared.flatMap(({ channel, result }) =>
				'rows' in result
					? result.rows.map((row) => ({ outcome: row.outcome, item: itemOf(rowForPeople(channel, row), 0) }))
					: [],
			),
		],
		isSplit,
	);
}

function failedRow({ id, displayName }: ChannelDefinition, message: string) {
	const summary = `${displayName} could not be compared: ${message}`;
	return { summary, reason: message, outcome: 'failed', channel: id };
}

/** The sentence for people first. */
function rowForPeople({ id, displayName }: ChannelDefinition, row: CatalogRow) {
	const { sku, quickBooks, listings, problems, notes } = row;
	const what = sku ?? `"${quickBooks?.name ?? listings[0]?.name ?? ''}"`;
	const said = [...problems, ...notes].map(({ text }) => text);
	const summary = `${what} on ${displayName}: ${said.length === 0 ? 'both sides agree' : said.join(' ')}`;
	return { summary, channel: id, ...row };
}

/** What is known of the SKU that each item asked for. */
export function outputsOfExplained(
	{ good, bad }: ReadItems<unknown>,
	explained: readonly ExplainedSku[],
): INodeExecutionData[][] {
	return [[...explained.map((one, place) => itemOf(one, good[place]?.index ?? 0)), ...bad]];
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
