import type { INodeProperties } from 'n8n-workflow';

export function letThroughField(): INodeProperties {
	return {
		displayName: 'Let Through Until',
		name: 'letThroughUntil',
		type: 'dateTime',
		default: '',
		description:
			'The fuse holds a run back that would raise more than 30 % of a channel, or take much of it to 0 without orders that explain it. When that is right, as after a delivery or when you go live, say until when it may pass. It expires by itself.',
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
				description: 'What the items of all variations make together, for the product',
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

/** Which orders are held back. */
export function openOrdersOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Days of Open Orders',
			name: 'openDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description:
				'How far back sold orders are looked at that are not in QuickBooks yet. What waits for longer is no longer held back. Orders that only reserve stock are held back at any age.',
		},
		{
			displayName: 'Ignore Unreadable Orders',
			name: 'ignoreUnreadable',
			type: 'boolean',
			default: false,
			description:
				'Whether levels may go up although it cannot be read what an order sold. Off: they only go down until it is mended. An order whose SKUs and units can be read holds back these alone.',
		},
	];
}
