import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { findSharedStockLevels } from '../../core/availability/addSharedStock';
import { channelById } from '../../core/channels/channelRegistry';
import { readMatchable } from '../../core/matching/matchable';
import { matchItems, type LookupSide } from '../../core/matching/matchItems';
import { readAndCompareCatalogs } from '../../core/reconciling/comparedCatalogs';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { booksFromN8n } from '../bridge/credentials/booksFromN8n';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import { levelsFromN8n } from '../bridge/items/levelsFromN8n';
import { matchCredentials, matchForm, OPERATIONS, readCompareForm, readMatchForm, readOperation } from './matchForm';
import { outputsOfAdded, outputsOfMatches, outputsOfRows } from './matchOutputs';

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
		return await run[formFromN8n(this, readOperation)](this);
	}
}

/** Looks up what comes in. What cannot be read counts as unmatched, where On Error is set to continue. */
async function match(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { channel } = formFromN8n(context, readMatchForm);
	const read = itemsFromN8n(context, readMatchable);
	const items = read.good.map(({ value }) => value);
	return await continueOnFail(context, read, { outputs: 3, attention: 1 }, async () => {
		const { ignoreCase } = await booksFromN8n(context);
		return outputsOfMatches(read, await matchItems(items, lookupSide(context, channel), ignoreCase));
	});
}

function lookupSide(context: IExecuteFunctions, channel: string | null): LookupSide {
	if (channel === null) return { quickBooks: async () => await connectQuickBooksFor(context) };
	return { channel: channelById(channel), adapter: async () => await connectChosenChannel(context, channel) };
}

/** Runs once, whatever comes in. A failure leaves by Ambiguous, for the person who mends the rest as well. */
async function compare(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { channel } = formFromN8n(context, readCompareForm);
	const started = { good: [{ index: 0, value: null }], bad: [] };
	return await continueOnFail(context, started, { outputs: 3, attention: 2 }, async () => {
		const quickBooks = await connectQuickBooksFor(context);
		const adapter = await connectChosenChannel(context, channel);
		const sides = { quickBooks, channel: channelById(channel), adapter };
		const { ignoreCase } = await booksFromN8n(context);
		return outputsOfRows(await readAndCompareCatalogs(sides, ignoreCase));
	});
}

/** Passes on what came, open orders and items without SKU among it. Behind it come the levels of all that share a stock with it. */
async function addShared(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { channel } = formFromN8n(context, readCompareForm);
	const { read, levels, passed } = levelsFromN8n(context);
	const incoming = levels.map(({ level }) => level);
	return await continueOnFail(context, read, { outputs: 3, attention: 1 }, async () => {
		const adapter = await connectChosenChannel(context, channel);
		const quickBooks = await connectQuickBooksFor(context);
		const { ignoreCase } = await booksFromN8n(context);
		const added = await findSharedStockLevels(incoming, { adapter, quickBooks }, ignoreCase);
		return outputsOfAdded(passed, added, { channel, bad: read.bad, indexes: levels.map(({ index }) => index) });
	});
}
