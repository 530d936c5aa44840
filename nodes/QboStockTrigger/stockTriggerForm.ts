import type { INodeProperties } from 'n8n-workflow';

/** A fresh list for each node: n8n's loader changes what it is given. */
export function stockTriggerForm(): INodeProperties[] {
	return [
		{
			displayName:
				'Every changed level is delivered at once and a second time 15 minutes later, so that the last word is never an old one. A delivery that its workflow run did not finish comes again.',
			name: 'deliveryNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName:
				'Each poll is one read in QuickBooks. A month has 500,000 free reads for all workflows together: every minute takes 43,200 of them, every 5 minutes 8,640. A listing on eBay takes 250 changes a day: in a workflow that pushes there, poll every 10 minutes.',
			name: 'budgetNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Read All Levels Every (Hours)',
			name: 'fullReadHours',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 24,
			description:
				'How often all levels are brought, whether they changed or not, as a safety net; also each time you publish. One read in QuickBooks for each 1,000 items; 0 leaves it to the publishing.',
		},
		{
			displayName: 'Deliver All Levels One by One',
			name: 'oneByOne',
			type: 'boolean',
			default: false,
			description:
				'Whether all levels come as one item each, for those who filter in between. Off: one item stands for all of them, and Push Channel Stock reads them page by page.',
		},
	];
}
