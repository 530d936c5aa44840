import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readNumber, UnreadableError } from '../../core/reading/readUnknown';
import { readChannelIds, severalChannels } from '../bridge/form/severalChannels';

/** Operations that look at several channels at once, and write nothing. */
export const LOOKS = ['getReport', 'explainOrder'] as const;

const REPORT = { operation: ['getReport'] };

/** Orders older than the two years that eBay keeps cannot be asked for. */
const MAX_DAYS = 730;

/** The fields of Get Report and Explain an Order. */
export function lookFields(): INodeProperties[] {
	return [
		...severalChannels(LOOKS, 'The channels that are looked at'),
		{
			displayName:
				'Compares everything with everything and writes nothing: one item with a subject, a text and HTML for a message, and the rows that they are made of. When all is well it is one line.',
			name: 'reportNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: REPORT },
		},
		{
			displayName: 'Days',
			name: 'reportDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_DAYS, numberPrecision: 0 },
			default: 90,
			displayOptions: { show: REPORT },
			description:
				'How many days of orders and documents are looked at, not before the start of the sync. Stock and SKUs are compared as they are now.',
		},
	];
}

interface ReportForm {
	/** The ids of the channels. */
	readonly channels: readonly string[];
	readonly days: number;
}

export function readReportForm(context: IExecuteFunctions): ReportForm {
	const days = readNumber(context.getNodeParameter('reportDays', 0, undefined), 'Days');
	if (days < 1 || days > MAX_DAYS) throw new UnreadableError('Days', `a number from 1 to ${MAX_DAYS}`);
	return { channels: readChannelIds(context), days };
}
