import { describe, expect, test } from '@jest/globals';
import { toSku } from '../../../core/model/sku';
import type { Fields } from '../../../core/reading/readUnknown';
import { buyer, order, orderLine } from '../../support/orders';
import { post, postOne } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';
import { openBooks } from '../../support/strictBooks';

const flag = '\u{1F1E8}\u{1F1E6}';
const perBuyer = { customer: { kind: 'buyer' } } as const;
const sale = (orderId: string, name: string) => order({ orderId, orderNumber: orderId, lines: [orderLine({ name })] });

describe('Characters that QuickBooks refuses', () => {
	test('are refused by it with all that comes beside them', async () => {
		const { api } = await openQuickBooks();
		await expect(api('customer', { DisplayName: `Ana ${flag}` })).rejects.toThrow('500');
		await expect(api('customer', { DisplayName: 'Ana \uD83C' })).rejects.toThrow('500');
	});

	test('are left out of titles, names, addresses, numbers and e-mail, so that all orders are posted', async () => {
		const books = await openBooks();
		const shipping = { ...buyer.shipping!, name: `Ana ${flag}`, line2: '\u{1F3E0}', city: `Austin \u{1F3FD}` };
		const customer = {
			...buyer,
			customerId: '10',
			email: `ana${flag}@example.com`,
			name: flag,
			company: null,
			shipping,
		};
		const outcomes = await post(
			books.client,
			[
				sale('1', 'Plain mug'),
				{ ...sale('2', `Mug ${flag} edition`), customer },
				sale(`3${flag}`, `${'a'.repeat(3999)}\u{20BB7}`),
			],
			perBuyer,
		);
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		const [, second] = await books.documents();
		expect(second).toMatchObject({
			Line: expect.arrayContaining([expect.objectContaining({ Description: 'Mug edition' })]),
			ShipAddr: { Line1: '1 Main St', Line2: 'Ana', City: 'Austin' },
		});
		expect((await books.customers()).map(({ DisplayName }) => DisplayName)).toContain('WooCommerce buyer 10');
	});

	test('make no item that nobody finds again: such a SKU has to be changed in the shop', async () => {
		const { client, api } = await openQuickBooks();
		const line = orderLine({ sku: toSku(`SOAP-${flag}`), name: 'Soap' });
		const missingItems = {
			kind: 'create',
			accounts: { incomeId: null, expenseId: null, assetId: null },
			unstatedStock: 'inventory',
		} as const;
		const outcomes = await post(client, [order({ lines: [line] }), sale('813', 'Mug')], { missingItems });
		expect(outcomes).toMatchObject([
			{ outcome: 'needsAttention', reason: expect.stringContaining('change the SKU in the shop') },
			{ outcome: 'created' },
		]);
		const { QueryResponse } = await api(`query?query=${encodeURIComponent("SELECT * FROM Item WHERE Name = 'Soap'")}`);
		expect((QueryResponse as Fields).Item ?? []).toEqual([]);
	});
});

describe('A batch that QuickBooks refuses as a whole', () => {
	test('is posted but for the document that is to blame, which leaves by Needs Attention', async () => {
		const books = await openBooks();
		books.poison('813');
		const orders = Array.from({ length: 5 }, (_, place) => sale(String(810 + place), 'Mug'));
		const outcomes = await post(books.client, orders);
		expect(outcomes.map(({ outcome }) => outcome)).toEqual([
			'created',
			'created',
			'created',
			'needsAttention',
			'created',
		]);
		expect(outcomes[3]?.reason).toContain('error of its own (500)');
		expect(await books.documents()).toHaveLength(4);
	});

	test('is not repeated for ever where its only document is to blame', async () => {
		const books = await openBooks();
		books.poison('812');
		expect(await postOne(books.client, order())).toMatchObject({ outcome: 'needsAttention' });
		expect(books.calls.filter((call) => call === 'write Invoice')).toHaveLength(3);
	});

	test('of payments and credits is bisected as well', async () => {
		const books = await openBooks();
		const paid = {
			kind: 'money',
			amount: 2500,
			method: null,
			reference: null,
			paidAt: '2026-11-20T10:05:00.000Z',
			paid: true,
		} as const;
		const orders = ['810', '811', '812'].map((number) => ({ ...sale(number, 'Mug'), payments: [paid] }));
		books.poison('payment o=woocommerce/shop.example.com/811');
		const outcomes = await post(books.client, orders, { recordPayments: true });
		expect(outcomes.map(({ outcome, following }) => [outcome, following.length])).toEqual([
			['created', 1],
			['needsAttention', 0],
			['created', 1],
		]);
	});

	test('and a customer that QuickBooks answers so leaves the other buyers alone', async () => {
		const books = await openBooks();
		books.poison('Bob Roe');
		const bob = { ...sale('811', 'Mug'), customer: { ...buyer, email: 'bob@example.com', name: 'Bob Roe' } };
		const outcomes = await post(books.client, [sale('810', 'Mug'), bob], perBuyer);
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'needsAttention']);
	});
});
