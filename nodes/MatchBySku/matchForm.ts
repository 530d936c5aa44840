import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channelProperty, readChannel } from '../bridge/form/channelFields';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { readChoice, readFlag, readNonEmptyText, UnreadableError } from '../../core/reading/readUnknown';
import { readChosenChannels } from '../bridge/form/shopFields';
import { toolDescriptions } from '../bridge/form/toolDescription';
import { oneOrSeveralCredentials, severalChannels } from '../bridge/form/severalChannels';
import type { ChannelDefinition } from '../../core/channels/channelAdapter';
import { toSku, type Sku } from '../../core/model/sku';

/** The node looks up what comes in, compares all catalogs, or explains the stock of a SKU. */
export const OPERATIONS = { match: 'match', compare: 'compareCatalogs', explain: 'explainSku' } as const;
type MatchOperation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

const EXPLAIN = { operation: [OPERATIONS.explain] };

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
						'Check all items of QuickBooks against all listings of the channels, and say of each SKU what has to be mended',
					action: 'Compare catalogs',
				},
				{
					name: 'Explain a SKU',
					value: OPERATIONS.explain,
					description:
						'Say in words how many QuickBooks has, what is held back and for which orders, and what each channel shows and why',
					action: 'Explain the stock of a SKU',
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
		...toolDescriptions({
			[OPERATIONS.explain]:
				'Says of one SKU how many QuickBooks Online has on hand, what is held back and for which orders, and what each sales channel shows and why. "summary" is the answer in words. It only looks and changes nothing.',
			[OPERATIONS.compare]:
				'Compares all items of QuickBooks Online with all listings of the sales channels, and says of each SKU what has to be mended. A long list, in which "summary" is the sentence for people. It only looks and changes nothing.',
			[OPERATIONS.match]:
				'Finds the SKUs of orders or stock levels that come in on the other side. It only looks and changes nothing.',
		}),
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
		...severalChannels([OPERATIONS.compare, OPERATIONS.explain], 'The channels that are looked at'),
		{
			displayName: 'SKU',
			name: 'sku',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. MUG-BLUE',
			displayOptions: { show: EXPLAIN },
			description: 'As it stands in QuickBooks. With several input items an expression may name one for each.',
		},
		compareNotice(),
		{
			displayName: 'Split by Result',
			name: 'splitByResult',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			displayOptions: { hide: EXPLAIN },
			description: 'Whether what is matched, unmatched and ambiguous leaves by an output of its own',
		},
	];
}

function compareNotice(): INodeProperties {
	return {
		displayName:
			'Reads both sides from end to end, whatever comes in, and writes nothing. One item for each SKU of a channel, worst first, and one for a channel that cannot be read. Its outcome is matched (nothing is wrong, or a level differs, which the sync will carry), unmatched (on one side only), or ambiguous (a person has to mend something, and each item says what).',
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
	const channels = oneOrSeveralCredentials().map((credential) => ({
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

export function readCompareForm(context: IExecuteFunctions): { readonly channels: readonly ChannelDefinition[] } {
	return { channels: readChosenChannels(context.getNodeParameter('channels', 0, [])) };
}

/** The SKU that an item asks for. Throws UnreadableError. */
export function readRequestedSku(context: IExecuteFunctions, index: number): Sku {
	const sku = toSku(readNonEmptyText(context.getNodeParameter('sku', index, ''), 'SKU'));
	if (sku === null) throw new UnreadableError('SKU', 'a SKU, such as MUG-BLUE');
	return sku;
}

export function readMatchForm(context: IExecuteFunctions): MatchForm {
	const inChannel = context.getNodeParameter('lookIn', 0) === 'channel';
	return { channel: inChannel ? readChannel(context.getNodeParameter('channel', 0)) : null };
}
