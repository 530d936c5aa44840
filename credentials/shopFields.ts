import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** What differs between the shops of one channel and those of another. */
interface ShopOf {
	/** As people call the channel. */
	readonly channel: string;
	readonly usualPrefix: string;
	/** States, in the channel's words, that may count as sold beyond the usual ones. */
	readonly alsoSold: readonly INodePropertyOptions[];
	/** The state of an order that awaits payment and has taken no stock. Null where every order takes its stock at once. */
	readonly unpaid: string | null;
}

/**
 * The fields that say what a shop is, in the order in which one fills them in. They stand in its credential alone, since that is all that
 * n8n shares between nodes and workflows (docs/decisions/settings-once.md).
 */
export function shopFields({ channel, usualPrefix, alsoSold, unpaid }: ShopOf): INodeProperties[] {
	return [
		{
			displayName:
				'What this shop is. Every node and workflow with this credential goes by it, and a change works with the next run, without publishing. For a first sync leave it all as it is.',
			name: 'shopNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Orders Placed From',
			name: 'placedFrom',
			type: 'dateTime',
			default: '',
			hint: 'Empty: the first publish of the Channel Order Trigger',
			description:
				'The date and time of your stock count, in the time zone of the workflow. Older orders are left alone for ever, however late they change: their stock was counted and their money booked before. Empty: the first publish of the Channel Order Trigger.',
		},
		{
			displayName: 'Number Prefix',
			name: 'numberPrefix',
			type: 'string',
			default: '',
			placeholder: `e.g. ${usualPrefix}`,
			hint: `Empty: ${usualPrefix}`,
			description: `Stands before the order number in the numbers of documents in QuickBooks, at most 8 characters. Empty: ${usualPrefix}. Two shops of one platform need different ones. Documents that are there keep their number.`,
		},
		{
			displayName: 'Also Count as Sold',
			name: 'alsoSold',
			type: 'multiOptions',
			options: [...alsoSold],
			default: [],
			hint: 'Empty: paid orders only',
			description:
				'Orders in these states go into QuickBooks too, paid or not. One that is cancelled later is voided or credited there. Paid orders always count as sold.',
		},
		...(unpaid === null ? [] : [reserveUnpaid(channel, unpaid)]),
		...ruleFields(channel),
	];
}

function reserveUnpaid(channel: string, unpaid: string): INodeProperties {
	return {
		displayName: 'Reserve Unpaid Orders',
		name: 'reserveUnpaid',
		type: 'boolean',
		default: false,
		description: `Whether orders that wait for their payment and have taken no stock yet (${unpaid}) are kept from the other channels. ${channel} itself still shows their units.`,
	};
}

/** What the channel shows of what is available. */
function ruleFields(channel: string): INodeProperties[] {
	const number = (displayName: string, name: string, usual: number, description: string): INodeProperties => ({
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: usual,
		description,
	});
	return [
		{
			displayName: `What ${channel} shows of the units that are available. The four apply one after the other, from the top, and none ever raises a number.`,
			name: 'rulesNotice',
			type: 'notice',
			default: '',
		},
		number(
			'Buffer',
			'buffer',
			0,
			`Units that are never shown on ${channel}, for example those on the shelf of a store. It is taken off first; 0 keeps none back.`,
		),
		{
			...number(
				'Percentage',
				'percentage',
				100,
				`How much ${channel} shows of what is left after the buffer, rounded up while at least one unit is left. 100 shows all. Where channels split the stock, theirs should add up to 100.`,
			),
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		},
		number('Minimum', 'minimum', 0, `Fewer units than this are shown as none. 0 shows the last unit too.`),
		number('Maximum', 'maximum', 0, `${channel} never shows more units than this. 0 is no limit.`),
	];
}
