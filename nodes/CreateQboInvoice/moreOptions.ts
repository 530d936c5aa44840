import type { INodeProperties } from 'n8n-workflow';
import { fromList } from './fromList';

/** What most shops leave as it is; in the order of the alphabet, as n8n lists options. */
export function moreOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Amount-Only Refunds',
			name: 'amountOnlyRefunds',
			type: 'options',
			options: [
				{
					name: "Share Out Over the Order's Rates",
					value: 'spread',
					description: 'The amount contains tax as the order does',
				},
				{ name: 'Without Tax', value: 'untaxed', description: 'For example goodwill that leaves the tax as it was' },
			],
			default: 'spread',
			description: 'How a refund is booked that names an amount and no goods',
		},
		fromList('Class Name or ID', 'class', 'classOptions', 'Where classes are switched on in QuickBooks.'),
		{
			displayName: 'Days Until Due',
			name: 'dueDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 365, numberPrecision: 0 },
			default: 30,
			description: 'When invoices that are not paid are due. Terms go before it.',
		},
		{
			displayName: 'Goods of Refunds',
			name: 'unstatedGoods',
			type: 'options',
			options: [
				{ name: 'Come Back', value: 'comeBack', description: 'Refunded units are put back on the shelf in QuickBooks' },
				{ name: 'Stay Away', value: 'stayAway', description: 'Only money goes back; a return is counted in by hand' },
			],
			default: 'stayAway',
			description:
				'What to take for granted where the channel does not say it: BigCommerce and eBay never do, WooCommerce always does',
		},
		fromList('Location Name or ID', 'location', 'locationOptions', 'Where locations are switched on in QuickBooks.'),
		{
			displayName: 'Message to Buyer',
			name: 'memo',
			type: 'string',
			default: '',
			description: 'A line on the document for the buyer to read',
		},
		{
			displayName: 'Overwritten Memos',
			name: 'overwrittenMemos',
			type: 'options',
			options: [
				{
					name: 'Mark Again',
					value: 'markAgain',
					description: 'The mark goes behind what the memo says by now, where customer, day, total and lines agree',
				},
				{ name: 'Needs Attention', value: 'needsAttention' },
			],
			default: 'needsAttention',
			description:
				'What becomes of a document of an order whose memo a person has written over in QuickBooks. Its mark stood there, by which it is known; nothing is posted in its place.',
		},
		{
			displayName: "Sale Before an Item's Start Date",
			name: 'beforeStart',
			type: 'options',
			options: [
				{
					name: 'Book on the Start Date',
					value: 'onStartDate',
					description: 'Right only if the goods were counted in on that day',
				},
				{ name: 'Needs Attention', value: 'needsAttention' },
			],
			default: 'needsAttention',
			description: 'QuickBooks takes no sale of an item from before the day on which its counting began',
		},
		{
			displayName: 'Tell at the End of the Run',
			name: 'tellAtTheEnd',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether what needs attention goes on to Push Channel Stock as well, behind the stock that the orders moved, so that one message tells of the whole run',
		},
		fromList(
			'Terms of Unpaid Invoices Name or ID',
			'term',
			'termOptions',
			"QuickBooks' terms, such as Net 30, of invoices that are not paid when they are posted.",
		),
		{
			displayName: 'Totals Below Their Lines',
			name: 'unnamedTender',
			type: 'options',
			options: [
				{
					name: 'Gift Certificate',
					value: 'giftCertificate',
					description: 'What is missing was paid by gift card, and is booked on the Gift Certificate Item',
				},
				{ name: 'Needs Attention', value: 'needsAttention' },
			],
			default: 'needsAttention',
			description:
				'How an order is booked whose total is less than its lines and that does not say why, as with some gift-card plugins of WooCommerce (PW Gift Cards)',
		},
	];
}
