import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { matchOf, readMatchable, type Matchable } from '../../core/domain/matchable';
import type { Sku } from '../../core/domain/sku';
import { MATCH_OUTCOMES, type OrderMatch } from '../../core/domain/skuMatch';
import { itemsFromN8n, type ReadItems } from '../bridge/itemsFromN8n';
import { settleFailures } from '../bridge/settleFailures';
import { lookUp, type Lookup } from './candidateLookup';
import { matchCredentials, matchForm, readMatchForm } from './matchForm';

export class MatchBySku implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Match by SKU',
		name: 'matchBySku',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ "in " + ($parameter["lookIn"] === "channel" ? $parameter["channel"] : "quickbooks") }}',
		description: 'Find what orders and stock levels are about on the other side, by SKU',
		defaults: { name: 'Match by SKU' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Matched', 'Unmatched', 'Ambiguous'],
		credentials: matchCredentials(),
		properties: matchForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const form = readMatchForm(this);
		const read = itemsFromN8n(this, readMatchable);
		return await settleFailures(this, read, { outputs: 3, attention: 1 }, async () => {
			const find = await lookUp(this, skusOf(read), form);
			return outputsOf(read, form.channel ?? 'quickbooks', find);
		});
	}
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

function matchedItem({ index, value, match }: { index: number; value: Matchable; match: OrderMatch }): INodeExecutionData {
	return { json: { ...value.json, match } as unknown as IDataObject, pairedItem: { item: index } };
}
