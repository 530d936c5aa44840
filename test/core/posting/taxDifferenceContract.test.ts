import { describe, expect, test } from '@jest/globals';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { findMissingOrders } from '../../../core/reconciling/missingOrders';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { order, orderLine } from '../../support/orders';
import { postOne, untouchedDraft } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';
import { openBooks } from '../../support/strictBooks';

const LATER = '2026-11-20T11:00:00.000Z';

/** 25.00 and 2.06 of tax; Texas' 6.25 % would make it 1.56. */
const sold = (changes: Partial<SalesOrder> = {}) =>
	order({ lines: [orderLine({ tax: 206, taxRates: ['Tax'] })], ...changes });

const refund = (total: number, net: number, tax: number) => ({
	refundId: '9',
	refundedAt: LATER,
	total,
	tender: [],
	reason: null,
	lines: [{ lineId: '1', quantity: 1, net, tax, restocked: 1 }],
});

const missing = async (client: QuickBooksClient, sale: SalesOrder) =>
	(
		await findMissingOrders(client, [sale], {
			choices: () => ({ goLive: null, prefix: '', isPrefixUnique: true }) as never,
			recordPayments: false,
			now: LATER,
		})
	).length;

/** rules.md G2 */
describe('US: a tax that QuickBooks answers otherwise than it was told', () => {
	test('is said each time until it is mended, and no rounding line hides it', async () => {
		const books = await openBooks({ statedTax: 'workedOut' });
		const draft = { draft: { ...untouchedDraft, roundingItemId: await books.item('Rounding', { Type: 'Service' }) } };
		const first = await postOne(books.client, sold(), draft);
		expect(first).toMatchObject({
			outcome: 'needsAttention',
			difference: -50,
			document: { total: 2656, taxDifference: -50 },
		});
		expect(first.reason).toContain("QuickBooks makes its tax 1.56 USD, the channel's is 2.06 USD");
		const again = await postOne(books.client, sold(), draft);
		expect(again).toMatchObject({ outcome: 'needsAttention', reason: first.reason });
		expect(await missing(books.client, sold())).toBe(1);
		await books.control('/settings', { statedTax: 'kept' });
		const { Id, SyncToken } = await books.onlyDocument();
		await books.byHand('Invoice', { Id, SyncToken, sparse: true, TxnTaxDetail: { TotalTax: 2.06 } });
		expect(await postOne(books.client, sold(), draft)).toMatchObject({ outcome: 'alreadyThere', reason: null });
	});

	test('keeps no refund from being credited, and none is blamed on a person', async () => {
		const books = await openBooks({ statedTax: 'workedOut' });
		await postOne(books.client, sold());
		const half = sold({ modifiedAt: LATER, refunds: [refund(1353, 1250, 103)] });
		const outcome = await postOne(books.client, half);
		expect(outcome.following).toMatchObject([{ type: 'CreditMemo', total: 1328, taxDifference: -25 }]);
		expect(outcome.reason).not.toContain('changed');
		expect(outcome.reason).toContain('Invoice WC-812: QuickBooks makes its tax 1.56 USD');
		expect(outcome.reason).toContain('Credit Memo WC-812-R9');
		expect((await postOne(books.client, half)).reason).toContain('Credit Memo WC-812-R9');
	});

	test('keeps a full refund from nothing either', async () => {
		const books = await openBooks({ statedTax: 'workedOut' });
		await postOne(books.client, sold());
		const outcome = await postOne(
			books.client,
			sold({ modifiedAt: LATER, state: 'refunded', refunds: [{ ...refund(2706, 2500, 206) }] }),
		);
		expect(outcome.following).toMatchObject([{ total: 2656 }]);
	});

	test('is not written over when the order is edited', async () => {
		const books = await openBooks({ statedTax: 'workedOut' });
		await postOne(books.client, sold());
		const outcome = await postOne(
			books.client,
			sold({ modifiedAt: LATER, lines: [orderLine({ net: 2600, tax: 215, taxRates: ['Tax'] })] }),
		);
		expect(outcome).toMatchObject({ outcome: 'needsAttention' });
		expect(outcome.reason).toContain('another tax');
		expect(await books.standing()).toMatchObject([{ TotalAmt: 26.56 }]);
	});
});

/** rules.md G6 */
describe('Outside the US, where QuickBooks works the tax out from the codes', () => {
	test('a total that is right with another tax says so, and asks for nobody', async () => {
		const books = await openQuickBooks({ taxRoundedPer: 'line', taxRounding: 'halfUp' }, 'GB');
		const roundingItemId = await books.item('Rounding', { Type: 'Service' });
		const line = (lineId: string, net: number, tax: number) =>
			orderLine({ lineId, quantity: 1, net, tax, taxRates: ['Standard (20%)'] });
		const sale = order({ currency: 'GBP', lines: [line('1', 3017, 603), line('2', 3018, 604)] });
		const draft = { draft: { ...untouchedDraft, taxedCodeId: '2', untaxedCodeId: '5', roundingItemId } };
		const outcome = await postOne(books.client, sale, draft);
		expect(outcome).toMatchObject({
			outcome: 'created',
			difference: 0,
			document: { total: 7242, taxDifference: 0 },
		});
		const shifted = order({
			orderId: '813',
			orderNumber: '813',
			currency: 'GBP',
			lines: [line('1', 3017, 603), line('2', 3018, 603)],
		});
		const off = await postOne(books.client, shifted, draft);
		expect(off).toMatchObject({ outcome: 'created', difference: 0, document: { total: 7241, taxDifference: 1 } });
		expect(off.reason).toBe("Invoice WC-813: QuickBooks makes its tax 12.07 GBP, the channel's is 12.06 GBP.");
		expect(await postOne(books.client, shifted, draft)).toMatchObject({ outcome: 'alreadyThere', reason: off.reason });
	});

	test('that of a credit is said again, since the run that wrote it may have ended before it said so', async () => {
		const books = await openQuickBooks({ taxRoundedPer: 'line', taxRounding: 'halfUp' }, 'GB');
		const roundingItemId = await books.item('Rounding', { Type: 'Service' });
		const refundItemId = await books.item('Refunds', { Type: 'Service' });
		const draft = { ...untouchedDraft, taxedCodeId: '2', untaxedCodeId: '5', roundingItemId, refundItemId };
		const line = orderLine({ quantity: 2, net: 6036, tax: 1207, taxRates: ['Standard (20%)'] });
		const sale = order({ currency: 'GBP', lines: [line] });
		const refunded = { ...sale, modifiedAt: LATER, refunds: [refund(3621, 3018, 603)] };
		await postOne(books.client, sale, { draft });
		const first = await postOne(books.client, refunded, { draft });
		expect(first).toMatchObject({ outcome: 'credited', following: [{ type: 'CreditMemo', taxDifference: 1 }] });
		const again = await postOne(books.client, refunded, { draft });
		expect(again).toMatchObject({ outcome: 'alreadyThere', reason: first.reason, following: first.following });
	});
});

/** rules.md G1 */
test('tax that a marketplace collects, and that no rule names: which code the lines got is said', async () => {
	const books = await openQuickBooks({}, 'GB');
	const sale = order({ currency: 'GBP', marketplaceTax: 500, lines: [orderLine({ tax: 0 })] });
	const chosen = { ...untouchedDraft, taxedCodeId: '2', untaxedCodeId: '4' };
	const outcome = await postOne(books.client, sale, { draft: chosen });
	expect(outcome).toMatchObject({ outcome: 'created', difference: 0 });
	expect(outcome.reason).toContain('collects 5.00 GBP of tax');
	expect(outcome.reason).toContain('"0.0% Z"');
	const rule = { rates: '', country: null, marketplace: true, codeId: '5' };
	const named = await postOne(
		books.client,
		{ ...sale, orderId: '813', orderNumber: '813' },
		{ draft: { ...chosen, taxRules: [rule] } },
	);
	expect(named).toMatchObject({ outcome: 'created', reason: null });
});
