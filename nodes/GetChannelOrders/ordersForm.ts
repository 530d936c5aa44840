import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channelProperty } from '../bridge/form/channelFields';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { oneOrSeveralCredentials } from '../bridge/form/severalChannels';
import { LOOKS, lookFields } from './lookFields';
import { selectionFields } from './selectionFields';
import { withoutOrderFields } from './withoutOrderFields';

/** Operations that do not ask which orders QuickBooks lacks. */
const OTHER_QUESTIONS = { operation: ['documentsWithoutOrder', ...LOOKS] };

/** A fresh list for each node: n8n's loader changes what it is given. */
export function ordersForm(): INodeProperties[] {
	return [
		{ ...channelProperty(), displayOptions: { hide: { operation: [...LOOKS] } } },
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
			],
			default: 'getMany',
		},
		...lookFields(),
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

/** QuickBooks is asked what is not in it yet, and what is in it alone. Other operations hide its credential, for the reason that channelCredentials gives. */
export function ordersCredentials(): INodeCredentialDescription[] {
	const quickBooks = quickBooksCredentials().map((credential) => ({
		...credential,
		displayOptions: { hide: { notYetInQuickBooks: [false] } },
	}));
	return [...oneOrSeveralCredentials(), ...quickBooks];
}
