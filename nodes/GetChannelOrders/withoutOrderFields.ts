import type { INodeProperties } from 'n8n-workflow';

const WITHOUT_ORDER = { operation: ['documentsWithoutOrder'] };

/** eBay keeps orders for two years: all older ones would be missing. */
export const MAX_DAYS = 365;

/** The fields of Get Documents Without Order beside the channel. */
export function withoutOrderFields(): INodeProperties[] {
	return [
		{
			displayName:
				'Lists the invoices and sales receipts that this sync made and whose order the channel has no more, or only in its trash, and the credits whose refund it has no more. Nothing is written: void or delete them by hand if it did not happen.',
			name: 'withoutOrderNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: WITHOUT_ORDER },
		},
		{
			displayName: 'Days',
			name: 'withoutOrderDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_DAYS, numberPrecision: 0 },
			default: 30,
			displayOptions: { show: WITHOUT_ORDER },
			description: 'How many days to look back, by the date of the documents',
		},
	];
}
