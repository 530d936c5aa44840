import type { INodeProperties } from 'n8n-workflow';
import { fromList } from './fromList';

/** What becomes of the fees that marketplaces and payment gateways keep. */
export function sellingFeeFields(): INodeProperties[] {
	const displayOptions = { show: { sellingFees: ['expense'] } };
	return [
		{
			displayName: 'Book Selling Fees',
			name: 'sellingFees',
			type: 'options',
			options: [
				{
					name: 'As an Expense',
					value: 'expense',
					description:
						'Each order gets an expense of what eBay or the payment gateway kept, as far as the order says it',
				},
				{ name: 'No', value: 'off', description: 'Fees are booked by hand or by another app' },
			],
			default: 'off',
			description:
				'Whether the cost of selling is booked, so that the account between sale and payout comes to what the payout brings',
		},
		{
			...fromList(
				'Fee Expense Account Name or ID',
				'feeExpenseAccount',
				'feeAccountOptions',
				'What the fees are booked on, for example "Merchant fees".',
			),
			required: true,
			displayOptions,
		},
		{
			...fromList(
				'Fees Paid From Account Name or ID',
				'feesPaidFrom',
				'bankAccountOptions',
				'The bank account that stands between sale and payout, for example "eBay clearing". The Deposit Account of the order\'s payment method unless chosen.',
			),
			displayOptions,
		},
		{
			displayName: 'Fee Vendor Name',
			name: 'feeVendor',
			type: 'string',
			default: '',
			placeholder: 'e.g. eBay Inc.',
			displayOptions,
			description:
				'Whom the fees are paid to; created if missing. Empty: the name of who keeps them, such as eBay, Stripe or PayPal.',
		},
	];
}
