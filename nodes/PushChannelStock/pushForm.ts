import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { chosenChannels, shopCredentials, readChosenChannels, whereChosen } from '../bridge/form/shopFields';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { channels } from '../../core/channels/channelRegistry';
import { readOptionalMomentIn, toMillis } from '../../core/model/moment';
import { toSku, type Sku } from '../../core/model/sku';
import type { RuleRow } from '../../core/pushing/ruleRow';
import type { ShopsRun } from '../../core/pushing/shopsRun';
import { SHARED_STOCKS, type SharedStockChoice } from '../../core/pushing/sharedStock';
import {
	readChoice,
	readFlag,
	readNumber,
	readOptional,
	readText,
	UnreadableError,
} from '../../core/reading/readUnknown';
import { cautionOptions, letThroughField, openOrdersOptions } from './cautionFields';
import type { ShopsForm } from '../bridge/shops/shopsOf';
import { readFormRules, readSecondInput, rulesFromInputField, skuRulesField } from './skuRules';

export interface PushForm extends Omit<ShopsForm, 'skuRules' | 'ignoreCase'> {
	/** Rules by SKU as they stand in the form. */
	readonly formRules: readonly RuleRow[];
	/** What came in by the second input, unread; null where there is none. */
	readonly incomingRules: readonly unknown[] | null;
	readonly levels: 'incoming' | 'everything' | { readonly skus: readonly Sku[] };
	readonly rules: Omit<ShopsRun['rules'], 'ignoreCase'>;
}

/** A fresh list for each node: n8n's loader changes what it is given. */
export function pushForm(): INodeProperties[] {
	return [
		chosenChannels('The channels that you sell on. What is sold on one of them is held back on all.'),
		...channels.map(({ id, displayName }) => switchOf(id, displayName)),
		...levelsFields(),
		skuRulesField(),
		rulesFromInputField(),
		letThroughField(),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [...cautionOptions(), ...openOrdersOptions()],
		},
	];
}

function switchOf(id: string, displayName: string): INodeProperties {
	return {
		displayName: `Sync Inventory to ${displayName}`,
		name: switchName(id),
		type: 'boolean',
		noDataExpression: true,
		default: false,
		displayOptions: whereChosen(id),
		description: `Whether to write to ${displayName}. Off is a preview: the same reading and reckoning, and nothing is written. Look at the preview of a run first, then switch it on and publish.`,
	};
}

/** "syncInventoryToEbay" */
function switchName(id: string): string {
	return `syncInventoryTo${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

function levelsFields(): INodeProperties[] {
	return [
		{
			displayName: 'Levels',
			name: 'levels',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'All of QuickBooks',
					value: 'everything',
					description: 'Compare every item with every listing, and mend what differs',
				},
				{
					name: 'SKUs',
					value: 'skus',
					description: 'Bring single SKUs up to date, and see how their numbers come about',
				},
				{
					name: 'Those That Come In',
					value: 'incoming',
					description: 'What QBO Stock Trigger and Create QBO Invoice hand over',
				},
			],
			default: 'incoming',
			description: 'Which levels are brought to the channels',
		},
		{
			displayName: 'SKUs',
			name: 'skus',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. MUG-BLUE, TEE-RED-M',
			displayOptions: { show: { levels: ['skus'] } },
			description: 'One or several, with a comma or a line break between them',
		},
	];
}

/** QuickBooks is asked which sales it has, and once more before a level goes up. */
export function pushCredentials(): INodeCredentialDescription[] {
	return [...quickBooksCredentials(), ...shopCredentials()];
}

/** The form is the same for all items: a channel is brought up to date as a whole. */
export function readPushForm(context: IExecuteFunctions): PushForm {
	const value = (name: string) => context.getNodeParameter(name, 0, undefined) as unknown;
	const chosen = readChosenChannels(value('channels'));
	return {
		channels: chosen.map(({ id, displayName }) => ({
			id,
			write: readOptional(value(switchName(id)), `Sync Inventory to ${displayName}`, readFlag) ?? false,
		})),
		levels: readLevels(value),
		formRules: readFormRules(context),
		incomingRules: readSecondInput(context),
		openDays: readDays(context.getNodeParameter('options.openDays', 0, USUAL_DAYS)),
		ignoreUnreadable: readOption(context, 'ignoreUnreadable', 'Ignore Unreadable Orders'),
		rules: {
			sharedStock: readSharedStock(context),
			onlyDecrease: readOption(context, 'onlyLower', 'Only Lower'),
			letThroughUntil: readUntil(context),
		},
	};
}

function readLevels(value: (name: string) => unknown): PushForm['levels'] {
	const levels = readChoice(value('levels') ?? 'incoming', ['incoming', 'everything', 'skus'], 'Levels');
	if (levels !== 'skus') return levels;
	const skus = readText(value('skus'), 'SKUs')
		.split(/[,\n]/)
		.flatMap((text) => toSku(text) ?? []);
	if (skus.length === 0) throw new UnreadableError('SKUs', 'at least one SKU, such as MUG-BLUE');
	return { skus: [...new Set(skus)] };
}

const USUAL_DAYS = 30;

function readDays(value: unknown): number {
	const days = readNumber(value, 'Days of Open Orders');
	if (days < 1) throw new UnreadableError('Days of Open Orders', 'a number from 1 on');
	return days;
}

function readOption(context: IExecuteFunctions, name: string, path: string): boolean {
	return readOptional(context.getNodeParameter(`options.${name}`, 0, false), path, readFlag) ?? false;
}

function readSharedStock(context: IExecuteFunctions): SharedStockChoice {
	return readChoice(context.getNodeParameter('options.sharedStock', 0, 'parentsItem'), SHARED_STOCKS, 'Shared Stock');
}

function readUntil(context: IExecuteFunctions): number | null {
	const until = readOptionalMomentIn(
		context.getTimezone(),
		context.getNodeParameter('letThroughUntil', 0, ''),
		'Let Through Until',
	);
	return until === null ? null : toMillis(until);
}
