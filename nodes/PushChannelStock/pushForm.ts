import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channelCredentials, channelProperty, readChannel } from '../bridge/form/channelFields';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { toMillis, readOptionalMomentIn } from '../../core/model/moment';
import { SHARED_STOCKS, type SharedStockChoice } from '../../core/pushing/sharedStock';
import { readChoice, readFlag, readOptional } from '../../core/reading/readUnknown';
import { ignoresCase, skuOptions } from '../bridge/form/skuOptions';
import { cautionNotice, cautionOptions, letThroughField } from './cautionFields';
import type { PushSettings } from '../../core/pushing/pushSettings';
import { percentagesIn, readRuleTable, rulesIn, sellableFields } from './sellableFields';

export interface PushForm extends Pick<
	PushSettings,
	'write' | 'onlyDecrease' | 'ignoreCase' | 'rulesFor' | 'sharedStock' | 'withoutOpenOrders' | 'letThroughUntil'
> {
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
			displayName: 'Preview: the outcomes say what would be written, and the channel stays as it is.',
			name: 'previewNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { syncInventory: [false] } },
		},
		...sellableFields(),
		cautionNotice(),
		letThroughField(),
		{ ...skuOptions(), options: [...(skuOptions().options ?? []), ...cautionOptions()] } as INodeProperties,
	];
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
		onlyDecrease: readOption(context, 'onlyLower', 'Only Lower'),
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
	const until = readOptionalMomentIn(
		context.getTimezone(),
		context.getNodeParameter('letThroughUntil', 0, ''),
		'Let Through Until',
	);
	return until === null ? null : toMillis(until);
}
