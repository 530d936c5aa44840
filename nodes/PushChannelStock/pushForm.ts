import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channelCredentials, channelProperty, readChannel } from '../bridge/channelFields';
import { quickBooksCredentials } from '../bridge/quickBooksFields';
import { millisOf, readOptionalMomentIn } from '../../core/domain/moment';
import { SHARED_STOCKS, type SharedStockChoice } from '../../core/domain/sharedStock';
import { readChoice, readFlag, readOptional } from '../../core/reading/readUnknown';
import { ignoresCase, skuOptions } from '../bridge/skuOptions';
import type { PushSettings } from './pushLevels';
import { percentagesIn, readRuleTable, rulesIn, sellableFields } from './sellableFields';

export interface PushForm extends Pick<PushSettings, 'write' | 'onlyLower' | 'ignoreCase' | 'rulesFor' | 'sharedStock' | 'withoutOpenOrders' | 'letThroughUntil'> {
	readonly channel: string;
	/** What share of its units the channel shows. */
	readonly percentages: ReturnType<typeof percentagesIn>;
}

/** A fresh list for each node: n8n's loader changes what it is given. */
export function pushForm(): INodeProperties[] {
	return [
		channelProperty(),
		{
			displayName: 'Sync Inventory to Channel',
			name: 'syncInventory',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether to write to the channel. Off shows a preview: the same reading and reckoning, nothing written. Look at the preview of a run first, then switch it on and publish.',
		},
		{
			displayName:
				'Preview: the outcomes say what would be written, and the channel stays as it is.',
			name: 'previewNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { syncInventory: [false] } },
		},
		...sellableFields(),
		{
			displayName:
				'Levels go down at once. They go up only when the open orders of every channel are known and QuickBooks, asked once more, says the same. A run that would change much of the channel at once is held back by a fuse, and told of on Needs Attention, until you let it through here.',
			name: 'cautionNotice',
			type: 'notice',
			default: '',
		},
		letThroughField(),
		{ ...skuOptions(), options: [...(skuOptions().options ?? []), ...cautionOptions()] } as INodeProperties,
	];
}

function letThroughField(): INodeProperties {
	return {
		displayName: 'Let Through Until',
		name: 'letThroughUntil',
		type: 'dateTime',
		default: '',
		description:
			'The fuse holds a run back that would raise more than 30 % of the channel, or take much of it to 0 without orders that explain it. When that is right, as after a delivery or when you go live, say until when it may pass. It expires by itself.',
	};
}

function cautionOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Only Lower',
			name: 'onlyLower',
			type: 'boolean',
			default: false,
			description: 'Whether levels are only ever lowered, for example while somebody counts stock',
		},
		{
			displayName: 'Raise Without Open Orders',
			name: 'withoutOpenOrders',
			type: 'boolean',
			default: false,
			description: 'Whether levels may go up although they did not come through Hold Back Open Sales. A unit that was sold and is not in QuickBooks yet may then be sold again.',
		},
		sharedStockOption(),
	];
}

function sharedStockOption(): INodeProperties {
	return {
		displayName: 'Shared Stock',
		name: 'sharedStock',
		type: 'options',
		options: [
			{ name: 'Sum of the Variations', value: 'sum', description: 'What the items of all variations make together, for the product. Needs Add Shared Stock of Match by SKU before Open Orders.' },
			{ name: "The Parent's Item", value: 'parentsItem', description: "The level of the item that carries the product's own SKU" },
		],
		default: 'parentsItem',
		description: 'What a product shows whose variations draw on one stock with each other',
	};
}

/** QuickBooks is asked once more before a level goes up. */
export function pushCredentials(): INodeCredentialDescription[] {
	return [...quickBooksCredentials(), ...channelCredentials()];
}

/** The form is the same for all items: a channel is brought up to date as a whole. */
export function readPushForm(context: IExecuteFunctions): PushForm {
	const rules = readRuleTable(context);
	return {
		channel: readChannel(context.getNodeParameter('channel', 0)),
		write: readFlag(context.getNodeParameter('syncInventory', 0), 'Sync Inventory to Channel'),
		ignoreCase: ignoresCase(context),
		rulesFor: rulesIn(rules),
		percentages: percentagesIn(rules),
		sharedStock: readSharedStock(context),
		onlyLower: readOption(context, 'onlyLower', 'Only Lower'),
		withoutOpenOrders: readOption(context, 'withoutOpenOrders', 'Raise Without Open Orders'),
		letThroughUntil: readUntil(context),
	};
}

function readOption(context: IExecuteFunctions, name: string, path: string): boolean {
	return readOptional(context.getNodeParameter(`options.${name}`, 0, false), path, readFlag) ?? false;
}

function readSharedStock(context: IExecuteFunctions): SharedStockChoice {
	return readChoice(context.getNodeParameter('options.sharedStock', 0, 'parentsItem'), SHARED_STOCKS, 'Shared Stock');
}

function readUntil(context: IExecuteFunctions): number | null {
	const until = readOptionalMomentIn(context.getTimezone(), context.getNodeParameter('letThroughUntil', 0, ''), 'Let Through Until');
	return until === null ? null : millisOf(until);
}
