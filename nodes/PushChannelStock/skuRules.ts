import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { channels } from '../../core/channels/channelRegistry';
import { ANY_CHANNEL, placeOf, readRuleRow, type RuleRow } from '../../core/pushing/ruleRow';
import { skuKey } from '../../core/model/sku';
import { readFlag, readList, UnreadableError } from '../../core/reading/readUnknown';
import { channelOptions } from '../bridge/form/channelFields';

const RULES_FROM_INPUT = 'More Rules From a Second Input';

/** A long list stands in a table, and comes from a node that reads it. */
export function rulesFromInputField(): INodeProperties {
	return {
		displayName: RULES_FROM_INPUT,
		name: 'rulesFromInput',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			"Whether rows with the same fields come in by a second input, as from n8n's Data Table: sku, channel, exclude, buffer, percentage, minimum, maximum. Of two rows for one SKU and channel the one in the list above counts. Connect the node that gives the rows to each trigger that leads here.",
	};
}

/** What a channel may show of single SKUs. The rules for all others stand in its credential. */
export function skuRulesField(): INodeProperties {
	return {
		displayName: 'Rules by SKU',
		name: 'rulesBySku',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add SKU',
		default: {},
		description:
			'What a channel may show of single SKUs, in the place of Buffer, Percentage, Minimum and Maximum in its credential',
		options: [
			{
				displayName: 'SKU',
				name: 'values',
				values: [
					{ displayName: 'SKU', name: 'sku', type: 'string', default: '', description: 'As it stands in QuickBooks' },
					{
						displayName: 'Channel',
						name: 'channel',
						type: 'options',
						options: [{ name: 'Any', value: ANY_CHANNEL }, ...channelOptions()],
						default: ANY_CHANNEL,
						description: 'A row of the channel itself goes before one for any',
					},
					...ruleFields(),
				],
			},
		],
	};
}

function ruleFields(): INodeProperties[] {
	const number = (displayName: string, name: string, description: string): INodeProperties => ({
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		displayOptions: { hide: { exclude: [true] } },
		description,
	});
	return [
		{
			displayName: 'Exclude',
			name: 'exclude',
			type: 'boolean',
			default: false,
			description: 'Whether the SKU is left alone: the channel keeps its own number, and nobody is told of it',
		},
		number('Buffer', 'buffer', 'Units kept back, for example for a shop counter'),
		number('Maximum', 'maximum', 'No more than this is shown; 0 is no limit'),
		number('Minimum', 'minimum', 'Fewer units than this are shown as none'),
		{
			...number(
				'Percentage',
				'percentage',
				'Of what is left after the buffer, rounded up while at least one unit is left',
			),
			default: 100,
		},
	];
}

/** The rows of the form. Throws UnreadableError, which names the row and the field. */
export function readFormRules(context: IExecuteFunctions): RuleRow[] {
	const raws = readList(context.getNodeParameter('rulesBySku.values', 0, []), 'Rules by SKU', (raw) => raw);
	return raws.map((raw, place) => readRuleRow(raw, `row ${place + 1}`, channels));
}

/** Throws UnreadableError, which names the rows, where two of the form are for one SKU and channel. `ignoreCase` is that of the company. */
export function assertOneRowEach(rows: readonly RuleRow[], ignoreCase: boolean): void {
	const seen = new Map<string, RuleRow>();
	for (const row of rows) {
		const key = JSON.stringify([row.channel, skuKey(row.sku, ignoreCase)]);
		const other = seen.get(key);
		if (other !== undefined)
			throw new UnreadableError(
				`${placeOf(row.name)} (${row.sku}): SKU`,
				`in the list once for a channel, and stands in ${other.name}${other.sku === row.sku ? '' : ` as ${other.sku}`} too: remove one of the two`,
			);
		seen.set(key, row);
	}
}

/**
 * The rows that come in by the second input; null where the form asks for none. Throws UnreadableError where they are asked for and none came: without
 * its rules a level would go up that should not.
 */
export function readSecondInput(context: IExecuteFunctions): unknown[] | null {
	if (!readFlag(context.getNodeParameter('rulesFromInput', 0, false), RULES_FROM_INPUT)) return null;
	const items = context.getInputData(1);
	if (items.length === 0)
		throw new UnreadableError(
			RULES_FROM_INPUT,
			'off, since no rows came in. Or connect the node that reads them to each trigger that leads here, and switch on Always Output Data in its settings, by which an empty table is told from one that was not read',
		);
	return items.map(({ json }) => json);
}
