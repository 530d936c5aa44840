import type { INodeProperties } from 'n8n-workflow';

const OPEN = { operation: ['addOpen'] };

/** The notice stands before all other fields. */
export function openOrdersNotice(): INodeProperties {
	return {
		displayName:
			'Stock levels go through unchanged, and one item with the open orders of this channel is added for Hold Back Open Sales. Put one of these nodes for each channel that you sell on, one behind the other.',
		name: 'openNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: OPEN },
	};
}

/** The fields of Add Open Orders beside channel, start and states. */
export function openOrdersFields(): INodeProperties[] {
	return [
		{
			displayName: 'Days',
			name: 'openDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			displayOptions: { show: OPEN },
			description:
				'How far back sold orders are looked at. What could not be posted to QuickBooks for longer than this is no longer held back. Orders that only reserve stock are held back at any age.',
		},
		{
			displayName: 'Ignore Unreadable Orders',
			name: 'ignoreUnreadable',
			type: 'boolean',
			default: false,
			displayOptions: { show: OPEN },
			description:
				'Whether levels may go up although it cannot be read what an order of the channel sold. Off: they only go down until it is mended. An order whose SKUs and units can be read holds back these alone, whatever else is wrong with it.',
		},
	];
}
