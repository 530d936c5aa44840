import type { INodeProperties } from 'n8n-workflow';
import { readFields, readList, readNonEmptyText, readTyped, UnreadableError } from '../../core/reading/readUnknown';
import { channelOptions } from '../bridge/form/channelFields';
import { fromList } from './fromList';

/** The fields of a row, by the field of the form that each takes the place of. */
const ROW_FIELDS: Readonly<Record<string, string>> = {
	class: 'options.class',
	customer: 'customer',
	customerName: 'customerName',
	documentType: 'documentType',
	location: 'options.location',
	taxedCode: 'tax.taxedCode',
	untaxedCode: 'tax.untaxedCode',
};

const AS_IN_THE_FORM = '';

/** What differs by channel: a row for each, and the fields of the form for all others. */
export function byChannelFields(): INodeProperties[] {
	return [
		{
			displayName: 'By Channel',
			name: 'byChannel',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add channel',
			default: {},
			description:
				'What is booked otherwise for the orders of one channel. What a row leaves empty is as the other fields of this node say.',
			options: [{ displayName: 'Channel', name: 'values', values: rowFields() }],
		},
	];
}

/** What the row is for comes before what is done with it. */
function rowFields(): INodeProperties[] {
	return [
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'options',
			options: channelOptions(),
			default: '',
			required: true,
			description: 'An expression may name another one, as its orders do',
		},
		fromList('Class Name or ID', 'class', 'classOptions', 'Where classes are switched on in QuickBooks.'),
		{
			displayName: 'Customer',
			name: 'customer',
			type: 'options',
			options: [
				{ name: 'As in the Form', value: AS_IN_THE_FORM },
				{ name: 'One per Buyer', value: 'buyer' },
				{ name: 'One per Channel', value: 'channel' },
			],
			default: AS_IN_THE_FORM,
		},
		{
			displayName: 'Customer Name',
			name: 'customerName',
			type: 'string',
			default: '',
			description: 'The customer that stands for this channel; created if missing',
		},
		{
			displayName: 'Document Type',
			name: 'documentType',
			type: 'options',
			options: [
				{ name: 'As in the Form', value: AS_IN_THE_FORM },
				{ name: 'By Payment State', value: 'byPayment' },
				{ name: 'Invoice', value: 'Invoice' },
				{ name: 'Sales Receipt', value: 'SalesReceipt' },
			],
			default: AS_IN_THE_FORM,
		},
		fromList('Location Name or ID', 'location', 'locationOptions', 'Where locations are switched on in QuickBooks.'),
		fromList(
			'Tax Code for Other Taxed Lines Name or ID',
			'taxedCode',
			'taxCodeOptions',
			'Outside the US. For lines with tax of which Codes by Rates does not name the rates.',
		),
		fromList(
			'Tax Code for Untaxed Lines Name or ID',
			'untaxedCode',
			'taxCodeOptions',
			'Outside the US. For lines without tax, and for the rounding item.',
		),
	];
}

/**
 * What the row of a channel says, by the names of the form's fields that it takes the place of; empty where there is no row. Throws UnreadableError, which
 * names the field.
 */
export function readChannelRow(raw: unknown, channelId: string): ReadonlyMap<string, string> {
	const rows = readList(raw, 'By Channel', (row, path) => {
		const fields = readFields(row, path);
		return { path, fields, channel: readNonEmptyText(fields.channel, `${path}.Channel`) };
	});
	const own = rows.filter(({ channel }) => channel === channelId);
	const [first, second] = own;
	if (second !== undefined) throw new UnreadableError(`${second.path}.Channel`, 'in the list once: remove one row');
	if (first === undefined) return new Map();
	const values = Object.entries(ROW_FIELDS).map(
		([name, field]) => [field, readTyped(first.fields[name], `${first.path}.${name}`)] as const,
	);
	return new Map(values.filter(([, value]) => value !== AS_IN_THE_FORM));
}
