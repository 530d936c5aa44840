import { describe, expect, test } from '@jest/globals';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import { payment } from '../../support/afterSale';
import { charge, order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft, type PostingForm } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const made: Partial<PostingForm> = { createdItems: { incomeAccountId: null, liabilityAccountId: null } };
const withFee = (changes: Partial<SalesOrder> = {}) =>
	order({ fees: [charge({ chargeId: 'f1', name: 'Gift wrap', net: 200 })], ...changes });

async function ownItems(books: StrictBooks) {
	return (await books.rows('Item')).filter(({ Sku }) => String(Sku).startsWith('QBOSYNC-'));
}

const namesOf = async (books: StrictBooks) => (await ownItems(books)).map(({ Name, Sku }) => [Name, Sku]);

describe('Items for what is no product of a shop', () => {
	test('are not made unless somebody wants them', async () => {
		const books = await openBooks();
		expect(await postOne(books.client, withFee())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('choose a Fee Item'),
		});
		expect(await ownItems(books)).toEqual([]);
	});

	test('are made by the first order that needs one, and found again by its SKU, whatever its name', async () => {
		const books = await openBooks();
		const both = [withFee({ orderId: '1', orderNumber: '1' }), withFee({ orderId: '2', orderNumber: '2' })];
		expect((await post(books.client, both, made)).map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		expect(await namesOf(books)).toEqual([['Order fees', 'QBOSYNC-FEES']]);
		const [item] = await ownItems(books);
		await books.control('/item', { id: item?.Id, Name: 'Wrapping and the like' });
		const third = await postOne(books.client, withFee({ orderId: '3', orderNumber: '3' }), made);
		expect(third).toMatchObject({ outcome: 'created', reason: null });
		expect(await namesOf(books)).toEqual([['Wrapping and the like', 'QBOSYNC-FEES']]);
		expect(item).toMatchObject({ Type: 'NonInventory', IncomeAccountRef: { value: expect.any(String) } });
	});

	test('are not looked for by orders that need none, nor where one is chosen', async () => {
		const books = await openBooks();
		await postOne(books.client, order(), made);
		const feeItemId = await books.item('Fees', { Type: 'Service' });
		const chosen = { ...made, draft: { ...untouchedDraft, feeItemId } };
		expect(await postOne(books.client, withFee({ orderId: '2', orderNumber: '2' }), chosen)).toMatchObject({
			outcome: 'created',
		});
		expect(books.calls.filter((call) => call.includes('QBOSYNC-'))).toEqual([]);
		expect(await ownItems(books)).toEqual([]);
	});

	test('are not made by a preview, which shows the order as it would be posted', async () => {
		const books = await openBooks();
		expect(await postOne(books.client, withFee(), { ...made, writes: false })).toMatchObject({
			outcome: 'preview',
			document: { total: 2700 },
		});
		expect(await ownItems(books)).toEqual([]);
	});

	test('take the cents by which QuickBooks rounds tax otherwise', async () => {
		const books = await openBooks({ taxRoundedPer: 'line', taxRounding: 'halfUp' }, 'GB');
		const lines = ['1', '2', '3'].map((lineId) =>
			orderLine({ lineId, quantity: 1, net: 333, tax: lineId === '1' ? 66 : 67, taxRates: ['VAT 20%'] }),
		);
		const draft = { ...untouchedDraft, taxedCodeId: '2', untaxedCodeId: '5' };
		const british = order({ currency: 'GBP', lines });
		expect(await postOne(books.client, british, { ...made, draft })).toMatchObject({
			outcome: 'created',
			difference: 0,
		});
		expect(await namesOf(books)).toEqual([['Sales tax rounding', 'QBOSYNC-ROUNDING']]);
	});

	test('take lines that QuickBooks has no item for, where those go to one item', async () => {
		const books = await openBooks();
		const unknown = order({ lines: [orderLine({ sku: toSku('SOAP-NEW'), name: 'Soap' })] });
		const fallback = { ...made, missingItems: { kind: 'fallback', itemId: null } } as const;
		expect(await postOne(books.client, unknown, fallback)).toMatchObject({ outcome: 'created' });
		expect(await namesOf(books)).toEqual([['Unmatched sales', 'QBOSYNC-UNMATCHED']]);
	});

	test('for lines without an item are made by the first such line, and hold no other order where somebody made them inactive', async () => {
		const books = await openBooks();
		const fallback = { ...made, missingItems: { kind: 'fallback', itemId: null } } as const;
		const unknown = (orderId: string) =>
			order({ orderId, orderNumber: orderId, lines: [orderLine({ sku: toSku('SOAP-NEW'), name: 'Soap' })] });
		await postOne(books.client, order({ orderId: '1', orderNumber: '1' }), fallback);
		expect(await ownItems(books)).toEqual([]);
		await postOne(books.client, unknown('2'), fallback);
		const [item] = await ownItems(books);
		await books.control('/item', { id: item?.Id, Active: false });
		expect(await postOne(books.client, order({ orderId: '3', orderNumber: '3' }), fallback)).toMatchObject({
			outcome: 'created',
			reason: null,
		});
		expect(await postOne(books.client, unknown('4'), fallback)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('"Unmatched sales" (id'),
		});
		expect(await ownItems(books)).toHaveLength(1);
	});

	test('for roundings hold no order that is not rounded where somebody made them inactive', async () => {
		const books = await openBooks({ taxRoundedPer: 'line', taxRounding: 'halfUp' }, 'GB');
		const draft = { ...untouchedDraft, taxedCodeId: '2', untaxedCodeId: '5' };
		const british = (orderId: string) =>
			order({
				orderId,
				orderNumber: orderId,
				currency: 'GBP',
				lines: [orderLine({ quantity: 1, net: 1000, tax: 200, taxRates: ['VAT 20%'] })],
			});
		await postOne(books.client, british('1'), { ...made, draft });
		const [item] = await ownItems(books);
		await books.control('/item', { id: item?.Id, Active: false });
		expect(await postOne(books.client, british('2'), { ...made, draft })).toMatchObject({
			outcome: 'created',
			difference: 0,
		});
	});

	test('are not made for gift certificates where an order has store credit alone, and its item is chosen', async () => {
		const books = await openBooks();
		const account = (await books.rows('Account')).find(({ Name }) => Name === 'Gift Certificates Outstanding');
		const IncomeAccountRef = { value: String(account?.Id) };
		const storeCreditItemId = await books.item('Store credit', { Type: 'Service', IncomeAccountRef });
		const paid = order({ payments: [{ ...payment, kind: 'storeCredit', amount: 2500 }] });
		const createdItems = { incomeAccountId: null, liabilityAccountId: String(account?.Id) };
		expect(
			await postOne(books.client, paid, { createdItems, draft: { ...untouchedDraft, storeCreditItemId } }),
		).toMatchObject({ outcome: 'created' });
		expect(await ownItems(books)).toEqual([]);
	});

	test('hold gift certificates where their account is chosen, and wait for it otherwise', async () => {
		const books = await openBooks();
		const account = (await books.rows('Account')).find(({ Name }) => Name === 'Gift Certificates Outstanding');
		const paid = order({
			payments: [
				{ ...payment, kind: 'giftCertificate', amount: 1000 },
				{ ...payment, amount: 1500 },
			],
		});
		expect(await postOne(books.client, paid, made)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Gift Certificate Item'),
		});
		const liabilityAccountId = String(account?.Id);
		const owing = { createdItems: { incomeAccountId: null, liabilityAccountId } };
		expect(await postOne(books.client, paid, owing)).toMatchObject({ outcome: 'created', difference: 0 });
		expect(await ownItems(books)).toMatchObject([
			{ Name: 'Gift certificates and store credit', IncomeAccountRef: { value: liabilityAccountId } },
		]);
	});

	test('that somebody made inactive are not made again: the order says what to do', async () => {
		const books = await openBooks();
		await postOne(books.client, withFee({ orderId: '1', orderNumber: '1' }), made);
		const [item] = await ownItems(books);
		await books.control('/item', { id: item?.Id, Active: false });
		expect(await postOne(books.client, withFee({ orderId: '2', orderNumber: '2' }), made)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('is inactive in QuickBooks: make it active again'),
		});
		expect(await ownItems(books)).toHaveLength(1);
	});
});
