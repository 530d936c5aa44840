import type { INodeCredentialDescription, INodeProperties, IPollFunctions } from 'n8n-workflow';
import { readFlag, readWholeNumber } from '../../core/reading/readUnknown';
import { channelCredentials, channelProperty, readChannel } from '../bridge/form/channelFields';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';

/** A fresh list for each node: n8n's loader changes what it is given. */
export function orderTriggerForm(): INodeProperties[] {
	return [
		channelProperty(),
		{
			displayName:
				'Every order that is placed or changes is delivered, in any state; Create QBO Invoice posts those that count as sold. From when on, and which states count as sold, stands in the credential. A delivery that its workflow run did not finish comes again.',
			name: 'deliveryNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Look Again for What QuickBooks Lacks',
			name: 'lookAgain',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description:
				'Whether an order that could not be posted comes again by itself, until QuickBooks has it as it is: every hour the orders of the last 7 days are compared with QuickBooks, once a day, from 3 in the night in the time zone of the workflow on, all since the start of the sync',
		},
		{
			// The form does not show it: an hour suits every shop. Tests and checks do not wait that long.
			displayName: 'Minutes From One Look to the Next',
			name: 'lookAgainMinutes',
			type: 'hidden',
			noDataExpression: true,
			default: 60,
		},
	];
}

interface OrderTriggerForm {
	/** The channel's id. */
	readonly channel: string;
	/** Seconds from one look for what QuickBooks lacks to the next; null where the trigger does not look. */
	readonly lookAgainEvery: number | null;
}

export function readOrderTriggerForm(context: IPollFunctions): OrderTriggerForm {
	const looksAgain = readFlag(context.getNodeParameter('lookAgain'), 'Look Again for What QuickBooks Lacks');
	const minutes = readWholeNumber(context.getNodeParameter('lookAgainMinutes'), 'Minutes From One Look to the Next');
	return {
		channel: readChannel(context.getNodeParameter('channel')),
		lookAgainEvery: looksAgain ? Math.max(1, minutes) * 60 : null,
	};
}

/** QuickBooks is asked what it lacks, and for nothing else. */
export function orderTriggerCredentials(): INodeCredentialDescription[] {
	const quickBooks = quickBooksCredentials().map((credential) => ({
		...credential,
		displayOptions: { hide: { lookAgain: [false] } },
	}));
	return [...channelCredentials(), ...quickBooks];
}
