import type { INodeProperties } from 'n8n-workflow';
import { fromList } from './fromList';

/** What becomes of a line that QuickBooks has no item for. */
export function missingItemFields(): INodeProperties[] {
	return [
		{
			displayName: 'Missing Items',
			name: 'missingItems',
			type: 'options',
			options: [
				{
					name: 'Create',
					value: 'create',
					description: 'As inventory where the channel tracks the stock, else as non-inventory; with quantity 0',
				},
				{
					name: 'Needs Attention',
					value: 'needsAttention',
					description: 'The order waits until the item is in QuickBooks',
				},
				{
					name: 'Use One Item for All',
					value: 'fallback',
					description: 'Every line without an item is booked on the same one',
				},
			],
			default: 'needsAttention',
			description: 'What to do about lines that QuickBooks has no item for',
		},
		{
			displayName:
				'A new inventory item begins with quantity 0, and no channel gets its level until you have entered the quantity in QuickBooks. Lines without a SKU are never created.',
			name: 'createNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { missingItems: ['create'] } },
		},
		{
			...fromList('Item Name or ID', 'fallbackItem', 'saleItemOptions', 'What such lines are booked on.'),
			required: true,
			displayOptions: { show: { missingItems: ['fallback'], createItems: [false] } },
		},
		{
			...fromList(
				'Item Name or ID',
				'fallbackItem',
				'saleItemOptions',
				'What such lines are booked on. Unless chosen, an item "Unmatched sales" is created.',
			),
			displayOptions: { show: { missingItems: ['fallback'], createItems: [true] } },
		},
		{
			displayName: 'If the Order Does Not Say Whether Stock Is Tracked',
			name: 'unstatedStock',
			type: 'options',
			options: [
				{ name: 'Create Inventory', value: 'inventory' },
				{ name: 'Create Non-Inventory', value: 'nonInventory' },
				{ name: 'Needs Attention', value: 'needsAttention' },
			],
			default: 'needsAttention',
			displayOptions: { show: { missingItems: ['create'] } },
			description:
				"As with a product that was deleted from the shop since. An item's type can hardly be changed in QuickBooks afterwards.",
		},
		{
			displayName: 'Accounts',
			name: 'itemAccounts',
			type: 'collection',
			placeholder: 'Add account',
			default: {},
			displayOptions: { show: { missingItems: ['create'] } },
			options: [
				fromList(
					'Cost of Goods Account Name or ID',
					'expenseAccount',
					'expenseAccountOptions',
					"QuickBooks' own Cost of Goods Sold unless chosen.",
				),
				fromList(
					'Income Account Name or ID',
					'incomeAccount',
					'incomeAccountOptions',
					"QuickBooks' own Sales of Product Income unless chosen.",
				),
				fromList(
					'Inventory Account Name or ID',
					'assetAccount',
					'assetAccountOptions',
					"QuickBooks' own Inventory Asset unless chosen.",
				),
			],
		},
	];
}
