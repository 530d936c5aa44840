import { describe, expect, test } from '@jest/globals';
import { addSeconds } from '../../../core/model/moment';
import type { Customer } from '../../../core/model/salesOrder';
import { toPostingRow } from '../../../core/posting/plan/postingRow';
import { outcomeWithoutDocument, type PostingOutcome } from '../../../core/posting/plan/postingOutcome';
import { documentUrlOf } from '../../../core/quickbooks/documentUrl';
import { order } from '../../support/orders';

const ana = order({ orderNumber: '32', total: 4245, currency: 'USD' });
const customer = { ...ana.customer, name: 'Ana Ruiz' };

const invoice = {
	type: 'Invoice',
	id: '7',
	number: 'WC-32',
	total: 4245,
	taxDifference: null,
	currency: 'USD',
} as const;
const memo = { ...invoice, type: 'CreditMemo', id: '8', number: 'WC-32-R1', total: 1000 } as const;

const created: PostingOutcome = { outcome: 'created', reason: null, document: invoice, difference: 0, following: [] };

describe('a row of Create QBO Invoice', () => {
	test.each<[string, Partial<PostingOutcome>]>([
		['Order 32, Ana Ruiz, 42.45 USD -> invoice WC-32', {}],
		['Order 32, Ana Ruiz, 42.45 USD -> invoice WC-32, credit memo WC-32-R1', { following: [memo] }],
		['Order 32, Ana Ruiz, 42.45 USD -> credited as credit memo WC-32-R1', { outcome: 'credited', following: [memo] }],
		['Order 32, Ana Ruiz, 42.45 USD -> invoice WC-32 is brought up to date', { outcome: 'updated' }],
		['Order 32, Ana Ruiz, 42.45 USD -> invoice WC-32 is voided', { outcome: 'voided' }],
		['Order 32, Ana Ruiz, 42.45 USD is in QuickBooks as invoice WC-32', { outcome: 'alreadyThere' }],
		[
			'Preview: Order 32, Ana Ruiz, 42.45 USD -> invoice WC-32',
			{ outcome: 'preview', document: { ...invoice, id: null } },
		],
		['Order 32: nothing to post. It is open', outcomeWithoutDocument('nothingToPost', 'It is open')],
		['Order 32 waits: Soap has no SKU', outcomeWithoutDocument('needsAttention', 'Soap has no SKU')],
		[
			'Order 32 waits, invoice WC-32 is there: the totals differ',
			{ outcome: 'needsAttention', reason: 'the totals differ' },
		],
	])('begins with a sentence: %s', (summary, changes) => {
		const row = toPostingRow({ ...ana, customer }, { ...created, ...changes });
		expect(Object.entries(row)[0]).toEqual(['summary', summary]);
	});

	test.each([
		['Order 32 waits: Soap has no SKU', 59, true],
		['Order 32 waits since 2026-11-28 (1 hour): Soap has no SKU', 60, true],
		['Order 32 waits since 2026-11-28 (47 hours): Soap has no SKU', 48 * 60 - 1, true],
		['Order 32 waits since 2026-11-28 (2 days): Soap has no SKU', 48 * 60, true],
		['Order 32 still waits since 2026-11-28: Soap has no SKU', 10, false],
		['Order 32 still waits since 2026-11-28 (3 days): Soap has no SKU', 80 * 60, false],
	])('says how long it waits, by the days of the workflow: %s', (summary, minutes, isTold) => {
		const since = '2026-11-28T23:30:00.000Z';
		const wait = { since, isTold, now: addSeconds(since, minutes * 60), zone: 'America/Los_Angeles' };
		const row = toPostingRow(ana, outcomeWithoutDocument('needsAttention', 'Soap has no SKU'), { wait });
		const outcome = isTold ? 'needsAttention' : 'stillWaits';
		expect(row).toMatchObject({ summary, waitingSince: since, reason: 'Soap has no SKU', outcome });
	});

	test('says which order it is before all else, and has nothing without a value', () => {
		const row = toPostingRow({ ...ana, customer }, outcomeWithoutDocument('needsAttention', 'Soap has no SKU'));
		expect(Object.keys(row)).toEqual(['summary', 'orderNumber', 'buyer', 'total', 'reason', 'outcome']);
	});

	test('says where people see each document and the order, before what programs read', () => {
		const orderUrl = 'https://shop.example.com/wp-admin/post.php?post=32&action=edit';
		const documentUrl = documentUrlOf({ realmId: '42', url: '', webUrl: 'https://app.qbo.intuit.com' });
		const payment = { ...memo, type: 'Payment', id: '9', number: null } as const;
		const both = { ...created, following: [memo, payment] };
		const row = toPostingRow({ ...ana, orderUrl }, both, { documentUrl });
		expect(row).toMatchObject({
			documentUrl: 'https://app.qbo.intuit.com/app/invoice?txnId=7&companyId=42',
			orderUrl,
			following: [
				{ id: '8', documentUrl: 'https://app.qbo.intuit.com/app/creditmemo?txnId=8&companyId=42' },
				{ id: '9', documentUrl: 'https://app.qbo.intuit.com/app/recvpayment?txnId=9&companyId=42' },
			],
		});
		const keys = Object.keys(row);
		expect(keys.slice(keys.indexOf('total'))).toEqual([
			'total',
			'documentUrl',
			'orderUrl',
			'document',
			'difference',
			'following',
			'outcome',
		]);
	});

	test('has no link to a document that is only a preview, and none to what is not known', () => {
		const documentUrl = documentUrlOf({ realmId: '42', url: '', webUrl: 'https://app.qbo.intuit.com' });
		const preview: PostingOutcome = { ...created, outcome: 'preview', document: { ...invoice, id: null } };
		expect(toPostingRow(ana, preview, { documentUrl })).not.toHaveProperty('documentUrl');
		expect(toPostingRow(ana, created)).not.toHaveProperty('documentUrl');
		expect(toPostingRow(ana, created)).not.toHaveProperty('orderUrl');
	});

	test('names a buyer without a name by company or e-mail, and nobody where there is none', () => {
		const nobody: Customer = { ...customer, name: null, company: null, email: null };
		const buyerOf = (changes: Partial<Customer>) =>
			toPostingRow({ ...ana, customer: { ...nobody, ...changes } }, created).buyer;
		expect([buyerOf({ company: 'Ruiz Ltd' }), buyerOf({ email: 'a@example.com' }), buyerOf({})]).toEqual([
			'Ruiz Ltd',
			'a@example.com',
			undefined,
		]);
	});
});
