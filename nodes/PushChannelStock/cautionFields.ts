import type { INodeProperties } from 'n8n-workflow';

/** What keeps levels from going up, said before its fields. */
export function cautionNotice(): INodeProperties {
	return {
		displayName:
			'Levels go down at once. They go up only when the open orders of every channel are known and QuickBooks, asked once more, says the same. A run that would change much of the channel at once is held back by a fuse, and told of on Needs Attention, until you let it through here.',
		name: 'cautionNotice',
		type: 'notice',
		default: '',
	};
}

export function letThroughField(): INodeProperties {
	return {
		displayName: 'Let Through Until',
		name: 'letThroughUntil',
		type: 'dateTime',
		default: '',
		description:
			'The fuse holds a run back that would raise more than 30 % of the channel, or take much of it to 0 without orders that explain it. When that is right, as after a delivery or when you go live, say until when it may pass. It expires by itself.',
	};
}

export function cautionOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Only Lower',
			name: 'onlyLower',
			type: 'boolean',
			default: false,
			description: 'Whether levels are only ever lowered, for example while somebody counts stock',
		},
		{
			displayName: 'Raise Without Open Orders',
			name: 'withoutOpenOrders',
			type: 'boolean',
			default: false,
			description:
				'Whether levels may go up although they did not come through Hold Back Open Sales. A unit that was sold and is not in QuickBooks yet may then be sold again.',
		},
		sharedStockOption(),
	];
}

function sharedStockOption(): INodeProperties {
	return {
		displayName: 'Shared Stock',
		name: 'sharedStock',
		type: 'options',
		options: [
			{
				name: 'Sum of the Variations',
				value: 'sum',
				description:
					'What the items of all variations make together, for the product. Needs Add Shared Stock of Match by SKU before Open Orders.',
			},
			{
				name: "The Parent's Item",
				value: 'parentsItem',
				description: "The level of the item that carries the product's own SKU",
			},
		],
		default: 'parentsItem',
		description: 'What a product shows whose variations draw on one stock with each other',
	};
}
