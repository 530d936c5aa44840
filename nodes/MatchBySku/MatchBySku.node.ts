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
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { booksFromN8n } from '../bridge/credentials/booksFromN8n';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import {
	matchCredentials,
	matchForm,
	OPERATIONS,
	readCompareForm,
	readMatchForm,
	readOperation,
	splitsByResult,
} from './matchForm';
import { outputsFor, outputsOfMatches, outputsOfRows } from './matchOutputs';

/** One output, or one for each result. An expression, which n8n's editor works out as well, knows no function of this file. */
const OUTPUTS =
	'={{ $parameter["splitByResult"] ? ["Matched", "Unmatched", "Ambiguous"].map((displayName) => ({ type: "main", displayName })) : ["main"] }}' as const;

export class MatchBySku implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Match by SKU',
		name: 'matchBySku',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] === "compareCatalogs" ? "compare with " + $parameter["channel"] : "in " + ($parameter["lookIn"] === "channel" ? $parameter["channel"] : "quickbooks") }}',
		description:
			'Find what orders and stock levels are about on the other side, by SKU, or compare all that both sides have',
		defaults: { name: 'Match by SKU' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: matchCredentials(),
		properties: matchForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = { [OPERATIONS.match]: match, [OPERATIONS.compare]: compare };
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
	const { channel } = formFromN8n(context, readCompareForm);
	const isSplit = formFromN8n(context, splitsByResult);
	const started = { good: [{ index: 0, value: null }], bad: [] };
	return await continueOnFail(context, started, outputsFor(isSplit, 'ambiguous'), async () => {
		const quickBooks = await connectQuickBooksFor(context);
		const adapter = await connectChosenChannel(context, channel);
		const sides = { quickBooks, channel: channelById(channel), adapter };
		const { ignoreCase } = await booksFromN8n(context);
		return outputsOfRows(await readAndCompareCatalogs(sides, ignoreCase), isSplit);
	});
}
