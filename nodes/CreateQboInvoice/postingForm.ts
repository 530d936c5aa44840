import type { INodeProperties } from 'n8n-workflow';
import { bookingItemFields } from './bookingItemFields';
import { byChannelFields } from './byChannelFields';
import { missingItemFields } from './missingItemFields';
import { moreOptions } from './moreOptions';
import { paymentFields } from './paymentFields';
import { sellingFeeFields } from './sellingFeeFields';
import { taxFields } from './taxFields';

/** A fresh list for each node: n8n's loader changes what it is given. */
export function postingForm(): INodeProperties[] {
	return [
		{
			displayName: 'Document Type',
			name: 'documentType',
			type: 'options',
			options: [
				{
					name: 'By Payment State',
					value: 'byPayment',
					description: 'A sales receipt for what is paid when it is posted, an invoice for the rest',
				},
				{
					name: 'Invoice',
					value: 'Invoice',
					description: 'For orders that are paid later, or whose payments somebody books by hand',
				},
				{ name: 'Sales Receipt', value: 'SalesReceipt', description: 'For orders that are paid when they arrive' },
			],
			default: 'byPayment',
			description: 'What a sale becomes in QuickBooks. A document that is there keeps its type.',
		},
		{
			displayName: 'Record Payments',
			name: 'recordPayments',
			type: 'boolean',
			default: false,
			description:
				'Whether an invoice gets its payments in QuickBooks once the channel says that they were made. Leave it off if somebody books the payments, for example from the bank feed.',
		},
		{
			displayName: 'Post to QuickBooks',
			name: 'postTo',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Published Runs Only',
					value: 'publishedRuns',
					description: 'A test in the editor shows a preview and writes nothing',
				},
				{ name: 'Always', value: 'always', description: 'Tests in the editor and calls by other workflows write too' },
				{ name: 'Preview', value: 'preview', description: 'Never write; show what would be posted' },
			],
			default: 'publishedRuns',
		},
		{
			displayName: 'Customer',
			name: 'customer',
			type: 'options',
			options: [
				{ name: 'One per Buyer', value: 'buyer', description: 'Found by e-mail, then by name; created if missing' },
				{ name: 'One per Channel', value: 'channel', description: 'All orders of a channel go to one customer' },
			],
			default: 'channel',
		},
		{
			displayName: 'Customer Name',
			name: 'customerName',
			type: 'string',
			default: '',
			placeholder: 'e.g. WooCommerce customers',
			displayOptions: { show: { customer: ['channel'] } },
			description:
				'The customer that stands for the channel; created if missing. Empty: the channel\'s name and "customers".',
		},
		...byChannelFields(),
		{
			displayName: 'Post Orders Placed From',
			name: 'goLive',
			type: 'dateTime',
			default: '',
			description:
				'For orders from anywhere else: older ones are never posted, however late they change. Orders of WooCommerce, BigCommerce and eBay come only from when on their credential says (Orders Placed From). Empty: whatever arrives.',
		},
		{
			displayName: 'Let Through Until',
			name: 'letThroughUntil',
			type: 'dateTime',
			default: '',
			description:
				'A run that would post ten orders or more, and more than a third of those it looks at, that are older than what QuickBooks has of the shop is held back: it may have lost sight of their documents. So is an order whose document somebody may have deleted, or changed and taken the mark from, before n8n was started. When it is right to post them, as after going through old orders, say until when it may pass. It expires by itself.',
		},
		...paymentFields(),
		...missingItemFields(),
		...bookingItemFields(),
		...taxFields(),
		...sellingFeeFields(),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: moreOptions(),
		},
	];
}
