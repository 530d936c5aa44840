import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channelCredentials, channelProperty, readChannel } from '../bridge/form/channelFields';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { readChoice } from '../../core/reading/readUnknown';

/** The node looks up what comes in, compares both catalogs, or adds the levels that a shared stock needs. */
export const OPERATIONS = { match: 'match', compare: 'compareCatalogs', addShared: 'addSharedStock' } as const;
type MatchOperation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

interface MatchForm {
	/** Null is QuickBooks. */
	readonly channel: string | null;
}

/** A fresh list for each node: n8n's loader changes what it is given. */
export function matchForm(): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Add Shared Stock',
					value: OPERATIONS.addShared,
					description:
						'Pass stock levels on, and add those of the other variations where several share one stock of their product',
					action: 'Add shared stock',
				},
				{
					name: 'Compare Catalogs',
					value: OPERATIONS.compare,
					description:
						'Check all items of QuickBooks against all listings of a channel, and say of each SKU what has to be mended',
					action: 'Compare catalogs',
				},
				{
					name: 'Match Items',
					value: OPERATIONS.match,
					description: 'Find the SKUs of incoming orders or stock levels on the other side',
					action: 'Match items',
				},
			],
			default: 'match',
		},
		{
			displayName: 'Look In',
			name: 'lookIn',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { operation: [OPERATIONS.match] } },
			options: [
				{ name: 'QuickBooks', value: 'quickbooks', description: 'Find the QuickBooks item of each order line' },
				{
					name: 'Sales Channel',
					value: 'channel',
					description: 'Find the listing that the channel sells under each SKU',
				},
			],
			default: 'quickbooks',
			description: 'Where to look the SKUs up. All SKUs of all input items are asked for together.',
		},
		{ ...channelProperty(), displayOptions: { show: { operation: [OPERATIONS.match], lookIn: ['channel'] } } },
		{ ...channelProperty(), displayOptions: { show: { operation: [OPERATIONS.compare, OPERATIONS.addShared] } } },
		compareNotice(),
		addSharedNotice(),
	];
}

function compareNotice(): INodeProperties {
	return {
		displayName:
			'Reads both sides from end to end, whatever comes in, and writes nothing. One item for each SKU, worst first. Matched: nothing is wrong (a level that differs is noted, the sync will carry it). Unmatched: on one side only. Ambiguous: a person has to mend something, each item says what.',
		name: 'compareNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: [OPERATIONS.compare] } },
	};
}

function addSharedNotice(): INodeProperties {
	return {
		displayName:
			'For variations that share the stock of their product, when Push Channel Stock shows the sum of them (Shared Stock). Put it before the first Open Orders. Matched: all that comes in, and the levels that were missing. Unmatched: variations of which QuickBooks has no level.',
		name: 'addSharedNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: [OPERATIONS.addShared] } },
	};
}

/**
 * QuickBooks' credential says how SKUs are compared, so that every operation asks for it, also where only a channel is looked in. A channel's is
 * asked for where the channel is.
 */
export function matchCredentials(): INodeCredentialDescription[] {
	const channels = channelCredentials().map((credential) => ({
		...credential,
		displayOptions: { hide: { lookIn: ['quickbooks'], ...credential.displayOptions?.hide } },
	}));
	return [...quickBooksCredentials(), ...channels];
}

export function readOperation(context: IExecuteFunctions): MatchOperation {
	return readChoice(context.getNodeParameter('operation', 0, OPERATIONS.match), Object.values(OPERATIONS), 'Operation');
}

export function readCompareForm(context: IExecuteFunctions): { readonly channel: string } {
	return { channel: readChannel(context.getNodeParameter('channel', 0)) };
}

export function readMatchForm(context: IExecuteFunctions): MatchForm {
	const inChannel = context.getNodeParameter('lookIn', 0) === 'channel';
	return { channel: inChannel ? readChannel(context.getNodeParameter('channel', 0)) : null };
}
