import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readNumber, UnreadableError } from '../../core/reading/readUnknown';
import { SILENT_WORKFLOWS, type SilenceHours } from '../../core/reporting/watchedWorkflow';

const SILENCE = { operation: [SILENT_WORKFLOWS] };

/** A month: who allows more does not want to be told. */
const MAX_HOURS = 744;

const typeOptions = { minValue: 1, maxValue: MAX_HOURS };

/** The fields of Get Silent Workflows. */
export function silenceFields(): INodeProperties[] {
	return [
		{
			displayName:
				'Asks this n8n for its published workflows of the sync and their last good runs, and writes nothing: one item with a subject and a text for a message when something is silent, else none.',
			name: 'silenceNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: SILENCE },
		},
		{
			displayName: 'Hours Without a Stock Run',
			name: 'stockHours',
			type: 'number',
			typeOptions,
			default: 26,
			displayOptions: { show: SILENCE },
			description:
				'After how many hours without a good run a workflow with a QBO Stock Trigger is silent, or one that gets orders by a schedule. Both run once a day at least.',
		},
		{
			displayName: 'Hours Without an Order Run',
			name: 'salesHours',
			type: 'number',
			typeOptions,
			default: 48,
			displayOptions: { show: SILENCE },
			description:
				'The same for a workflow with order triggers alone, which runs when orders come or change. Allow as long as your shop may have none.',
		},
		{
			displayName: 'Hours Without a New Order',
			name: 'orderHours',
			type: 'number',
			typeOptions,
			default: 48,
			displayOptions: { show: SILENCE },
			description:
				'After how many hours without a new order a workflow with order triggers is silent, although it runs. For this n8n has to save the data of its production runs.',
		},
	];
}

/** The hours of the form. Throws UnreadableError. */
export function readSilenceForm(context: IExecuteFunctions): SilenceHours {
	return {
		stock: readHours(context, 'stockHours', 'Hours Without a Stock Run'),
		sales: readHours(context, 'salesHours', 'Hours Without an Order Run'),
		order: readHours(context, 'orderHours', 'Hours Without a New Order'),
	};
}

function readHours(context: IExecuteFunctions, name: string, field: string): number {
	const hours = readNumber(context.getNodeParameter(name, 0, undefined), field);
	if (hours < 1 || hours > MAX_HOURS) throw new UnreadableError(field, `a number from 1 to ${MAX_HOURS}`);
	return hours;
}
