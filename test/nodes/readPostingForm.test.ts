import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { postingForm } from '../../nodes/CreateQboInvoice/postingForm';
import { readPostingForm, readPostingRun } from '../../nodes/CreateQboInvoice/readPostingForm';

/** A form that notes which field was asked for which item. */
function notingForm(values: Readonly<Record<string, unknown>>) {
	const asked: Array<readonly [string, number]> = [];
	const getNodeParameter = (name: string, index: number, usual: unknown) => {
		asked.push([name, index]);
		return Object.hasOwn(values, name) ? values[name] : usual;
	};
	const context = { getNodeParameter, getTimezone: () => 'UTC', getMode: () => 'trigger' };
	return { asked, context: context as unknown as IExecuteFunctions };
}

/** Every field of the form by the name that it is asked by, those of a row as their table. */
function fieldNames(properties: readonly INodeProperties[], before = ''): string[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		if (type === 'notice') return [];
		if (type === 'collection') return fieldNames(options as INodeProperties[], `${before}${name}.`);
		if (type !== 'fixedCollection') return [`${before}${name}`];
		return options.map((table) => `${before}${name}.${table.name}`);
	});
}

/** The order of an item. */
const orderOf = (channel: string, index = 0) => ({ index, value: { order: { channel } } });

/** What shows all fields of the form. */
const shown = {
	missingItems: 'create',
	sellingFees: 'expense',
	feeExpenseAccount: '7',
	documentType: 'Invoice',
	createItems: true,
};

describe('the form of Create QBO Invoice', () => {
	test('is asked for the item whose order it is, field by field', () => {
		const { asked, context } = notingForm(shown);
		readPostingForm(context, orderOf('ebay', 3));
		readPostingForm(notingForm({ ...shown, missingItems: 'fallback', fallbackItem: '9' }).context, orderOf('ebay', 3));
		expect(new Set(asked.map(([, index]) => index))).toEqual(new Set([3]));
	});

	test('says otherwise for a channel that has a row, and as it stands for what the row leaves empty', () => {
		const row = {
			channel: 'ebay',
			documentType: 'SalesReceipt',
			customer: '',
			customerName: 'eBay buyers',
			class: '3',
		};
		const { context } = notingForm({
			...shown,
			customer: 'channel',
			customerName: 'All',
			'byChannel.values': [row, { channel: 'woocommerce', class: '4' }],
		});
		expect(readPostingForm(context, orderOf('ebay'))).toMatchObject({
			customer: { kind: 'channel', name: 'eBay buyers' },
			draft: { documentType: 'SalesReceipt', classId: '3' },
		});
		expect(readPostingForm(context, orderOf('bigcommerce'))).toMatchObject({
			customer: { kind: 'channel', name: 'All' },
			draft: { documentType: 'Invoice', classId: null },
		});
	});

	test('has tax codes of its own for a channel, beside the rates that hold for all', () => {
		const rules = [{ rates: 'VAT (5%)', code: '3' }];
		const { context } = notingForm({
			...shown,
			'tax.taxedCode': '2',
			'tax.untaxedCode': '5',
			'tax.rules.values': rules,
			'byChannel.values': [{ channel: 'ebay', taxedCode: '7', untaxedCode: '' }],
		});
		const taxRules = [{ rates: 'VAT (5%)', country: null, marketplace: false, codeId: '3' }];
		expect(readPostingForm(context, orderOf('ebay')).draft).toMatchObject({
			taxRules,
			taxedCodeId: '7',
			untaxedCodeId: '5',
		});
		expect(readPostingForm(context, orderOf('woocommerce')).draft).toMatchObject({
			taxRules,
			taxedCodeId: '2',
			untaxedCodeId: '5',
		});
	});

	test('makes receipts of what is paid and invoices of the rest, unless something else is chosen', () => {
		expect(postingForm().find(({ name }) => name === 'documentType')).toMatchObject({ default: 'byPayment' });
	});

	test('has the items for what is no product in one place', () => {
		const items = postingForm().find(({ name }) => name === 'items');
		expect(fieldNames(items?.options as INodeProperties[])).toEqual([
			'discountItem',
			'feeItem',
			'giftCertificateItem',
			'refundItem',
			'roundingItem',
			'shippingItem',
			'storeCreditItem',
		]);
	});

	test('has items made, and needs none for unmatched lines then', () => {
		const read = (more: object) => readPostingForm(notingForm({ ...shown, ...more }).context, orderOf('ebay'));
		expect(read({ createItems: false })).not.toHaveProperty('createdItems');
		expect(read({ 'createdItemAccounts.liabilityAccount': '90' }).createdItems).toEqual({
			incomeAccountId: null,
			liabilityAccountId: '90',
		});
		expect(read({ missingItems: 'fallback' }).missingItems).toEqual({ kind: 'fallback', itemId: null });
		expect(() => read({ missingItems: 'fallback', createItems: false })).toThrow('Item for lines');
	});

	test('names a channel that has two rows, and a row that is wrong', () => {
		const read = (...rows: object[]) =>
			readPostingForm(notingForm({ ...shown, 'byChannel.values': rows }).context, {
				index: 0,
				value: { order: { channel: 'ebay' } },
			});
		expect(() => read({ channel: 'ebay' }, { channel: 'ebay' })).toThrow('By Channel[1].Channel');
		expect(() => read({ channel: 'ebay', documentType: 'Bill' })).toThrow('Document Type');
	});

	test('has no field that is asked once for all, but the switches for tests in the editor and for the end of the run', () => {
		const ofOrder = notingForm(shown);
		readPostingForm(ofOrder.context, orderOf('ebay'));
		const fallback = notingForm({ ...shown, missingItems: 'fallback', fallbackItem: '9' });
		readPostingForm(fallback.context, orderOf('ebay'));
		const ofRun = notingForm({ postTo: 'always' });
		readPostingRun(ofRun.context);
		const asked = new Set([...ofOrder.asked, ...fallback.asked].map(([name]) => name));
		const missed = fieldNames(postingForm()).filter((name) => !asked.has(name) && !isTableAsked(name, asked));
		expect(missed).toEqual(['postTo', 'options.tellAtTheEnd']);
		expect(ofRun.asked).toEqual([['postTo', 0]]);
		expect(postingForm().filter(({ noDataExpression }) => noDataExpression === true)).toMatchObject([
			{ name: 'postTo' },
		]);
	});
});

function isTableAsked(name: string, asked: ReadonlySet<string>): boolean {
	return [...asked].some((one) => one.startsWith(`${name}.`) || name.startsWith(`${one}.`));
}
