import { describe, expect, test } from '@jest/globals';
import type { Customer } from '../../../core/model/salesOrder';
import type { Fields } from '../../../core/reading/readUnknown';
import { fakeQuickBooks } from '../../support/fakeQuickBooks';
import { buyer, order } from '../../support/orders';
import { post, postOne } from '../../support/posting';

const perBuyer = { customer: { kind: 'buyer' } } as const;
const sale = (orderId: string, customer: Partial<Customer> = {}) =>
	order({ orderId, orderNumber: orderId, customer: { ...buyer, ...customer } });
const customerOf = (document: Fields | undefined) => (document?.CustomerRef as Fields | undefined)?.value;

describe('One customer per channel', () => {
	test('is made once and used from then on', async () => {
		const books = fakeQuickBooks();
		await post(books.client, [sale('1'), sale('2', { email: 'bob@example.com' })]);
		await postOne(books.client, sale('3'));
		expect(books.customers().map(({ DisplayName }) => DisplayName)).toEqual(['WooCommerce customers']);
		expect(new Set(books.documents().map(customerOf)).size).toBe(1);
	});

	test('is the one that the user names', async () => {
		const books = fakeQuickBooks({ customers: [{ Id: '58', DisplayName: 'Web Sales', Active: true }] });
		await postOne(books.client, sale('1'), { customer: { kind: 'channel', name: 'web sales' } });
		expect(customerOf(books.onlyDocument())).toBe('58');
	});

	test('is another one for each currency', async () => {
		const books = fakeQuickBooks({ company: { multiCurrency: true } });
		await post(books.client, [sale('1'), order({ orderId: '2', orderNumber: '2', currency: 'EUR' })]);
		expect(books.customers()).toMatchObject([
			{ DisplayName: 'WooCommerce customers', CurrencyRef: { value: 'USD' } },
			{ DisplayName: 'WooCommerce customers (EUR)', CurrencyRef: { value: 'EUR' } },
		]);
	});
});

describe('One customer per buyer', () => {
	test('a buyer twice in one run makes one customer', async () => {
		const books = fakeQuickBooks();
		await post(books.client, [sale('1'), sale('2', { email: 'ANN@example.com' })], perBuyer);
		expect(books.customers()).toMatchObject([
			{ DisplayName: 'Ann Lee', PrimaryEmailAddr: { Address: 'ANN@example.com' } },
		]);
	});

	test('is found by e-mail, whatever the name', async () => {
		const books = fakeQuickBooks({
			customers: [{ Id: '58', DisplayName: 'A. Lee', PrimaryEmailAddr: { Address: 'Ann@Example.com' }, Active: true }],
		});
		await postOne(books.client, sale('1'), perBuyer);
		expect(customerOf(books.onlyDocument())).toBe('58');
	});

	test('is found by name where no e-mail says otherwise', async () => {
		const books = fakeQuickBooks({ customers: [{ Id: '58', DisplayName: 'ann lee', Active: true }] });
		await postOne(books.client, sale('1'), perBuyer);
		expect(customerOf(books.onlyDocument())).toBe('58');
	});

	test('is not a namesake with another e-mail, and is found again under the varied name', async () => {
		const books = fakeQuickBooks({
			customers: [
				{ Id: '58', DisplayName: 'Ann Lee', PrimaryEmailAddr: { Address: 'other@example.com' }, Active: true },
			],
		});
		await postOne(books.client, sale('1'), perBuyer);
		await postOne(books.client, sale('2', { email: null }), perBuyer);
		expect(books.customers().map(({ DisplayName }) => DisplayName)).toEqual(['Ann Lee', 'Ann Lee (WooCommerce 9)']);
	});

	test('with the name of an inactive customer gets a varied one', async () => {
		const books = fakeQuickBooks({ customers: [{ Id: '58', DisplayName: 'Ann Lee', Active: false }] });
		await postOne(books.client, sale('1'), perBuyer);
		expect(books.customers().map(({ DisplayName }) => DisplayName)).toEqual(['Ann Lee', 'Ann Lee (WooCommerce 9)']);
	});

	test('has no character that QuickBooks refuses in a name', async () => {
		const books = fakeQuickBooks();
		await postOne(books.client, sale('1', { name: 'Lee: Ann\t(🎁)' }), perBuyer);
		expect(books.customers()[0]?.DisplayName).toBe('Lee Ann ()');
	});

	test('without name or e-mail is named by the channel and the order', async () => {
		const books = fakeQuickBooks();
		await postOne(books.client, sale('7', { name: null, email: null, customerId: null }), perBuyer);
		expect(books.customers()[0]?.DisplayName).toBe('WooCommerce buyer 7');
	});

	test('whose names all belong to somebody else needs attention, the neighbours are posted', async () => {
		const books = fakeQuickBooks({
			customers: [
				{ Id: '58', DisplayName: 'Ann Lee', Active: false },
				{ Id: '59', DisplayName: 'Ann Lee (WooCommerce 9)', Active: false },
			],
		});
		const outcomes = await post(
			books.client,
			[sale('1'), sale('2', { name: 'Bob', email: 'bob@example.com', customerId: '10' })],
			perBuyer,
		);
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['needsAttention', 'created']);
		expect(outcomes[0]?.reason).toContain('belong to somebody else');
	});
});
