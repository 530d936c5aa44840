import type { INodeProperties } from 'n8n-workflow';

const MANY = { operation: ['getMany'] };

/** The fields that say which orders: since when, placed from when on, in which states, how many. */
export function selectionFields(): INodeProperties[] {
	return [
		{
			displayName: 'Since',
			name: 'since',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Last Days', value: 'days', description: 'Orders placed in the last few days' },
				{ name: 'Date and Time', value: 'date', description: 'Orders placed from a moment on' },
			],
			default: 'days',
			displayOptions: { show: MANY },
		},
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 7,
			displayOptions: { show: { ...MANY, since: ['days'] } },
			description: 'How many days to look back',
		},
		{
			displayName: 'Date',
			name: 'sinceDate',
			type: 'dateTime',
			default: '',
			required: true,
			displayOptions: { show: { ...MANY, since: ['date'] } },
			description: 'Date and time, in the time zone of the workflow',
		},
		{
			displayName: 'Which Orders',
			name: 'states',
			type: 'multiOptions',
			options: [
				{
					name: 'Cancelled',
					value: 'cancelled',
					description: 'Called off; a document that stands in QuickBooks is voided or credited',
				},
				{ name: 'Open', value: 'open', description: 'Nothing has happened yet that concerns stock or books' },
				{ name: 'Refunded', value: 'refunded', description: 'The money went back in full' },
				{
					name: 'Reserving',
					value: 'reserving',
					description: 'The channel has taken the stock, the order does not count as sold yet',
				},
				{ name: 'Sold', value: 'sold', description: 'Belongs into the books, partly refunded ones included' },
			],
			// The others may leave something to do: a sale to post, a cancellation to void, a refund to credit; and an order that went back
			// to waiting for its money may have been posted before.
			// As COMPARED_STATES; n8n's linter wants a list as it is.
			default: ['cancelled', 'refunded', 'reserving', 'sold'],
			displayOptions: { show: MANY },
			description: 'States of the orders to get',
		},
		{
			displayName: 'Skip Latest Changes (Minutes)',
			name: 'quietMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			displayOptions: { show: MANY },
			description:
				'Orders that changed so lately are not delivered: a Channel Order Trigger may be at work on them. 0 leaves none out.',
		},
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: true,
			displayOptions: { show: MANY },
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { ...MANY, returnAll: [false] } },
			description: 'Max number of results to return',
		},
	];
}
