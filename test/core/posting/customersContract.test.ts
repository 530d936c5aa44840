import { describe, expect, test } from '@jest/globals';
import type { Customer } from '../../../core/model/salesOrder';
import type { Fields } from '../../../core/reading/readUnknown';
import { openBooks, type StrictBooks } from '../../support/strictBooks';
import { buyer, order } from '../../support/orders';
import { post, postOne } from '../../support/posting';

const perBuyer = { customer: { kind: 'buyer' } } as const;
const sale = (orderId: string, customer: Partial<Customer> = {}) =>
	order({ orderId, orderNumber: orderId, customer: { ...buyer, ...customer } });
const customerOf = (document: Fields | undefined) => (document?.CustomerRef as Fields | undefined)?.value;

describe('One customer per channel', () => {
	test('is made once and used from then on', async () => {
		const books = await openBooks();
		await post(books.client, [sale('1'), sale('2', { email: 'bob@example.com' })]);
		await postOne(books.client, sale('3'));
		expect((await books.customers()).map(({ DisplayName }) => DisplayName)).toEqual(['WooCommerce customers']);
		expect(new Set((await books.documents()).map(customerOf)).size).toBe(1);
	});

	test('is the one that the user names', async () => {
		const books = await openBooks();
		const { Id } = await books.byHand('Customer', { DisplayName: 'Web Sales' });
		await postOne(books.client, sale('1'), { customer: { kind: 'channel', name: 'web sales' } });
		expect(customerOf(await books.onlyDocument())).toBe(Id);
	});

	test.each([{ requestIds: 'kept' }, { requestIds: 'forgotten' }, { requestIds: 'error' }])(
		'that a person merged into another gives way to that one (%j)',
		async (settings) => {
			const books = await openBooks(settings);
			const into = (await books.byHand('Customer', { DisplayName: 'Web Sales' })).Id;
			await post(books.client, [sale('1'), sale('2')]);
			const [from] = (await books.customers()).filter(({ DisplayName }) => DisplayName === 'WooCommerce customers');
			await books.control('/merge-customers', { from: from?.Id, into });
			const outcomes = await post(books.client, [sale('3'), sale('4')]);
			expect(outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual(Array(2).fill(['created', null]));
			expect((await books.documents()).map(customerOf)).toEqual([into, into, into, into]);
		},
	);

	test.each([{ requestIds: 'kept' }, { requestIds: 'error' }])(
		'that is only inactive gets a new one beside it, whatever QuickBooks answered when the first was made (%j)',
		async (settings) => {
			const books = await openBooks(settings);
			await postOne(books.client, sale('1'));
			const [first] = await books.customers();
			await books.byHand('Customer', { Id: first?.Id, SyncToken: first?.SyncToken, sparse: true, Active: false });
			expect(await postOne(books.client, sale('2'))).toMatchObject({
				outcome: 'created',
				reason: expect.stringContaining('is inactive in QuickBooks, so a new one was made'),
			});
			expect(new Set((await books.documents()).map(customerOf)).size).toBe(2);
		},
	);

	test('is another one for each currency', async () => {
		const books = await openBooks({ multiCurrency: true });
		await post(books.client, [sale('1'), order({ orderId: '2', orderNumber: '2', currency: 'EUR' })]);
		expect(await books.customers()).toMatchObject([
			{ DisplayName: 'WooCommerce customers', CurrencyRef: { value: 'USD' } },
			{ DisplayName: 'WooCommerce customers (EUR)', CurrencyRef: { value: 'EUR' } },
		]);
	});
});

describe('One customer per buyer', () => {
	test('a buyer twice in one run makes one customer', async () => {
		const books = await openBooks();
		await post(books.client, [sale('1'), sale('2', { email: 'ANN@example.com' })], perBuyer);
		expect(await books.customers()).toMatchObject([
			{ DisplayName: 'Ann Lee', PrimaryEmailAddr: { Address: 'ANN@example.com' } },
		]);
	});

	test('is found by e-mail, whatever the name', async () => {
		const books = await openBooks();
		const { Id } = await books.byHand('Customer', {
			DisplayName: 'A. Lee',
			PrimaryEmailAddr: { Address: 'Ann@Example.com' },
		});
		await postOne(books.client, sale('1'), perBuyer);
		expect(customerOf(await books.onlyDocument())).toBe(Id);
	});

	test('is found by name where no e-mail says otherwise', async () => {
		const books = await openBooks();
		const { Id } = await books.byHand('Customer', { DisplayName: 'ann lee' });
		await postOne(books.client, sale('1'), perBuyer);
		expect(customerOf(await books.onlyDocument())).toBe(Id);
	});

	test('is not a namesake with another e-mail, and is found again under the varied name', async () => {
		const books = await openBooks();
		await books.byHand('Customer', { DisplayName: 'Ann Lee', PrimaryEmailAddr: { Address: 'other@example.com' } });
		await postOne(books.client, sale('1'), perBuyer);
		await postOne(books.client, sale('2', { email: null }), perBuyer);
		expect((await books.customers()).map(({ DisplayName }) => DisplayName)).toEqual([
			'Ann Lee',
			'Ann Lee (WooCommerce 9)',
		]);
	});

	test('with the name of an inactive customer gets a varied one', async () => {
		const books = await openBooks();
		await makeInactive(books, 'Ann Lee');
		await postOne(books.client, sale('1', { name: 'Ann Lee (deleted)' }), perBuyer);
		expect((await books.customers()).map(({ DisplayName }) => DisplayName)).toEqual([
			'Ann Lee (deleted)',
			'Ann Lee (deleted) (WooCommerce 9)',
		]);
	});

	test('with the name that an inactive customer had gets it: QuickBooks gave it free', async () => {
		const books = await openBooks();
		await makeInactive(books, 'Ann Lee');
		expect(await postOne(books.client, sale('1'), perBuyer)).toMatchObject({
			outcome: 'created',
			reason: expect.stringMatching(
				/^The customer "Ann Lee" \(id \d+\) is inactive in QuickBooks, so a new one was made/,
			),
		});
		expect((await books.customers()).map(({ DisplayName }) => DisplayName)).toEqual(['Ann Lee (deleted)', 'Ann Lee']);
		expect(await postOne(books.client, sale('2'), perBuyer)).toMatchObject({ outcome: 'created', reason: null });
	});

	test('with the name of an employee gets a varied one', async () => {
		const books = await openBooks();
		await postOne(books.client, sale('1', { name: 'Nora Quist' }), perBuyer);
		expect((await books.customers()).map(({ DisplayName }) => DisplayName)).toEqual(['Nora Quist (WooCommerce 9)']);
	});

	test.each([{ requestIds: 'kept' }, { requestIds: 'error' }])(
		'with the name of an employee gets a new one where the varied one is inactive, or was merged (%j)',
		async (settings) => {
			const books = await openBooks(settings);
			const nora = { name: 'Nora Quist', email: null };
			await postOne(books.client, sale('1', nora), perBuyer);
			const [first] = await books.customers();
			await books.byHand('Customer', { Id: first?.Id, SyncToken: first?.SyncToken, sparse: true, Active: false });
			expect(await postOne(books.client, sale('2', nora), perBuyer)).toMatchObject({
				outcome: 'created',
				reason: expect.stringMatching(
					/^The customer "Nora Quist \(WooCommerce 9\)" \(id \d+\) is inactive in QuickBooks, so a new one was made/,
				),
			});
		},
	);

	test('has no character that QuickBooks refuses in a name', async () => {
		const books = await openBooks();
		await postOne(books.client, sale('1', { name: 'Lee: Ann\t(🎁)' }), perBuyer);
		expect((await books.customers())[0]?.DisplayName).toBe('Lee Ann ()');
	});

	test('without name or e-mail is named by the channel and the order', async () => {
		const books = await openBooks();
		await postOne(books.client, sale('7', { name: null, email: null, customerId: null }), perBuyer);
		expect((await books.customers())[0]?.DisplayName).toBe('WooCommerce buyer 7');
	});

	test('whose names all belong to somebody else needs attention, the neighbours are posted', async () => {
		const books = await openBooks({ multiCurrency: true });
		for (const DisplayName of ['Ann Lee', 'Ann Lee (WooCommerce 9)'])
			await books.byHand('Customer', { DisplayName, CurrencyRef: { value: 'EUR' } });
		const outcomes = await post(
			books.client,
			[sale('1'), sale('2', { name: 'Bob', email: 'bob@example.com', customerId: '10' })],
			perBuyer,
		);
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['needsAttention', 'created']);
		expect(outcomes[0]?.reason).toContain('belong to somebody else');
	});
});

/** QuickBooks puts " (deleted)" behind the name. */
async function makeInactive(books: StrictBooks, DisplayName: string): Promise<void> {
	const { Id, SyncToken } = await books.byHand('Customer', { DisplayName });
	await books.byHand('Customer', { Id, SyncToken, sparse: true, Active: false });
}
