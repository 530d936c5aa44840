import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Refund, RefundLine, SalesOrder } from '../../../core/model/salesOrder';
import { draftCredit, draftCreditUpdate, type CreditDraft } from '../../../core/posting/draft/creditDraft';
import { SHIPPING_FIELD } from '../../../core/posting/draft/draftPart';
import type { DraftFacts } from '../../../core/posting/draft/draftSettings';
import { draftTrouble } from '../../../core/posting/draft/draftTrouble';
import { draftSale, draftSaleUpdate } from '../../../core/posting/draft/saleDraft';
import type { SaleInBooks } from '../../../core/posting/draft/saleInBooks';
import { planClosingCredit } from '../../../core/posting/plan/closingCredit';
import { creditTrouble } from '../../../core/posting/plan/creditTrouble';
import { planRefundCredit } from '../../../core/posting/plan/refundCredit';
import { taxDifferenceOf, type BooksDocument } from '../../../core/quickbooks/booksDocument';
import { readDocument } from '../../../core/quickbooks/documents';
import type { Fields } from '../../../core/reading/readUnknown';
import { aCompany } from '../../support/aCompany';
import { charge, order, orderLine } from '../../support/orders';
import { plainItem } from '../../support/plainItem';
import { untouchedDraft } from '../../support/posting';

/** Minor units to one hundredth of the unit: QuickBooks' amounts have two decimals in every currency. */
const COUNTRIES = {
	US: { currency: 'USD', percents: [0, 8.875], unit: 1 },
	GB: { currency: 'GBP', percents: [0, 5, 20], unit: 1 },
	DE: { currency: 'EUR', percents: [0, 7, 19], unit: 1 },
	CA: { currency: 'CAD', percents: [0, 5, 12, 13], unit: 1 },
	JP: { currency: 'JPY', percents: [0, 8, 10], unit: 100 },
} as const;

type Country = keyof typeof COUNTRIES;

interface Way {
	readonly country: Country;
	readonly per: 'line' | 'document';
	readonly isEven: boolean;
	readonly isInclusive: boolean;
	readonly untaxedAmounts: boolean;
	/** The channel names no tax: it is in the price (eBay outside North America). */
	readonly isUnnamed: boolean;
}

const someWay: fc.Arbitrary<Way> = fc.record({
	country: fc.constantFrom<Country>('US', 'GB', 'DE', 'CA', 'JP'),
	per: fc.constantFrom('line', 'document'),
	isEven: fc.boolean(),
	isInclusive: fc.boolean(),
	untaxedAmounts: fc.boolean(),
	isUnnamed: fc.boolean(),
});

/** A US company is told the tax, and there is none to tell. */
const namesNoTax = ({ isUnnamed, country }: Way): boolean => isUnnamed && country !== 'US';

/** A tax in whole units, by the test's own arithmetic: percents in thousandths, so that nothing is lost. */
function rounded(above: number, below: number, isEven: boolean): number {
	const size = Math.abs(above);
	const whole = Math.floor(size / below);
	const twice = 2 * (size - whole * below);
	const up = twice > below || (twice === below && (!isEven || whole % 2 === 1));
	return Math.sign(above) * (whole + (up ? 1 : 0)) || 0;
}

/** Canada's GST and PST are rates of one code, and each is rounded by itself. */
const ratesOf = (percent: number): readonly number[] => (percent === 12 ? [5, 7] : [percent]);

const thousandths = (percent: number): number => Math.round(percent * 1000);

const codeId = (percent: number): string => `code ${percent}`;

function percentOfCode(code: unknown): number {
	const { value } = code as { readonly value: string };
	return value.startsWith('code ') ? Number(value.slice('code '.length)) : 0;
}

/** Amounts that contain their tax, less it: where it was rounded over all of them, the largest that is taxed takes the difference. */
function balanced(lines: ReadonlyArray<{ net: number; isTaxed: boolean }>, stated: number): number[] {
	const nets = lines.map(({ net }) => net);
	const sizes = lines.map(({ net, isTaxed }) => (isTaxed ? Math.abs(net) : -1));
	const largest = sizes.indexOf(Math.max(...sizes));
	return nets.map((net, place) => (place === largest ? net + stated - sumOf(nets) : net));
}

/** The document as QuickBooks answers it: with the tax that it works out by itself, or was told. */
function answered(type: BooksDocument['type'], body: Fields, { country, per, isEven }: Way): BooksDocument {
	const { currency, unit } = COUNTRIES[country];
	const rows = body.Line as Fields[];
	const isInclusive = body.GlobalTaxCalculation === 'TaxInclusive';
	const lines = rows.map((row) => {
		const detail = row.SalesItemLineDetail as Fields;
		const percent = percentOfCode(detail.TaxCodeRef);
		const amount = Math.round((Number(isInclusive ? detail.TaxInclusiveAmt : row.Amount) * 100) / unit);
		return { percent, amount, below: 100_000 + (isInclusive ? thousandths(percent) : 0) };
	});
	const taxOf = (amount: number, { percent, below }: { percent: number; below: number }): number =>
		sumOf(ratesOf(percent).map((rate) => rounded(amount * thousandths(rate), below, isEven)));
	const worked = [...new Set(lines.map(({ percent }) => percent))].map((percent) => {
		const alike = lines.filter((line) => line.percent === percent);
		const [first] = alike;
		if (first === undefined) return 0;
		const amounts = alike.map(({ amount }) => amount);
		return per === 'line' ? sumOf(amounts.map((amount) => taxOf(amount, first))) : taxOf(sumOf(amounts), first);
	});
	const told = (body.TxnTaxDetail as Fields | undefined)?.TotalTax;
	const tax = told === undefined ? worked.reduce((all, one) => all + one, 0) : Math.round((Number(told) * 100) / unit);
	const amounts = lines.reduce((all, { amount }) => all + amount, 0);
	const total = isInclusive ? amounts : amounts + tax;
	const asText = (units: number): string => ((units * unit) / 100).toFixed(2);
	const nets = isInclusive
		? balanced(
				lines.map((line) => ({ net: line.amount - taxOf(line.amount, line), isTaxed: line.percent !== 0 })),
				total - tax,
			)
		: lines.map(({ amount }) => amount);
	const row = {
		...body,
		Line: rows.map((one, place) => ({
			...one,
			Id: String(place + 1),
			Amount: asText(nets[place] ?? 0),
		})),
		Id: '1',
		SyncToken: '0',
		CurrencyRef: { value: currency },
		TxnTaxDetail: { TotalTax: asText(tax) },
		TotalAmt: asText(total),
		Balance: asText(total),
		MetaData: { CreateTime: '2026-11-20T12:00:00Z', LastUpdatedTime: '2026-11-20T12:00:00Z' },
	};
	return readDocument(type, row, { ...aCompany, country, homeCurrency: currency });
}

function factsOf(sold: SalesOrder, { country, untaxedAmounts }: Way): DraftFacts {
	const { currency, percents } = COUNTRIES[country];
	const isUs = country === 'US';
	return {
		company: { ...aCompany, country, homeCurrency: currency },
		choices: {
			...untouchedDraft,
			roundingItemId: '77',
			refundItemId: '78',
			feeItemId: '79',
			untaxedCodeId: isUs ? null : codeId(0),
			taxedCodeId: isUs ? null : codeId(percents.at(-1) ?? 0),
			taxRules: isUs
				? []
				: percents.map((percent) => ({
						rates: rateName(percent),
						country: null,
						marketplace: false,
						codeId: codeId(percent),
					})),
			amountOnlyRefunds: untaxedAmounts ? 'untaxed' : 'spread',
		},
		lines: sold.lines,
		itemOf: (lineId: string) => plainItem(String(1000 + Number(lineId))),
		taxCodes: isUs
			? []
			: percents.map((percent) => ({
					id: codeId(percent),
					name: codeId(percent),
					percent,
					percents: ratesOf(percent),
				})),
	} as DraftFacts;
}

const rateName = (percent: number): string => `Rate ${percent}`;

interface DrawnLine {
	readonly quantity: number;
	readonly net: number;
	readonly rate: number;
}

const someLine = fc.record({
	quantity: fc.integer({ min: 1, max: 9 }),
	net: fc.integer({ min: 1, max: 30_000 }),
	rate: fc.nat(3),
});

const someOrder = fc.record({
	lines: fc.array(someLine, { minLength: 1, maxLength: 12 }),
	shipping: someLine,
	wrapping: someLine,
});

interface DrawnOrder {
	readonly lines: readonly DrawnLine[];
	readonly shipping: DrawnLine;
	readonly wrapping: DrawnLine;
}

/** Each line with the tax of its rate, as a shop that rounds each line has it. */
function soldBy({ lines, shipping, wrapping }: DrawnOrder, way: Way): SalesOrder {
	const { currency, percents } = COUNTRIES[way.country];
	const taxed = ({ net, rate }: DrawnLine) => {
		const percent = percents[rate % percents.length] ?? 0;
		if (namesNoTax(way)) return { net, tax: null, taxRates: [] };
		const tax = sumOf(ratesOf(percent).map((one) => rounded(net * thousandths(one), 100_000, false)));
		return { net, tax, taxRates: percent === 0 ? [] : [rateName(percent)] };
	};
	return order({
		currency,
		taxIncluded: way.isInclusive,
		lines: lines.map((line, place) =>
			orderLine({ ...taxed(line), lineId: String(place + 1), quantity: line.quantity, restocked: 0 }),
		),
		shipping: [charge({ chargeId: '90', ...taxed(shipping) })],
		fees: [charge({ chargeId: '91', name: 'Wrapping', ...taxed(wrapping) })],
	});
}

interface Pick {
	readonly kind: 'line' | 'amount' | 'tax';
	readonly place: number;
	readonly part: number;
}

const somePicks = fc.array(
	fc.record({ kind: fc.constantFrom<Pick['kind']>('line', 'amount', 'tax'), place: fc.nat(20), part: fc.nat(100) }),
	{ maxLength: 4 },
);

/** What a merchant gives back before the last refund: units of a line, a mere amount, or a part of a line's tax alone. */
function refundFor(
	{ kind, place, part }: Pick,
	sold: SalesOrder,
	left: number,
): { total: number; lines: RefundLine[] } {
	const line = sold.lines[place % sold.lines.length] ?? orderLine();
	const tax = line.tax ?? 0;
	const units = part % (line.quantity + 1);
	const ofUnits = (amount: number): number => rounded(amount * units, line.quantity, false);
	const named = (amounts: Partial<RefundLine>): RefundLine[] => [
		{ lineId: line.lineId, quantity: 0, net: 0, tax: 0, restocked: 0, ...amounts },
	];
	if (kind === 'amount') return { total: Math.floor((left * part) / 200), lines: [] };
	if (kind === 'tax') {
		const back = Math.floor((tax * part) / 200);
		return { total: back, lines: named({ tax: back }) };
	}
	const back = { net: ofUnits(line.net), tax: line.tax === null ? null : ofUnits(tax) };
	return { total: back.net + (back.tax ?? 0), lines: named({ ...back, quantity: units }) };
}

function saleOf(sold: SalesOrder, way: Way): SaleInBooks {
	const facts = factsOf(sold, way);
	const header = { type: 'Invoice', number: 'WC-812', generation: 1, customerId: '1' } as const;
	const first = answered('Invoice', draftSale(sold, header, facts), way);
	const rounding = sold.total - first.total;
	const document = rounding === 0 ? first : answered('Invoice', draftSaleUpdate(sold, first, facts, rounding), way);
	return { order: sold, document, credits: [], facts };
}

function booked(sale: SaleInBooks, credit: CreditDraft, way: Way): BooksDocument {
	const { order: sold, facts, document } = sale;
	const header = {
		type: 'CreditMemo',
		number: 'C',
		generation: 1,
		customerId: '1',
		payFromAccountId: null,
		notBefore: document.day,
		rounding: credit.rounding,
	} as const;
	const first = answered('CreditMemo', draftCredit(sold, credit, header, facts), way);
	if (first.total === credit.total) return first;
	const rounding = credit.total - first.total + (credit.rounding ?? 0);
	return answered('CreditMemo', draftCreditUpdate(sold, credit, { document: first, rounding }, facts), way);
}

/** The sale with every refund credited, as one run after the other does it. */
function refunded(sold: SalesOrder, picks: readonly Pick[], way: Way): { sale: SaleInBooks; refunds: Refund[] } {
	let sale = saleOf(sold, way);
	const refunds: Refund[] = [];
	const credit = (total: number, lines: RefundLine[]): void => {
		if (total <= 0) return;
		const refund = {
			refundId: String(refunds.length + 1),
			refundedAt: '2026-11-20T11:00:00.000Z',
			total,
			reason: null,
			tender: [],
			lines,
		};
		refunds.push(refund);
		const draft = planRefundCredit(refund, sale);
		expect(creditTrouble(draft, sale)).toBeNull();
		sale = { ...sale, credits: [...sale.credits, booked(sale, draft, way)] };
	};
	const given = new Set<string>();
	for (const pick of picks) {
		const left = sold.total - refunds.reduce((all, { total }) => all + total, 0);
		const next = refundFor(pick, sold, left);
		const lineId = next.lines[0]?.lineId ?? '';
		// A shop lets no more of a line go back than it cost; one refund for each is enough here.
		if (next.total >= left || given.has(lineId)) continue;
		if (lineId !== '') given.add(lineId);
		credit(next.total, next.lines);
	}
	const left = sold.total - refunds.reduce((all, { total }) => all + total, 0);
	credit(left, []);
	return { sale, refunds };
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

/** What the documents hold on each account: the field for shipping has its own, the fee item too, all goods share theirs with money and rounding. */
function heldOn({ document, credits }: SaleInBooks): Record<string, number> {
	const held = { goods: 0, shipping: 0, fees: 0, tax: document.tax - sumOf(credits.map(({ tax }) => tax)) };
	for (const one of [document, ...credits])
		for (const { itemId, amount } of one.lines) {
			const account = itemId === SHIPPING_FIELD ? 'shipping' : itemId === '79' ? 'fees' : 'goods';
			held[account] += one === document ? amount : -amount;
		}
	return held;
}

const NOTHING = { goods: 0, shipping: 0, fees: 0, tax: 0 };

const runs = { numRuns: 60 };

describe('Whatever QuickBooks rounds (rules.md D7, G4 to G6)', () => {
	test('a sale comes to what the shop charged, and the difference of its tax is said', () => {
		fc.assert(
			fc.property(someWay, someOrder, (way, drawn) => {
				const sold = soldBy(drawn, way);
				const { document, facts } = saleOf(sold, way);
				expect(draftTrouble(sold, facts)).toBeNull();
				expect(document.total).toBe(sold.total);
				const charged = sumOf([...sold.lines, ...sold.shipping, ...sold.fees].map(({ tax }) => tax ?? 0));
				expect(taxDifferenceOf(document)).toBe(namesNoTax(way) ? null : document.tax - charged);
			}),
			runs,
		);
	});

	test('each credit comes to what went back, and after the last nothing is left on any account', () => {
		fc.assert(
			fc.property(someWay, someOrder, somePicks, (way, drawn, picks) => {
				const { sale, refunds } = refunded(soldBy(drawn, way), picks, way);
				expect(sale.credits.map(({ total }) => total)).toEqual(refunds.map(({ total }) => total));
				expect(heldOn(sale)).toEqual(NOTHING);
			}),
			runs,
		);
	});

	test('the credit that closes a cancelled order leaves nothing on any account', () => {
		fc.assert(
			fc.property(someWay, someOrder, somePicks, (way, drawn, picks) => {
				const { sale: whole } = refunded(soldBy(drawn, way), picks, way);
				const sale = {
					...whole,
					order: { ...whole.order, state: 'cancelled' as const },
					credits: whole.credits.slice(0, -1),
				};
				const closing = planClosingCredit(sale);
				const credits = closing === null ? sale.credits : [...sale.credits, booked(sale, closing, way)];
				expect(sumOf(credits.map(({ total }) => total))).toBe(sale.document.total);
				expect(heldOn({ ...sale, credits })).toEqual(NOTHING);
			}),
			runs,
		);
	});
});
