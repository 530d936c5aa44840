import type { Fields } from '../reading/readUnknown';
import { needsTaxCodes, statesTax, type DraftFacts } from './draftSettings';
import { minorDigits, sum, type Money } from './money';
import { pricedLines, type PricedLine } from './pricedLine';
import { plainText } from './plainText';
import type { Charge, OrderLine, SalesOrder } from './salesOrder';
import { shortHash } from './shortHash';

/** QuickBooks' own item for the shipping field of its forms. */
const SHIPPING_FIELD = 'SHIPPING_ITEM_ID';
const LONGEST_DESCRIPTION = 4000;
const KEY_DIGITS = 5;

export interface DraftedLine {
	/** Says which part of the order the line stands for, so that an update finds it again. */
	readonly key: string;
	readonly body: Fields;
}

/** Goods, then fees, then shipping, in the order's sequence. Parts that come to nothing are left out. */
export function draftLines(order: SalesOrder, facts: DraftFacts): DraftedLine[] {
	return [
		...goodsOf(order).flatMap((line) => draftGoods(order, line, facts)),
		...chargesOf(order.fees).map((fee) => draftCharge(order, fee, facts, required(facts.choices.feeItemId, 'fee item'))),
		...mergedShipping(order).map((shipping) => draftShipping(order, shipping, facts)),
	];
}

/** Lines that something was sold on. */
export function goodsOf({ lines }: SalesOrder): OrderLine[] {
	return lines.filter(({ quantity, net, tax }) => quantity !== 0 || net !== 0 || (tax ?? 0) !== 0);
}

export function chargesOf(charges: readonly Charge[]): Charge[] {
	return charges.filter(({ net, tax }) => net !== 0 || (tax ?? 0) !== 0);
}

/** QuickBooks has one shipping field, so an order's charges for it become one; none stay none. */
export function mergedShipping({ shipping }: SalesOrder): Charge[] {
	const charges = chargesOf(shipping);
	const [first] = charges;
	if (first === undefined) return [];
	return [
		{
			chargeId: 'shipping',
			name: [...new Set(charges.map(({ name }) => name))].join(', '),
			net: sum(charges.map(({ net }) => net)),
			tax: sum(charges.map(({ tax }) => tax ?? 0)),
			taxRates: [...new Set(charges.flatMap(({ taxRates }) => taxRates))].sort(),
		},
	];
}

/** Hundredths of the whole unit, the precision of QuickBooks' amounts; null for an amount with a third decimal. */
export function hundredthsOf(money: Money, currency: string): number | null {
	const hundredths = money * 10 ** (2 - minorDigits(currency));
	return Number.isSafeInteger(hundredths) ? hundredths : null;
}

function draftGoods(order: SalesOrder, line: OrderLine, facts: DraftFacts): DraftedLine[] {
	const hundredths = required(hundredthsOf(line.net, order.currency), 'two decimals');
	const priced = required(pricedLines(line.quantity, hundredths), 'unit price');
	const item = required(facts.itemOf(line.lineId), 'item');
	return priced.map((one) => ({
		key: shortHash(`line ${line.lineId}`, KEY_DIGITS),
		body: salesLine(one, line.name, { ItemRef: { value: item }, ...taxCodeOf(line, facts) }),
	}));
}

function draftCharge(order: SalesOrder, charge: Charge, facts: DraftFacts, item: string): DraftedLine {
	const hundredths = required(hundredthsOf(charge.net, order.currency), 'two decimals');
	const priced = { quantity: 1, unitPrice: hundredths / 100, hundredths };
	const detail = { ItemRef: { value: item }, ...taxCodeOf(charge, facts) };
	return { key: shortHash(`charge ${charge.chargeId}`, KEY_DIGITS), body: salesLine(priced, charge.name, detail) };
}

function draftShipping(order: SalesOrder, shipping: Charge, facts: DraftFacts): DraftedLine {
	if (facts.choices.shippingItemId !== null) return draftCharge(order, shipping, facts, facts.choices.shippingItemId);
	const hundredths = required(hundredthsOf(shipping.net, order.currency), 'two decimals');
	return {
		key: shortHash('shipping field', KEY_DIGITS),
		body: {
			DetailType: 'SalesItemLineDetail',
			Amount: hundredths / 100,
			SalesItemLineDetail: { ItemRef: { value: SHIPPING_FIELD }, ...taxCodeOf(shipping, facts) },
		},
	};
}

function salesLine({ quantity, unitPrice, hundredths }: PricedLine, name: string, detail: Fields): Fields {
	const description = plainText(name, LONGEST_DESCRIPTION);
	return {
		DetailType: 'SalesItemLineDetail',
		Amount: hundredths / 100,
		...(description === '' ? {} : { Description: description }),
		SalesItemLineDetail: { ...detail, Qty: quantity, UnitPrice: unitPrice },
	};
}

/** In the US a line is taxable or not; elsewhere it names one of the company's codes. */
function taxCodeOf({ tax }: { readonly tax: Money | null }, { company, choices }: DraftFacts): Fields {
	const isTaxed = (tax ?? 0) !== 0;
	if (statesTax(company)) return { TaxCodeRef: { value: isTaxed ? 'TAX' : 'NON' } };
	if (!needsTaxCodes(company)) return {};
	return { TaxCodeRef: { value: required(isTaxed ? choices.taxedCodeId : choices.untaxedCodeId, 'tax code') } };
}

/** draftTrouble is asked first, so what is missing here is a bug. */
function required<T>(value: T | null, what: string): T {
	if (value === null) throw new Error(`A document was drafted without ${what}`);
	return value;
}
