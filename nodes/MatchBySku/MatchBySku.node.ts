import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import { matchOf, readMatchable, type Matchable } from '../../core/matching/matchable';
import type { Sku } from '../../core/model/sku';
import { MATCH_OUTCOMES, type OrderMatch } from '../../core/matching/skuMatch';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { itemsFromN8n, type ReadItems } from '../bridge/items/itemsFromN8n';
import { levelsFromN8n } from '../bridge/items/levelsFromN8n';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { settleFailures } from '../bridge/items/continueOnFail';
import { outputsOfAdded } from './addedOutputs';
import { addedLevels } from '../../core/availability/addSharedStock';
import { lookUp, type Lookup } from './candidateLookup';
import { comparedCatalogs, outputsOfRows } from './comparedCatalogs';
import { matchCredentials, matchForm, OPERATIONS, readCompareForm, readMatchForm, readOperation } from './matchForm';

export class MatchBySku implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Match by SKU',
		name: 'matchBySku',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] === "compareCatalogs" ? "compare with " + $parameter["channel"] : $parameter["operation"] === "addSharedStock" ? "add shared stock of " + $parameter["channel"] : "in " + ($parameter["lookIn"] === "channel" ? $parameter["channel"] : "quickbooks") }}',
		description:
			'Find what orders and stock levels are about on the other side, by SKU, or compare all that both sides have',
		defaults: { name: 'Match by SKU' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Matched', 'Unmatched', 'Ambiguous'],
		credentials: matchCredentials(),
		properties: matchForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = { [OPERATIONS.match]: match, [OPERATIONS.compare]: compare, [OPERATIONS.addShared]: addShared };
		return await run[readOperation(this)](this);
	}
}

async function match(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const form = readMatchForm(context);
	const read = itemsFromN8n(context, readMatchable);
	return await settleFailures(context, read, { outputs: 3, attention: 1 }, async () => {
		const find = await lookUp(context, skusOf(read), form);
		return outputsOf(read, form.channel ?? 'quickbooks', find);
	});
}

/** Runs once, whatever comes in; a failure is for the person who mends the rest as well. */
async function compare(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { channel, ignoreCase } = readCompareForm(context);
	const started = { good: [{ index: 0, value: null }], bad: [] };
	return await settleFailures(context, started, { outputs: 3, attention: 2 }, async () => {
		const sides = {
			quickBooks: await connectQuickBooksFor(context),
			channel: channelById(channel),
			adapter: await connectChosenChannel(context, channel),
		};
		return outputsOfRows(await comparedCatalogs(sides, ignoreCase));
	});
}

/** Passes on what came, open orders and items without SKU among it, and behind it the levels of all that share a stock with it. */
async function addShared(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { channel, ignoreCase } = readCompareForm(context);
	const { read, levels: came, passed } = levelsFromN8n(context);
	return await settleFailures(context, read, { outputs: 3, attention: 1 }, async () => {
		const sides = {
			adapter: await connectChosenChannel(context, channel),
			quickBooks: await connectQuickBooksFor(context),
		};
		const added = await addedLevels(
			came.map(({ level }) => level),
			sides,
			ignoreCase,
		);
		return outputsOfAdded(passed, added, { channel, bad: read.bad, indexes: came.map(({ index }) => index) });
	});
}

function skusOf({ good }: ReadItems<Matchable>): Sku[] {
	const skus = good.flatMap(({ value }) => value.lines.map(({ sku }) => sku)).filter((sku) => sku !== null);
	return [...new Set(skus)];
}

/** What cannot be read, with On Error set to continue, counts as unmatched. */
function outputsOf({ good, bad }: ReadItems<Matchable>, lookedIn: string, find: Lookup): INodeExecutionData[][] {
	const matched = good.map(({ index, value }) => ({ index, value, match: matchOf(value, lookedIn, find) }));
	return MATCH_OUTCOMES.map((outcome) => [
		...matched.filter(({ match }) => match.outcome === outcome).map(matchedItem),
		...(outcome === 'unmatched' ? bad : []),
	]);
}

function matchedItem({
	index,
	value,
	match,
}: {
	index: number;
	value: Matchable;
	match: OrderMatch;
}): INodeExecutionData {
	return { json: { ...value.json, match } as unknown as IDataObject, pairedItem: { item: index } };
}
