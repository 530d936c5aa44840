import type { INodeProperties } from 'n8n-workflow';
import { fromList } from './fromList';

/** The items of the company for what is no product of a shop. */
export function bookingItemFields(): INodeProperties[] {
	return [
		{
			displayName: 'Create Items to Book On',
			name: 'createItems',
			type: 'boolean',
			default: false,
			description:
				'Whether the first order that needs an item for its fees, its roundings or its unmatched lines creates it in QuickBooks, where none is chosen. It is found again by its SKU (QBOSYNC-...), and may be renamed.',
		},
		{
			displayName: 'Accounts of Created Items',
			name: 'createdItemAccounts',
			type: 'collection',
			placeholder: 'Add account',
			default: {},
			displayOptions: { show: { createItems: [true] } },
			options: [
				fromList(
					'Income Account Name or ID',
					'incomeAccount',
					'incomeAccountOptions',
					"Of fees, roundings and unmatched lines. QuickBooks' own Sales of Product Income unless chosen.",
				),
				fromList(
					'Liability Account Name or ID',
					'liabilityAccount',
					'liabilityAccountOptions',
					'What you owe to holders of gift certificates and store credit. No item is created for them unless it is chosen.',
				),
			],
		},
		{
			displayName: 'Items to Book On',
			name: 'items',
			type: 'collection',
			placeholder: 'Add item',
			default: {},
			description:
				'What is booked that is no product of a shop: fees, gift certificates, roundings. An order that needs one that is neither chosen nor created waits, and says which.',
			options: [
				fromList(
					'Discount Item Name or ID',
					'discountItem',
					'chargeItemOptions',
					'What discounts are booked on, as lines of their own beside the full prices. Unless chosen, they stay inside the prices. The total and the tax are the same.',
				),
				fromList(
					'Fee Item Name or ID',
					'feeItem',
					'chargeItemOptions',
					'What fees of an order are booked on. Orders with a fee need attention until it is chosen, or created.',
				),
				fromList(
					'Gift Certificate Item Name or ID',
					'giftCertificateItem',
					'liabilityItemOptions',
					'What gift certificates and gift cards are booked on when they are sold, when they pay an order, and when money goes back to them. The list shows service and non-inventory items whose income account is a liability. Orders with one need attention until it is chosen, or created.',
				),
				fromList(
					'Money-Only Refund Item Name or ID',
					'refundItem',
					'refundItemOptions',
					"What refunds are booked on whose goods do not come back: one item for all, or, unless one is chosen, an item of the goods' own income account, which is made when it is needed first.",
				),
				fromList(
					'Rounding Item Name or ID',
					'roundingItem',
					'chargeItemOptions',
					'Takes up the cents by which QuickBooks rounds tax otherwise than the channel. Such orders need attention until it is chosen, or created.',
				),
				fromList(
					'Shipping Item Name or ID',
					'shippingItem',
					'chargeItemOptions',
					"What shipping is booked on, instead of the shipping field of QuickBooks' forms.",
				),
				fromList(
					'Store Credit Item Name or ID',
					'storeCreditItem',
					'liabilityItemOptions',
					'What store credit is booked on that pays an order, or that a refund goes to. The list shows service and non-inventory items whose income account is a liability. The Gift Certificate Item unless chosen.',
				),
			],
		},
	];
}
