import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { SILENT_WORKFLOWS } from '../../core/reporting/watchedWorkflow';
import { channelProperty } from '../bridge/form/channelFields';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { oneOrSeveralCredentials } from '../bridge/form/severalChannels';
import { toolDescriptions } from '../bridge/form/toolDescription';
import { N8N_CREDENTIAL } from '../bridge/http/n8nCredential';
import { LOOKS, lookFields } from './lookFields';
import { selectionFields } from './selectionFields';
import { silenceFields } from './silenceFields';
import { withoutOrderFields } from './withoutOrderFields';

/** Operations that do not ask which orders QuickBooks lacks. */
const OTHER_QUESTIONS = { operation: ['documentsWithoutOrder', SILENT_WORKFLOWS, ...LOOKS] };

const ONLY_LOOKS = 'It only looks and changes nothing.';

/** What a language model is told of each operation. */
const TOLD_TO_MODELS = {
	explainOrder: `Says of one order, by the number that people see or its ID, what QuickBooks Online has of it (invoice, sales receipt, payments, credits), what is missing and why. "summary" is the answer in words. ${ONLY_LOOKS}`,
	documentsWithoutOrder: `Lists sales in QuickBooks Online whose order was deleted on the sales channel or lies in its trash. ${ONLY_LOOKS}`,
	getMany: `Gets the orders that were placed on the sales channel since a date, as they are now. ${ONLY_LOOKS}`,
	getOne: `Gets an order of the sales channel by its number or ID, in whatever state it is. ${ONLY_LOOKS}`,
	getReport: `Says of all sales channels what waits, what differs between shop and QuickBooks Online and why, and what a person has to look at. Takes minutes. "text" is the report in words. ${ONLY_LOOKS}`,
	[SILENT_WORKFLOWS]: `Says which workflows of the stock sync in n8n had no good run, or no new order, for too long. ${ONLY_LOOKS}`,
};

/** A fresh list for each node: n8n's loader changes what it is given. */
export function ordersForm(): INodeProperties[] {
	return [
		{ ...channelProperty(), displayOptions: { hide: { operation: [SILENT_WORKFLOWS, ...LOOKS] } } },
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Explain an Order',
					value: 'explainOrder',
					action: 'Explain an order',
					description: 'Say in words what QuickBooks has of an order, what is missing, and why',
				},
				{
					name: 'Get Documents Without Order',
					value: 'documentsWithoutOrder',
					action: 'Get documents without order',
					description: 'List sales in QuickBooks whose order was deleted on the channel or lies in its trash',
				},
				{
					name: 'Get Many',
					value: 'getMany',
					action: 'Get the orders of a time',
					description: 'Get the orders that were placed since a date, as they are now',
				},
				{
					name: 'Get One',
					value: 'getOne',
					action: 'Get one order',
					description: 'Get an order by its number or ID, in whatever state it is',
				},
				{
					name: 'Get Report',
					value: 'getReport',
					action: 'Get a report of all channels',
					description: 'Say of all channels what waits, what differs and why, and what a person has to look at',
				},
				{
					name: 'Get Silent Workflows',
					value: SILENT_WORKFLOWS,
					action: 'Get workflows of the sync that are silent',
					description: 'Say which workflows of the sync had no good run, or no new order, for too long',
				},
			],
			default: 'getMany',
		},
		...toolDescriptions(TOLD_TO_MODELS),
		...lookFields(),
		...silenceFields(),
		{
			displayName: 'Order Number or ID',
			name: 'order',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1001',
			displayOptions: { show: { operation: ['getOne', 'explainOrder'] } },
			description:
				'The number that people see, or the ID. With several input items an expression may name one for each.',
		},
		...selectionFields(),
		...withoutOrderFields(),
		{
			displayName: 'Not Yet in QuickBooks',
			name: 'notYetInQuickBooks',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			displayOptions: { hide: OTHER_QUESTIONS },
			description:
				'Whether to pass on only what QuickBooks does not have as it is now: orders of which Create QBO Invoice would post something, or ask a person something. Nothing is written.',
		},
		{
			displayName: 'Record Payments',
			name: 'recordPayments',
			type: 'boolean',
			default: false,
			displayOptions: { show: { notYetInQuickBooks: [true] }, hide: OTHER_QUESTIONS },
			description:
				'Whether Create QBO Invoice records payments. Then a paid order whose invoice is still open is not yet in QuickBooks.',
		},
	];
}

/** The credentials of the operations: each shows where it is needed. They are hidden, for the reason that channelCredentials gives. */
export function ordersCredentials(): INodeCredentialDescription[] {
	const quickBooks = quickBooksCredentials().map((credential) => ({
		...credential,
		displayOptions: { hide: { notYetInQuickBooks: [false] } },
	}));
	return [...[...oneOrSeveralCredentials(), ...quickBooks].map(notForSilence), n8nCredential()];
}

/** QuickBooks and the channels are asked by every operation but that one. */
function notForSilence(credential: INodeCredentialDescription): INodeCredentialDescription {
	const { hide } = credential.displayOptions ?? {};
	return { ...credential, displayOptions: { hide: { ...hide, operation: [SILENT_WORKFLOWS] } } };
}

/** n8n's type of `hide` lacks the condition, which its editor and its core know. */
function n8nCredential(): INodeCredentialDescription {
	const displayOptions = { hide: { operation: [{ _cnd: { not: SILENT_WORKFLOWS } }] } };
	return {
		name: N8N_CREDENTIAL,
		displayName: 'Credential for n8n',
		required: true,
		displayOptions: displayOptions as unknown as INodeCredentialDescription['displayOptions'],
	};
}
