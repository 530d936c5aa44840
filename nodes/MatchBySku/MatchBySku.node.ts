import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import { readMatchable } from '../../core/matching/matchable';
import { matchItems, type LookupSide } from '../../core/matching/matchItems';
import { readAndCompareCatalogs } from '../../core/reconciling/comparedCatalogs';
import { explainSkus } from '../../core/reporting/explainSku';
import { PATIENCE } from '../../core/pushing/shop';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { booksFromN8n } from '../bridge/credentials/booksFromN8n';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { formOfItems, itemsFromN8n } from '../bridge/items/itemsFromN8n';
import { channelsInSubtitle, readChannelIds } from '../bridge/form/severalChannels';
import { shopsToLookAt } from '../bridge/shops/shopsToLookAt';
import {
	matchCredentials,
	matchForm,
	OPERATIONS,
	readCompareForm,
	readMatchForm,
	readOperation,
	readRequestedSku,
	splitsByResult,
} from './matchForm';
import { outputsFor, outputsOfComparison, outputsOfExplained, outputsOfMatches } from './matchOutputs';

/** One output, or one for each result. An expression, which n8n's editor works out as well, knows no function of this file. */
const OUTPUTS =
	'={{ $parameter["splitByResult"] && $parameter["operation"] !== "explainSku" ? ["Matched", "Unmatched", "Ambiguous"].map((displayName) => ({ type: "main", displayName })) : ["main"] }}' as const;

export class MatchBySku implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Match by SKU',
		name: 'matchBySku',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ $parameter["operation"] === "compareCatalogs" ? "compare with " + ${channelsInSubtitle} : $parameter["operation"] === "explainSku" ? "explain a SKU" : "in " + ($parameter["lookIn"] === "channel" ? $parameter["channel"] : "quickbooks") }}`,
		description:
			'Find what orders and stock levels are about on the other side, by SKU, compare all that both sides have, or explain the stock of a SKU',
		defaults: { name: 'Match by SKU' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: matchCredentials(),
		properties: matchForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = { [OPERATIONS.match]: match, [OPERATIONS.compare]: compare, [OPERATIONS.explain]: explain };
		return await run[formFromN8n(this, readOperation)](this);
	}
}

/** Looks up what comes in. What cannot be read counts as unmatched, where On Error is set to continue. */
async function match(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { channel } = formFromN8n(context, readMatchForm);
	const isSplit = formFromN8n(context, splitsByResult);
	const read = itemsFromN8n(context, readMatchable);
	const items = read.good.map(({ value }) => value);
	return await continueOnFail(context, read, outputsFor(isSplit, 'unmatched'), async () => {
		const { ignoreCase } = await booksFromN8n(context);
		return outputsOfMatches(read, await matchItems(items, lookupSide(context, channel), ignoreCase), isSplit);
	});
}

function lookupSide(context: IExecuteFunctions, channel: string | null): LookupSide {
	if (channel === null) return { quickBooks: async () => await connectQuickBooksFor(context) };
	return { channel: channelById(channel), adapter: async () => await connectChosenChannel(context, channel) };
}

/** Runs once, whatever comes in. A failure leaves by Ambiguous, for the person who mends the rest as well. */
async function compare(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { channels } = formFromN8n(context, readCompareForm);
	const isSplit = formFromN8n(context, splitsByResult);
	const started = { good: [{ index: 0, value: null }], bad: [] };
	return await continueOnFail(context, started, outputsFor(isSplit, 'ambiguous'), async () => {
		const quickBooks = await connectQuickBooksFor(context);
		const { ignoreCase } = await booksFromN8n(context);
		const sides = channels.map((channel) => ({
			channel,
			connect: async () => await connectChosenChannel(context, channel.id, PATIENCE),
		}));
		return outputsOfComparison(await readAndCompareCatalogs(quickBooks, sides, ignoreCase), isSplit);
	});
}

/** What is known of the stock of the SKU that each item names. */
async function explain(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const channels = formFromN8n(context, readChannelIds);
	const asked = formOfItems(context, (index) => readRequestedSku(context, index));
	return await continueOnFail(context, asked, { outputs: 1, attention: 0 }, async () => {
		const { shops, run } = await shopsToLookAt(context, channels);
		const skus = asked.good.map(({ value }) => value);
		return outputsOfExplained(asked, await explainSkus(skus, shops, run));
	});
}
