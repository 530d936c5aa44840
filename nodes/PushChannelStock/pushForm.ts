import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channelCredentials, channelProperty, readChannel } from '../bridge/channelFields';
import { quickBooksCredentials } from '../bridge/quickBooksFields';
import type { SellableRules } from '../../core/domain/sellable';
import type { Sku } from '../../core/domain/sku';
import { readFlag } from '../../core/reading/readUnknown';
import { ignoresCase, skuOptions } from '../bridge/skuOptions';
import { readSellableRules, sellableFields } from './sellableFields';

export interface PushForm {
	readonly channel: string;
	readonly write: boolean;
	readonly ignoreCase: boolean;
	readonly rulesFor: (sku: Sku) => SellableRules;
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
		skuOptions(),
	];
}

/** QuickBooks is asked once more before a level goes up. */
export function pushCredentials(): INodeCredentialDescription[] {
	return [...quickBooksCredentials(), ...channelCredentials()];
}

/** The form is the same for all items: a channel is brought up to date as a whole. */
export function readPushForm(context: IExecuteFunctions): PushForm {
	return {
		channel: readChannel(context.getNodeParameter('channel', 0)),
		write: readFlag(context.getNodeParameter('syncInventory', 0), 'Sync Inventory to Channel'),
		ignoreCase: ignoresCase(context),
		rulesFor: readSellableRules(context),
	};
}
