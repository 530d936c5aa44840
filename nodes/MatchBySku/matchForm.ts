import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channelCredentials, channelProperty, readChannel } from '../bridge/form/channelFields';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { readChoice, readFlag } from '../../core/reading/readUnknown';

/** The node looks up what comes in, or compares both catalogs. */
export const OPERATIONS = { match: 'match', compare: 'compareCatalogs' } as const;
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
		{ ...channelProperty(), displayOptions: { show: { operation: [OPERATIONS.compare] } } },
		compareNotice(),
		{
			displayName: 'Split by Result',
			name: 'splitByResult',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description: 'Whether what is matched, unmatched and ambiguous leaves by an output of its own',
		},
	];
}

function compareNotice(): INodeProperties {
	return {
		displayName:
			'Reads both sides from end to end, whatever comes in, and writes nothing. One item for each SKU, worst first. Its outcome is matched (nothing is wrong, or a level differs, which the sync will carry), unmatched (on one side only), or ambiguous (a person has to mend something, and each item says what).',
		name: 'compareNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: [OPERATIONS.compare] } },
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

/** Whether each result has an output of its own. */
export function splitsByResult(context: IExecuteFunctions): boolean {
	return readFlag(context.getNodeParameter('splitByResult', 0, false), 'Split by Result');
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
