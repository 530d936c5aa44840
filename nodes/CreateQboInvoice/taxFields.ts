import type { INodeProperties } from 'n8n-workflow';
import { fromList } from './fromList';

/** Tax codes of companies outside the US: one for each set of rates, and two for the rest. */
export function taxFields(): INodeProperties[] {
	return [
		{
			displayName: 'Tax (Outside the US)',
			name: 'tax',
			type: 'collection',
			placeholder: 'Add tax codes',
			default: {},
			description: 'In the US nothing has to be chosen: the tax that the channel took is handed on',
			options: [
				taxRules(),
				fromList(
					'Tax Code for Other Taxed Lines Name or ID',
					'taxedCode',
					'taxCodeOptions',
					'Enough where a single rate is in use. An order whose tax it would not come to is not posted.',
				),
				fromList(
					'Tax Code for Untaxed Lines Name or ID',
					'untaxedCode',
					'taxCodeOptions',
					'For lines without tax, and for the rounding item.',
				),
			],
		},
	];
}

function taxRules(): INodeProperties {
	return {
		displayName: 'Codes by Rates',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add rates',
		default: {},
		options: [
			{
				displayName: 'Rates',
				name: 'values',
				values: [
					{
						displayName: 'Only if Marketplace Collects',
						name: 'marketplace',
						type: 'boolean',
						default: false,
						description: 'Whether this is only for orders whose tax the marketplace collects and pays itself',
					},
					{
						displayName: 'Rates',
						name: 'rates',
						type: 'string',
						default: '',
						placeholder: 'e.g. GST (5%) + PST (7%)',
						description:
							'As the order names them, several joined by +. Needs Attention says the names; empty is "no tax".',
					},
					{
						displayName: 'Ship-to Country',
						name: 'country',
						type: 'string',
						default: '',
						placeholder: 'e.g. IE',
						description: 'Two letters; empty for every country',
					},
					fromList(
						'Tax Code Name or ID',
						'code',
						'taxCodeOptions',
						'The code of the company for these rates together.',
					),
				],
			},
		],
	};
}
