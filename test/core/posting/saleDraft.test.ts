import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draftSale, type DraftHeader } from '../../../core/posting/draft/saleDraft';
import type { DraftChoices, DraftFacts } from '../../../core/posting/draft/draftSettings';
import type { DraftingCompany } from '../../../core/quickbooks/company';
import { draftTrouble } from '../../../core/posting/draft/draftTrouble';
import { plainItem } from '../../support/plainItem';
import { toItemNameWithSku } from '../../../core/quickbooks/newItem';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import type { Fields } from '../../../core/reading/readUnknown';
import { buyer, charge, order, orderLine } from '../../support/orders';
import { moneyInto, untouchedDraft } from '../../support/posting';

const american: DraftingCompany = {
	country: 'US',
	address: null,
	timeZone: 'America/Los_Angeles',
	homeCurrency: 'USD',
	multiCurrency: false,
	allowsShipping: true,
	shippingAccountId: null,
	usesSalesTax: true,
	booksClosedUntil: null,
	classPer: null,
};
const british: DraftingCompany = { ...american, country: 'GB', timeZone: 'Europe/London', homeCurrency: 'GBP' };
const header: DraftHeader = { type: 'Invoice', number: 'WC-812', generation: 1, customerId: '1' };

const facts = (company: Partial<DraftingCompany> = {}, choices: Partial<DraftChoices> = {}): DraftFacts => ({
	company: { ...american, ...company },
	choices: { ...untouchedDraft, ...choices },
	itemOf: (lineId) => plainItem(`item-${lineId}`),
	taxCodes: [],
	lines: [],
});
const draft = (sale: SalesOrder, given = facts(), head: Partial<DraftHeader> = {}) =>
	draftSale(sale, { ...header, ...head }, { ...given, lines: sale.lines });
const linesOf = (body: Fields) => body.Line as Array<Fields & { SalesItemLineDetail: Fields }>;

describe('Where the buyer gets the goods', () => {
	const nowhere = { name: null, line1: null, line2: null, city: null, region: null, postcode: null, country: 'US' };
	const albany = { ...nowhere, line1: '1 Sample Street', city: 'Albany', region: 'NY', postcode: '12207' };
	const shop = { ...nowhere, line1: '4 Quay', city: 'Reno', region: 'NV', postcode: '89501' };
	const taxed = { lines: [orderLine({ tax: 200, taxRates: ['Tax'] })] };

	test('is the billing address where the ship-to address is a country alone', () => {
		const sale = order({ ...taxed, customer: { ...buyer, billing: albany, shipping: nowhere } });
		expect(draft(sale)).toMatchObject({ ShipAddr: { CountrySubDivisionCode: 'NY' } });
		expect(draft(sale)).not.toHaveProperty('ShipFromAddr');
		expect(
			draftTrouble(
				{ ...sale, customer: { ...buyer, billing: nowhere, shipping: nowhere } },
				{ ...facts(), lines: sale.lines },
			),
		).toContain('no address with a street, a postcode or a state');
	});

	test("is the company's own where it is picked up, or the place that the channel names", () => {
		const sale = order({ ...taxed, pickup: { place: null } });
		expect(draft(sale, facts({ address: shop }))).toMatchObject({
			ShipAddr: { CountrySubDivisionCode: 'NV' },
			ShipFromAddr: { CountrySubDivisionCode: 'NV' },
		});
		expect(draft({ ...sale, pickup: { place: albany } }, facts({ address: shop }))).toMatchObject({
			ShipAddr: { CountrySubDivisionCode: 'NY' },
			ShipFromAddr: { CountrySubDivisionCode: 'NY' },
		});
		expect(draftTrouble(sale, { ...facts(), lines: sale.lines })).toContain('enter the address of the company');
	});
});

describe('A drafted document', () => {
	test('says who, what, when and under which number', () => {
		const body = draft(order());
		expect(body).toMatchObject({
			CustomerRef: { value: '1' },
			DocNumber: 'WC-812',
			TxnDate: '2026-11-20',
			BillEmail: { Address: 'ann@example.com' },
			ShipAddr: {
				Line1: '1 Main St',
				Line2: 'Ann Lee',
				City: 'Austin',
				CountrySubDivisionCode: 'TX',
				PostalCode: '78701',
				Country: 'US',
			},
			PrivateNote: expect.stringMatching(
				/^woocommerce order 812 of shop\.example\.com \[qbosync|^woocommerce order 812 of shop\.example\.com\n\[qbosync/,
			),
		});
		expect(linesOf(body)).toEqual([
			{
				DetailType: 'SalesItemLineDetail',
				Amount: 25,
				Description: 'Blue mug',
				SalesItemLineDetail: { ItemRef: { value: 'item-1' }, TaxCodeRef: { value: 'NON' }, Qty: 2, UnitPrice: 12.5 },
			},
		]);
	});

	test('carries the day of the company, not of the server', () => {
		const lateEvening = order({ placedAt: '2026-11-21T06:30:00.000Z' });
		expect(draft(lateEvening).TxnDate).toBe('2026-11-20');
		expect(draft(lateEvening, facts({ timeZone: 'Asia/Tokyo' })).TxnDate).toBe('2026-11-21');
	});

	test('in the US says which lines are taxed, and the tax that the channel took', () => {
		const body = draft(
			order({
				lines: [orderLine({ tax: 206 }), orderLine({ lineId: '2', net: 300, quantity: 1 })],
				shipping: [charge({ tax: 41 })],
			}),
		);
		expect(linesOf(body).map(({ SalesItemLineDetail }) => (SalesItemLineDetail.TaxCodeRef as Fields).value)).toEqual([
			'TAX',
			'NON',
			'TAX',
		]);
		expect(body.TxnTaxDetail).toEqual({ TotalTax: 2.47 });
		expect(body.GlobalTaxCalculation).toBeUndefined();
	});

	test('leaves tax that the marketplace collects out', () => {
		const body = draft(order({ marketplaceTax: 206 }));
		expect(body.TxnTaxDetail).toEqual({ TotalTax: 0 });
		expect((linesOf(body)[0]?.SalesItemLineDetail.TaxCodeRef as Fields).value).toBe('NON');
	});

	test('outside the US names the chosen tax codes', () => {
		const sale = order({ currency: 'GBP', lines: [orderLine({ tax: 500 }), orderLine({ lineId: '2', tax: 0 })] });
		const body = draft(sale, facts(british, { taxedCodeId: '20', untaxedCodeId: '10' }));
		expect(linesOf(body).map(({ SalesItemLineDetail }) => (SalesItemLineDetail.TaxCodeRef as Fields).value)).toEqual([
			'20',
			'10',
		]);
		expect(body).toMatchObject({ GlobalTaxCalculation: 'TaxExcluded' });
		expect(body.TxnTaxDetail).toBeUndefined();
	});

	test("puts all shipping into QuickBooks' shipping field, or on the chosen item", () => {
		const sale = order({
			shipping: [charge(), charge({ chargeId: 's2', name: 'Insurance', net: 250 }), charge({ chargeId: 's3', net: 0 })],
		});
		expect(linesOf(draft(sale))[1]).toEqual({
			DetailType: 'SalesItemLineDetail',
			Amount: 7.5,
			SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' }, TaxCodeRef: { value: 'NON' } },
		});
		expect(linesOf(draft(sale, facts({}, { shippingItemId: '77' })))[1]).toMatchObject({
			Description: 'Flat rate, Insurance',
			SalesItemLineDetail: { ItemRef: { value: '77' }, Qty: 1, UnitPrice: 7.5 },
		});
	});

	test('books a fee, also one that takes something off, on the chosen item', () => {
		const body = draft(
			order({ fees: [charge({ chargeId: 'f', name: 'Gift card', net: -300 })] }),
			facts({}, { feeItemId: '78' }),
		);
		expect(linesOf(body)[1]).toMatchObject({
			Amount: -3,
			Description: 'Gift card',
			SalesItemLineDetail: { ItemRef: { value: '78' }, Qty: 1, UnitPrice: -3 },
		});
	});

	test('names the currency where the company keeps several', () => {
		expect(draft(order()).CurrencyRef).toBeUndefined();
		expect(draft(order({ currency: 'EUR' }), facts({ multiCurrency: true })).CurrencyRef).toEqual({ value: 'EUR' });
	});

	test('as a sales receipt says where the money went and what paid for it', () => {
		const paid = order({
			payments: [{ kind: 'money', amount: 2500, method: 'card', reference: 'ch_123', paidAt: null, paid: true }],
		});
		const chosen = facts({}, moneyInto('35'));
		expect(draft(paid, chosen, { type: 'SalesReceipt' })).toMatchObject({
			DepositToAccountRef: { value: '35' },
			PaymentRefNum: 'ch_123',
		});
		expect(draft(paid, chosen)).not.toHaveProperty('DepositToAccountRef');
		const longReference = order({
			payments: [{ kind: 'money', amount: 2500, method: 'card', reference: 'x'.repeat(22), paidAt: null, paid: true }],
		});
		expect(draft(longReference, chosen, { type: 'SalesReceipt' })).toMatchObject({
			PaymentRefNum: 'x'.repeat(21),
			PrivateNote: expect.stringContaining(`; card ${'x'.repeat(22)}`),
		});
	});

	test('carries no picture, control character or e-mail that QuickBooks would refuse', () => {
		const body = draft(
			order({ customer: { ...buyer, email: 'ann@localhost' }, lines: [orderLine({ name: 'Blue\tmug 🎁 ©' })] }),
		);
		expect(linesOf(body)[0]?.Description).toBe('Blue mug ©');
		expect(body).not.toHaveProperty('BillEmail');
	});

	test("comes to the order's total, to the cent, whatever was sold", () => {
		const anyLine = fc.record({
			net: fc.integer({ min: 0, max: 10_000_000 }),
			tax: fc.integer({ min: 0, max: 100_000 }),
			quantity: fc.integer({ min: 1, max: 5000 }),
		});
		fc.assert(
			fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), fc.nat(100_000), (lines, shipping) => {
				const sale = order({
					lines: lines.map((line, place) => orderLine({ ...line, lineId: String(place) })),
					shipping: [charge({ net: shipping })],
				});
				const body = draft(sale);
				const amounts = linesOf(body).map(({ Amount }) => Math.round(Number(Amount) * 100));
				const tax = Math.round(Number((body.TxnTaxDetail as Fields).TotalTax) * 100);
				expect(amounts.reduce((sum, amount) => sum + amount, tax)).toBe(sale.total);
			}),
		);
	});

	test('of yen or of dinars that end in 0 fits the two decimals of QuickBooks', () => {
		const yen = order({ currency: 'JPY', lines: [orderLine({ net: 1250 })] });
		expect(linesOf(draft(yen, facts({ homeCurrency: 'JPY' })))[0]?.Amount).toBe(1250);
		const dinars = order({ currency: 'KWD', lines: [orderLine({ net: 12_500 })] });
		expect(linesOf(draft(dinars, facts({ homeCurrency: 'KWD' })))[0]?.Amount).toBe(12.5);
	});
});

describe('An order that cannot be drafted', () => {
	test.each<[string, SalesOrder, DraftFacts]>([
		['switch Multicurrency on', order({ currency: 'EUR' }), facts()],
		['switch Shipping on', order({ shipping: [charge()] }), facts({ allowsShipping: false })],
		['choose a Fee Item', order({ fees: [charge()] }), facts()],
		['sales tax is switched off', order({ lines: [orderLine({ tax: 100 })] }), facts({ usesSalesTax: false })],
		[
			'choose the Tax Code for Other Taxed Lines',
			order({ currency: 'GBP', lines: [orderLine({ tax: 100 })] }),
			facts(british, { untaxedCodeId: '10' }),
		],
		['choose the Tax Code for Untaxed Lines', order({ currency: 'GBP' }), facts(british)],
		[
			'does not say how much tax',
			order({ currency: 'GBP', lines: [orderLine({ tax: null })] }),
			facts(british, { taxedCodeId: '20', untaxedCodeId: '10' }),
		],
		[
			'keeps two decimals',
			order({ currency: 'KWD', lines: [orderLine({ net: 12_505 })] }),
			facts({ homeCurrency: 'KWD' }),
		],
		['books are closed up to 2026-11-20', order(), facts({ booksClosedUntil: '2026-11-20' })],
		['its parts come to 25.00 USD', order({ total: 2501 }), facts()],
		['less than nothing', order({ lines: [orderLine({ net: -100 })] }), facts()],
		['no line', order({ lines: [] }), facts()],
		['quantity of -1', order({ lines: [orderLine({ quantity: -1 })] }), facts()],
	])('says why: %s', (words, sale, given) => {
		expect(draftTrouble(sale, { ...given, lines: sale.lines })).toContain(words);
	});

	test.each<[string, SalesOrder, DraftFacts]>([
		['untaxed, in a company without sales tax', order(), facts({ usesSalesTax: false })],
		[
			'untaxed, in a company abroad without sales tax',
			order({ currency: 'GBP' }),
			facts({ ...british, usesSalesTax: false }),
		],
		['of the day after the books were closed', order(), facts({ booksClosedUntil: '2026-11-19' })],
		['with shipping that was free', order({ shipping: [charge({ net: 0 })] }), facts({ allowsShipping: false })],
		[
			'with shipping on an item of its own',
			order({ shipping: [charge()] }),
			facts({ allowsShipping: false }, { shippingItemId: '7' }),
		],
	])('has no trouble %s', (_case, sale, given) => {
		expect(draftTrouble(sale, { ...given, lines: sale.lines })).toBeNull();
	});
});

describe('A price that contains its tax', () => {
	test('and takes two lines is shared out between them, to the cent', () => {
		const lines = [orderLine({ quantity: 300_007, net: 100_000, tax: 20_000, taxRates: ['VAT (20%)'] })];
		const body = draft(order({ currency: 'GBP', taxIncluded: true, lines }), facts(british, { taxedCodeId: '2' }));
		const grosses = linesOf(body).map(({ SalesItemLineDetail }) =>
			Math.round(Number(SalesItemLineDetail.TaxInclusiveAmt) * 100),
		);
		expect(grosses).toHaveLength(2);
		expect(grosses.reduce((sum, gross) => sum + gross, 0)).toBe(120_000);
		expect(linesOf(body).reduce((sum, { SalesItemLineDetail }) => sum + Number(SalesItemLineDetail.Qty), 0)).toBe(
			300_007,
		);
	});

	test('that nobody names makes a document of such prices, whatever the shop says of itself', () => {
		const lines = [orderLine({ tax: null })];
		const priced = { ...facts(british, { taxedCodeId: '2' }), taxCodes: [{ id: '2', name: '20.0% S', percent: 20 }] };
		expect(draft(order({ currency: 'GBP', taxIncluded: false, lines }), priced)).toMatchObject({
			GlobalTaxCalculation: 'TaxInclusive',
			Line: [{ Amount: 20.83, SalesItemLineDetail: { TaxInclusiveAmt: 25 } }],
		});
	});
});

describe('A day before items are counted', () => {
	test('moves to the last of their start dates', () => {
		const lines = [orderLine(), orderLine({ lineId: '2' }), orderLine({ lineId: '3' })];
		const starts: Readonly<Record<string, string>> = { 1: '2026-12-01', 2: '2026-12-05', 3: '2026-01-01' };
		const dated = {
			...facts({}, { beforeStart: 'onStartDate' }),
			itemOf: (lineId: string) => plainItem('5', starts[lineId]),
		};
		expect(draft(order({ lines }), dated).TxnDate).toBe('2026-12-05');
	});
});

describe('An exchange rate', () => {
	test("is told for other currencies only, and only against the company's own", () => {
		const rates = (currency: string, against: string) =>
			draft(order({ currency, exchangeRate: { currency: against, rate: '1.09' } }), facts({ multiCurrency: true }))
				.ExchangeRate;
		expect([rates('EUR', 'USD'), rates('USD', 'USD'), rates('EUR', 'GBP')]).toEqual([1.09, undefined, undefined]);
	});
});

describe('The name of a new item', () => {
	test('that is taken already fits with the SKU behind it', () => {
		const name = toItemNameWithSku({
			sku: toSku('S'.repeat(30))!,
			name: 'long '.repeat(20).trim(),
			isCounted: true,
			startsOn: '2026-11-20',
			note: '',
		});
		expect(name).toMatch(/^long .*\(S{30}\)$/);
		expect(name.length).toBeLessThanOrEqual(100);
	});
});
