import type { INodeProperties } from 'n8n-workflow';

const CHOOSE = 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** What most shops leave as it is. */
export function moreOptions(): INodeProperties[] {
	return [
		fromList('Deposit Account Name or ID', 'depositAccount', 'accountOptions', 'Where the money of sales receipts goes. Undeposited Funds unless chosen.'),
		fromList('Fee Item Name or ID', 'feeItem', 'chargeItemOptions', 'What fees of an order are booked on. Orders with a fee need attention until it is chosen.'),
		{
			displayName: 'Message to Buyer',
			name: 'memo',
			type: 'string',
			default: '',
			description: 'A line on the document for the buyer to read',
		},
		fromList('Shipping Item Name or ID', 'shippingItem', 'chargeItemOptions', "What shipping is booked on, instead of the shipping field of QuickBooks' forms."),
		fromList('Tax Code for Taxed Lines Name or ID', 'taxedCode', 'taxCodeOptions', 'For companies outside the US.'),
		fromList('Tax Code for Untaxed Lines Name or ID', 'untaxedCode', 'taxCodeOptions', 'For companies outside the US.'),
	];
}

function fromList(displayName: string, name: string, loadOptionsMethod: string, what: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		description: `${what} ${CHOOSE}`,
	};
}
