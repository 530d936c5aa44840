import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channelCredentials, channelProperty } from '../bridge/channelFields';
import { quickBooksCredentials } from '../bridge/quickBooksFields';
import { ignoresCase, skuOptions } from '../bridge/skuOptions';

export interface MatchForm {
	/** Null: look in QuickBooks. */
	readonly channel: string | null;
	readonly ignoreCase: boolean;
}

/** A fresh list for each node: n8n's loader changes what it is given. */
export function matchForm(): INodeProperties[] {
	return [
		{
			displayName: 'Look In',
			name: 'lookIn',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'QuickBooks', value: 'quickbooks', description: 'Find the QuickBooks item of each order line' },
				{ name: 'Sales Channel', value: 'channel', description: 'Find the listing that the channel sells under each SKU' },
			],
			default: 'quickbooks',
			description: 'Where to look the SKUs up. All SKUs of all input items are asked for together.',
		},
		{ ...channelProperty(), displayOptions: { show: { lookIn: ['channel'] } } },
		skuOptions(),
	];
}

/** Only the side that is looked in needs a credential. */
export function matchCredentials(): INodeCredentialDescription[] {
	const quickBooks = quickBooksCredentials().map((credential) => ({ ...credential, displayOptions: { hide: { lookIn: ['channel'] } } }));
	const channels = channelCredentials().map((credential) => ({
		...credential,
		displayOptions: { hide: { lookIn: ['quickbooks'], ...credential.displayOptions?.hide } },
	}));
	return [...quickBooks, ...channels];
}

export function readMatchForm(context: IExecuteFunctions): MatchForm {
	const inChannel = context.getNodeParameter('lookIn', 0) === 'channel';
	return {
		channel: inChannel ? (context.getNodeParameter('channel', 0) as string) : null,
		ignoreCase: ignoresCase(context),
	};
}
