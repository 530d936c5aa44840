import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BooksDocument } from '../../../core/quickbooks/booksDocument';
import { planClosingCredit } from '../../../core/posting/plan/closingCredit';
import { draftCredit, type CreditDraft } from '../../../core/posting/draft/creditDraft';
import { splitGross } from '../../../core/posting/draft/creditParts';
import { creditTrouble } from '../../../core/posting/plan/creditTrouble';
import { draftSale } from '../../../core/posting/draft/saleDraft';
import { planDuplicates } from '../../../core/posting/plan/duplicatesPlan';
import { fingerprintOf } from '../../../core/model/orderFingerprint';
import { CANCELLATION, documentNumber, identityKey, identityOf } from '../../../core/model/orderIdentity';
import { plainItem } from '../../support/plainItem';
import { formatMoney, readMoney, allocate, sum } from '../../../core/model/money';
import { planPosting } from '../../../core/posting/plan/salePlan';
import { readMarker } from '../../../core/quickbooks/documentMarker';
import { planRefundCredit } from '../../../core/posting/plan/refundCredit';
import { shareOf } from '../../../core/model/allocation';
import { roundingAllowance } from '../../../core/posting/draft/hundredths';
import type { SaleInBooks } from '../../../core/posting/draft/saleInBooks';
import { ORDER_STATES, type Refund, type SalesOrder } from '../../../core/model/salesOrder';
import { readDocument } from '../../../core/quickbooks/documents';
import type { Fields } from '../../../core/reading/readUnknown';
import { aCompany } from '../../support/aCompany';
import { charge, order, orderLine } from '../../support/orders';
import { untouchedDraft } from '../../support/posting';

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const amount = fc.integer({ min: 0, max: 1_000_000 });
const draft = { ...untouchedDraft, refundItemId: '78', feeItemId: '79' };

const someOrder = fc
	.record({
		lines: fc.array(
			fc.record({ quantity: fc.integer({ min: 1, max: 50 }), net: amount, tax: fc.integer({ min: 0, max: 100_000 }) }),
			{ minLength: 1, maxLength: 8 },
		),
		shipping: amount,
		fee: amount,
	})
	.map(({ lines, shipping, fee }) =>
		order({
			lines: lines.map((line, place) =>
				orderLine({ ...line, lineId: String(place + 1), taxRates: line.tax === 0 ? [] : ['Tax'] }),
			),
			shipping: [charge({ chargeId: 's', net: shipping })],
			fees: [charge({ chargeId: 'f', net: fee })],
		}),
	);

function factsOf(sale: SalesOrder) {
	return {
		company: aCompany,
		choices: draft,
		lines: sale.lines,
		itemOf: (lineId: string) => plainItem(String(1000 + Number(lineId))),
		taxCodes: [],
	};
}

/** The document as QuickBooks gives it back: with what it adds up by itself. */
function inBooks(type: BooksDocument['type'], body: Fields): BooksDocument {
	const lines = body.Line as Fields[];
	const tax = Number((body.TxnTaxDetail as Fields).TotalTax);
	const total =
		(Math.round(lines.reduce((all, { Amount }) => all + Number(Amount) * 100, 0)) + Math.round(tax * 100)) / 100;
	const row = {
		...body,
		Id: '1',
		SyncToken: '0',
		TotalAmt: total,
		Balance: total,
		MetaData: { CreateTime: '2026-11-20T12:00:00Z', LastUpdatedTime: '2026-11-20T12:00:00Z' },
	};
	return readDocument(type, row, aCompany);
}

function saleOf(sold: SalesOrder): SaleInBooks {
	const facts = factsOf(sold);
	const document = inBooks(
		'Invoice',
		draftSale(sold, { type: 'Invoice', number: 'WC-812', generation: 1, customerId: '1' }, facts),
	);
	return { order: sold, document, credits: [], facts };
}

function booked(sale: SaleInBooks, credit: CreditDraft): BooksDocument {
	return inBooks(
		'CreditMemo',
		draftCredit(
			sale.order,
			credit,
			{
				type: 'CreditMemo',
				number: 'C',
				generation: 1,
				customerId: '1',
				payFromAccountId: null,
				notBefore: sale.document.day,
			},
			sale.facts,
		),
	);
}

/** Refunds of whole or partial lines, and of mere amounts, that never come to more than was sold. */
function refundsOf(sold: SalesOrder, picks: readonly number[]): Refund[] {
	return sold.lines.flatMap((line, place): Refund[] => {
		const quantity = (picks[place] ?? 0) % (line.quantity + 1);
		if (quantity === 0) return [];
		const [net, tax] = [shareOf(line.net, quantity, line.quantity), shareOf(line.tax ?? 0, quantity, line.quantity)];
		return [
			{
				refundId: String(place + 1),
				refundedAt: '2026-11-20T11:00:00.000Z',
				total: net + tax,
				reason: null,
				tender: [],
				lines: [{ lineId: line.lineId, quantity, net, tax, restocked: quantity % 2 === 0 ? quantity : 0 }],
			},
		];
	});
}

describe('Money', () => {
	test('is read back as it was written, in any currency', () => {
		fc.assert(
			fc.property(cents, fc.constantFrom('USD', 'JPY', 'KWD'), (money, currency) =>
				expect(readMoney(formatMoney(money, currency), currency, 'amount')).toBe(money),
			),
		);
	});

	test('that is shared out is neither more nor less, and nobody gets more than a unit beyond his part', () => {
		fc.assert(
			fc.property(cents, fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 }), (total, weights) => {
				const shares = allocate(total, weights);
				const whole = sum(weights);
				expect(sum(shares)).toBe(total);
				if (whole > 0)
					shares.forEach((share, place) =>
						expect(Math.abs(share - (total * (weights[place] ?? 0)) / whole)).toBeLessThanOrEqual(1),
					);
			}),
		);
	});

	test('a share is the nearest unit, a half away from zero, and turns with the sign', () => {
		fc.assert(
			fc.property(cents, fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (total, part, whole) => {
				const share = shareOf(total, part, whole);
				expect(Math.abs(share * whole - total * part) * 2).toBeLessThanOrEqual(whole);
				expect(shareOf(-total, part, whole)).toBe(share === 0 ? 0 : -share);
			}),
		);
	});

	test('tax that is taken out of an amount leaves the amount whole, and all of a sale gives back all of its tax', () => {
		fc.assert(
			fc.property(amount, amount, fc.nat(100_000), (gross, net, tax) => {
				const split = splitGross(gross, { net, tax });
				expect(split.net + (split.tax ?? 0)).toBe(gross);
				expect(splitGross(net + tax, { net, tax })).toEqual({ net, tax });
			}),
		);
	});

	test('a rounding is at least five units, and half a unit for each line', () => {
		fc.assert(
			fc.property(fc.nat(1000), (lines) => {
				expect(roundingAllowance(lines, { currency: 'EUR' })).toBe(Math.max(5, Math.floor(lines / 2)));
				expect(roundingAllowance(lines, { currency: 'KWD' })).toBe(10 * Math.max(5, Math.floor(lines / 2)));
			}),
		);
	});
});

describe('Document numbers', () => {
	const numbered = fc.record({
		orderNumber: fc.string({ minLength: 1, maxLength: 30 }),
		refundId: fc.option(fc.oneof(fc.stringMatching(/^[0-9A-Za-z]{1,20}$/), fc.constant(CANCELLATION))),
		generation: fc.integer({ min: 1, max: 50 }),
	});

	test('that are too long keep as much of the hash as there is room for', () => {
		const long = order({ orderNumber: '9'.repeat(30) });
		const numbers = ['WC-', 'LONGPRE-'].flatMap((prefix) =>
			[1, 2, 12].map((generation) => documentNumber(prefix, long, { generation })),
		);
		expect(numbers.map(({ length }) => length)).toEqual(Array(6).fill(21));
	});

	test('fit QuickBooks, and two of one order never meet', () => {
		fc.assert(
			fc.property(fc.constantFrom('WC-', 'EB-', 'LONGPRE-'), numbered, numbered, (prefix, one, other) => {
				const name = ({ refundId, generation }: typeof one) =>
					documentNumber(prefix, order({ orderNumber: one.orderNumber }), { refundId, generation });
				expect(name(one).length).toBeLessThanOrEqual(21);
				const isSame = one.refundId === other.refundId && one.generation === other.generation;
				expect(name(one) === name(other)).toBe(isSame);
			}),
		);
	});
});

describe('Credits', () => {
	test('come to what went back, to the cent, and never to more goods than were sold', () => {
		fc.assert(
			fc.property(someOrder, fc.array(fc.nat(60), { minLength: 8, maxLength: 8 }), (sold, picks) => {
				const sale = saleOf({ ...sold, refunds: refundsOf(sold, picks) });
				for (const refund of sale.order.refunds)
					expect(booked(sale, planRefundCredit(refund, sale)).total).toBe(refund.total);
			}),
		);
	});

	test('are refused where more was credited before than there was, in money or in units', () => {
		const sale = saleOf(order());
		const [line] = sale.order.lines;
		const half = planRefundCredit(
			{
				refundId: '1',
				refundedAt: '2026-11-20T11:00:00.000Z',
				total: 1250,
				reason: null,
				tender: [],
				lines: [{ lineId: line?.lineId ?? '', quantity: 1, net: 1250, tax: 0, restocked: 1 }],
			},
			sale,
		);
		const credit = booked(sale, half);
		const doubled = { ...credit, total: 100, lines: credit.lines.map((one) => ({ ...one, quantity: 3 })) };
		expect(creditTrouble(half, { ...sale, credits: [credit] })).toBeNull();
		expect(creditTrouble(half, { ...sale, credits: [credit, credit] })).toContain('only 0.00 USD');
		expect(creditTrouble(half, { ...sale, credits: [doubled] })).toContain('More of "Blue mug" was credited than sold');
	});

	test('close a cancelled order exactly: no money and no unit is left, whatever was refunded before', () => {
		fc.assert(
			fc.property(someOrder, fc.array(fc.nat(60), { minLength: 8, maxLength: 8 }), (sold, picks) => {
				const open = saleOf({ ...sold, refunds: refundsOf(sold, picks), state: 'cancelled' });
				const credited = open.order.refunds.reduce<SaleInBooks>(
					(sale, refund) => ({ ...sale, credits: [...sale.credits, booked(sale, planRefundCredit(refund, sale))] }),
					open,
				);
				const closing = planClosingCredit(credited);
				const credits = closing === null ? credited.credits : [...credited.credits, booked(credited, closing)];
				expect(sum(credits.map(({ total }) => total))).toBe(open.document.total);
				expect(unitsIn(credits)).toEqual(unitsIn([open.document]));
			}),
		);
	});
});

describe('A credit of a part', () => {
	const paidBack = (total: number, lines: Refund['lines'] = []): Refund => ({
		refundId: '5',
		refundedAt: '2026-11-20T11:00:00.000Z',
		total,
		reason: null,
		tender: [],
		lines,
	});

	test('of which nothing but tax is open brings each unit back once, though the order has its line no more', () => {
		const lines = [orderLine({ quantity: 2, net: 10_000, tax: 800 }), orderLine({ lineId: '2', net: 5000, tax: 400 })];
		const sale = saleOf(order({ lines }));
		const amount = { lineId: '1', quantity: 0, net: 10_000, tax: 0, restocked: 0 };
		const credit = booked(sale, planRefundCredit(paidBack(10_000, [amount]), sale));
		const off = { ...sale.order, lines: lines.slice(1), state: 'cancelled' } as const;
		const closing = planClosingCredit({ ...sale, order: off, credits: [credit] });
		const back = (closing?.parts ?? []).filter(({ itemId }) => itemId === '1001');
		expect(sum(back.map(({ quantity }) => quantity ?? 0))).toBe(2);
		expect(closing?.total).toBe(6200);
	});

	test('brings whole units back where the order was edited to more and its document does not show it', () => {
		const sold = orderLine({ quantity: 1, net: 4000, tax: 0 });
		const sale = saleOf(order({ lines: [sold] }));
		const edited = { ...sale.order, lines: [{ ...sold, quantity: 3, net: 12_000 }] };
		for (const total of [4000, 3000]) {
			const back = { lineId: '1', quantity: 1, net: total, tax: 0, restocked: 1 };
			const { parts } = planRefundCredit(paidBack(total, [back]), { ...sale, order: edited });
			expect(sum(parts.map(({ itemId, quantity }) => (itemId === '1001' ? (quantity ?? 0) : 0)))).toBe(1);
		}
	});

	test('in a currency of three decimals is shared out in the two that QuickBooks keeps', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 6 }),
				fc.nat(),
				(nets, pick) => {
					const lines = nets.map((net, place) => orderLine({ lineId: String(place + 1), net: net * 10, quantity: 1 }));
					const sale = saleOf(order({ currency: 'KWD', lines }));
					const total = 10 + (pick % sum(nets)) * 10;
					const { parts } = planRefundCredit(paidBack(total), sale);
					expect(sum(parts.map(({ net, tax }) => net + (tax ?? 0)))).toBe(total);
					expect(parts.filter(({ net }) => net % 10 !== 0)).toEqual([]);
				},
			),
		);
	});
});

/** Units of each counted item. */
function unitsIn(documents: readonly BooksDocument[]): Record<string, number> {
	const units: Record<string, number> = {};
	for (const { itemId, quantity } of documents.flatMap(({ lines }) => lines)) {
		if (itemId !== null && Number(itemId) >= 1000) units[itemId] = (units[itemId] ?? 0) + (quantity ?? 0);
	}
	return units;
}

describe('The plan', () => {
	const document = saleOf(order()).document;
	const states = fc.constantFrom(...ORDER_STATES);
	const time = fc
		.integer({ min: 0, max: 20 })
		.map((minutes) => `2026-11-20T10:${String(minutes).padStart(2, '0')}:00.000Z`);

	test('never writes a second document for an order that has one, whichever version comes', () => {
		fc.assert(
			fc.property(states, time, fc.integer({ min: 1, max: 3 }), (state, modifiedAt, quantity) => {
				const plan = planPosting(
					order({ state, modifiedAt, lines: [orderLine({ quantity })] }),
					{ documents: [document], deleted: [] },
					{
						prefix: 'WC-',
						goLive: null,
					},
				);
				expect(plan.action).not.toBe('create');
			}),
		);
	});

	test('lets an older version change nothing', () => {
		fc.assert(
			fc.property(states, time, (state, modifiedAt) => {
				fc.pre(modifiedAt < order().modifiedAt);
				expect(
					planPosting(
						order({ state, modifiedAt, lines: [orderLine({ quantity: 9 })] }),
						{ documents: [document], deleted: [] },
						{
							prefix: 'WC-',
							goLive: null,
						},
					),
				).toMatchObject({ action: 'alreadyThere', isCurrent: false });
			}),
		);
	});

	test('asks for no second write once its first is done', () => {
		fc.assert(
			fc.property(someOrder, (sold) => {
				const { document: written } = saleOf(sold);
				expect(readMarker(written.note)?.fingerprint).toBe(fingerprintOf(sold));
				expect(planPosting(sold, { documents: [written], deleted: [] }, { prefix: 'WC-', goLive: null })).toMatchObject(
					{ action: 'alreadyThere' },
				);
			}),
		);
	});

	test('sees one document in one that was read twice', () => {
		expect(planDuplicates(document.marker?.identity ?? '', [document, { ...document }])).toEqual({
			toVoid: [],
			reason: null,
		});
		expect(planDuplicates(document.marker?.identity ?? '', [document, { ...document, id: '2' }]).toVoid).toMatchObject([
			{ id: '2' },
		]);
	});

	test("takes another order's document for a stranger", () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (account) => {
				const other = order({ account });
				fc.pre(identityKey(identityOf(other)) !== identityKey(identityOf(order())));
				expect(
					planPosting(other, { documents: [document], deleted: [] }, { prefix: 'WC-', goLive: null }),
				).toMatchObject({
					action: 'needsAttention',
					document: null,
				});
			}),
		);
	});
});
