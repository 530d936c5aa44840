import type { INodeProperties } from 'n8n-workflow';
import { channelProperty } from '../bridge/form/channelFields';

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
	];
}
