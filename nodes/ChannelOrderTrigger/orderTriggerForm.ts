import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { readMomentIn, type Moment } from '../../core/model/moment';
import { channelProperty, readChannel } from '../bridge/form/channelFields';
import { readSoldStates, soldStatesProperties } from '../bridge/form/soldStates';

interface OrderTriggerForm {
	readonly channel: string;
	readonly alsoSold: readonly string[];
	readonly placedFrom: Moment | null;
}

/** A fresh list for each node: n8n's loader changes what it is given. */
export function orderTriggerForm(): INodeProperties[] {
	return [
		channelProperty(),
		{
			displayName:
				'Every order that is placed or changes is delivered, in any state; Create QBO Invoice posts those that count as sold. A delivery that its workflow run did not finish comes again.',
			name: 'deliveryNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Orders Placed From',
			name: 'startFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'First Publish',
					value: 'now',
					description: 'Orders placed after the workflow is published for the first time',
				},
				{
					name: 'Date',
					value: 'date',
					description: 'Orders placed from a date on, for example the day of your stock count',
				},
			],
			default: 'now',
			description:
				'Older orders are left alone for ever, however late they change: their stock was counted and their money booked before. Set it before the first publish.',
		},
		{
			displayName: 'Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			required: true,
			displayOptions: { show: { startFrom: ['date'] } },
			description: 'Date and time, in the time zone of the workflow',
		},
		...soldStatesProperties(),
	];
}

export function readOrderTriggerForm(context: IPollFunctions): OrderTriggerForm {
	const channel = readChannel(context.getNodeParameter('channel'));
	const isDated = context.getNodeParameter('startFrom') === 'date';
	return {
		channel,
		alsoSold: readSoldStates((name) => context.getNodeParameter(name, []), channel),
		placedFrom: isDated ? readMomentIn(context.getTimezone(), context.getNodeParameter('startDate'), 'Date') : null,
	};
}
