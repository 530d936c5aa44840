import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { HoldBackRules } from '../../core/availability/reservations';
import { ignoresCase, skuOptions } from '../bridge/form/skuOptions';

/** A fresh list for each node: n8n's loader changes what it is given. */
export function holdBackForm(): INodeProperties[] {
	return [
		{
			displayName:
				'Between a sale and its document in QuickBooks the number there is too high, and pushing it would sell the unit again. This node takes such sales off, for all channels together. It needs the open orders of each channel: one Get Channel Orders, operation Add Open Orders, for each channel before it. Where one of them cannot be read, levels still go down and none goes up.',
			name: 'holdBackNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Reserve Unpaid Orders',
			name: 'reserveUnpaid',
			type: 'boolean',
			default: false,
			description:
				'Whether orders that wait for their payment and have taken no stock yet (WooCommerce: pending payment) are kept from the other channels. On their own channel they are never taken off: it still shows these units.',
		},
		skuOptions(),
	];
}

export function holdBackRules(context: IExecuteFunctions): HoldBackRules {
	return {
		reserveUnpaid: context.getNodeParameter('reserveUnpaid', 0) as boolean,
		ignoreCase: ignoresCase(context),
	};
}
