import type { INodeProperties } from 'n8n-workflow';
import { channels } from '../../core/channels/channelRegistry';
import { readChoice, readFields, readList, readOptionalText } from '../../core/reading/readUnknown';
import { SALE_TYPES, type PaymentRule } from '../../core/posting/draft/paymentRules';
import { channelOptions } from '../bridge/form/channelFields';
import { fromList } from './fromList';

const ANY = '';

/** How the channel's payment methods are booked: a row for each, and one for all others. */
export function paymentFields(): INodeProperties[] {
	return [
		{
			displayName: 'Payment Methods',
			name: 'payments',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add payment method',
			default: {},
			description:
				'Where the money of each payment method goes. A row that names the method counts before one that does not; end with a row whose method is empty, for all others. Without any row money goes to Undeposited Funds.',
			options: [{ displayName: 'Payment Method', name: 'values', values: rowFields() }],
		},
	];
}

/** What a row is for comes before what is done with it. */
function rowFields(): INodeProperties[] {
	return [
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'options',
			options: [{ name: 'Any', value: ANY }, ...channelOptions()],
			default: ANY,
		},
		{
			displayName: 'Method on the Channel',
			name: 'method',
			type: 'string',
			default: '',
			placeholder: 'e.g. Cash on delivery',
			description: 'As the order names it (payments, method). Empty: every other method, and orders that name none.',
		},
		fromList(
			'Deposit Account Name or ID',
			'account',
			'accountOptions',
			'Where money of receipts and payments goes, and refunds are paid from. Undeposited Funds unless chosen.',
		),
		{
			displayName: 'Document Type',
			name: 'documentType',
			type: 'options',
			options: [
				{ name: 'As Above', value: ANY, description: 'What Document Type of this node says' },
				{ name: 'By Payment State', value: 'byPayment' },
				{ name: 'Invoice', value: 'Invoice' },
				{ name: 'Sales Receipt', value: 'SalesReceipt' },
			],
			default: ANY,
			description: 'What a new sale becomes that is paid, or to be paid, by this method',
		},
		fromList(
			'Payment Method Name or ID',
			'quickBooksMethod',
			'paymentMethodOptions',
			"QuickBooks' own payment method. The one of the same name unless chosen.",
		),
	];
}

/** Reads the rows of the form. Throws UnreadableError, which names the field. */
export function readPaymentRules(raw: unknown): PaymentRule[] {
	return readList(raw, 'Payment Methods', (row, path) => {
		const fields = readFields(row, path);
		return {
			channel: readOneOf(
				fields.channel,
				channels.map(({ id }) => id),
				`${path}.Channel`,
			),
			method: readOptionalText(fields.method, `${path}.Method on the Channel`),
			methodId: readOptionalText(fields.quickBooksMethod, `${path}.Payment Method`),
			accountId: readOptionalText(fields.account, `${path}.Deposit Account`),
			documentType: readOneOf(fields.documentType, SALE_TYPES, `${path}.Document Type`),
		};
	});
}

function readOneOf<T extends string>(value: unknown, choices: readonly T[], path: string): T | null {
	const text = readOptionalText(value, path);
	return text === null ? null : readChoice(text, choices, path);
}
