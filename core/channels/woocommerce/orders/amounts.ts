import { readGiftCards, type GiftCardTender } from './payments';
import { allocateToTotals, allocateRates, type TaxedPart, type Totals } from './totals';
import { unexplainedTotal } from '../../unexplainedTotal';
import { SPREAD_PER_AMOUNT } from '../../../model/allocation';
import { minorDigits, readExactMoney, readMoney, sum, type Money } from '../../../model/money';
import type { Charge, OrderLine, TaxTotal } from '../../../model/salesOrder';
import {
	readFields,
	readList,
	readNonEmptyText,
	readOptionalText,
	readText,
	type Fields,
} from '../../../reading/readUnknown';

/** The amounts of an order. They add up to `total` to the last minor unit, and to what the shop states unless there is a trouble. */
export interface Amounts {
	/** What the parts come to: what is left of it to pay may be less. */
	readonly total: Money;
	/** Gift cards that the shop took off its own total. */
	readonly giftCards: readonly GiftCardTender[];
	readonly taxes: readonly TaxTotal[];
	readonly shipping: readonly Charge[];
	readonly fees: readonly Charge[];
	/** Why the shop's total is not understood, for people; null where it is. */
	readonly trouble: string | null;
	ofLine(lineId: string): Pick<OrderLine, 'net' | 'tax' | 'taxRates'>;
}

/** A line, a shipping line or a fee: in WooCommerce's order they are all of one kind. */
interface Part extends TaxedPart {
	readonly id: string;
	readonly name: string;
}

/**
 * Reads the amounts of an order.
 *
 * 1. Lines, shipping and fees are stated without tax and after coupons, whatever the shop's prices contain.
 * 2. Each amount is rounded by itself, so their sum may miss the total by two units a line. This difference goes back to the amounts.
 * 3. A total that is lower than that is what gift cards left to pay: those that the order names, or else what is missing.
 * 4. The sums of the rates are brought to the order's tax in the same way.
 *
 * A larger difference is no rounding: then the amounts stay as they are stated, and `trouble` says so. Throws UnreadableError, which names
 * the field.
 */
export function readAmounts(fields: Fields, currency: string, path: string): Amounts {
	const rates = readRates(fields, currency, path);
	const read = (key: string) =>
		readList(fields[key], `${path}.${key}`, (part, at) => readPart(part, { currency, rates, path: at }));
	const lines = read('line_items');
	const shipping = read('shipping_lines');
	const fees = read('fee_lines');
	const stated = readTotals(fields, currency, path);
	const all = [...lines, ...shipping, ...fees];
	const named = readGiftCards(fields, currency, path);
	const sale = allocateWithGiftCards(all, stated, named) ?? unexplained(all, { stated, named, currency });
	const { parts, total, giftCards, trouble } = sale;
	const byId = new Map(parts.map((part) => [part.id, part]));
	const byRate = allocateRates([...rates.values()], stated);
	return {
		total,
		giftCards,
		trouble,
		taxes: byRate.map(({ rate, percent, amount }) => ({ rate, percent, amount })),
		shipping: shipping.map(({ id }) => chargeOf(partOf(byId, id))),
		fees: fees.map(({ id }) => chargeOf(partOf(byId, id))),
		ofLine: (lineId) => {
			const { net, tax, taxRates } = partOf(byId, lineId);
			return { net, tax, taxRates };
		},
	};
}

interface ReadParts<P> {
	readonly parts: readonly P[];
	readonly total: Money;
	readonly giftCards: readonly GiftCardTender[];
	readonly trouble: string | null;
}

/** Null where neither rounding nor gift cards explain the total. */
function allocateWithGiftCards(
	parts: readonly Part[],
	stated: Totals,
	named: readonly GiftCardTender[],
): ReadParts<Part> | null {
	const unnamed = sum(parts.map(({ net, tax }) => net + tax)) - stated.total;
	const readings = [
		[],
		named,
		...(named.length === 0 && unnamed > 0 && stated.total >= 0
			? [[{ method: null, reference: null, amount: unnamed }]]
			: []),
	];
	for (const giftCards of readings) {
		const total = stated.total + sum(giftCards.map(({ amount }) => amount));
		const allocated = allocateToTotals(parts, { ...stated, total });
		if (allocated !== null) return { parts: allocated, total, giftCards, trouble: null };
	}
	return null;
}

/** The parts as the shop states them, which its total contradicts. */
function unexplained(
	parts: readonly Part[],
	{ stated, named, currency }: { stated: Totals; named: readonly GiftCardTender[]; currency: string },
): ReadParts<Part> {
	const tax = sum(parts.map((part) => part.tax));
	const total = tax + sum(parts.map(({ net }) => net));
	const sums = { stated: { total: stated.total, tax: stated.totalTax }, parts: { total, tax }, currency };
	return { parts, total, giftCards: named, trouble: unexplainedTotal('WooCommerce', sums) };
}

function readTotals(fields: Fields, currency: string, path: string): Totals {
	const text = readText(fields.total, `${path}.total`);
	const decimals = text.split('.')[1]?.length ?? 0;
	// A shop may show fewer decimals than its currency has (Czech crowns without hellers): then it rounds to those.
	const unit = 10 ** Math.max(0, minorDigits(currency) - decimals);
	return {
		total: readExactMoney(text, currency, `${path}.total`),
		totalTax: readExactMoney(fields.total_tax, currency, `${path}.total_tax`),
		allowance: SPREAD_PER_AMOUNT * unit,
	};
}

interface Rate extends TaxTotal {
	readonly rateId: string;
}

/** The order's rates by their id. Two rates may both be called VAT, so the name contains the percentage. */
function readRates(fields: Fields, currency: string, path: string): ReadonlyMap<string, Rate> {
	const rates = readList(fields.tax_lines, `${path}.tax_lines`, (raw, at) => {
		const line = readFields(raw, at);
		const code = readOptionalText(line.rate_code, `${at}.rate_code`) ?? readText(line.label, `${at}.label`);
		const percent = readOptionalText(line.rate_percent, `${at}.rate_percent`);
		const amounts = [
			readMoney(line.tax_total, currency, `${at}.tax_total`),
			readMoney(line.shipping_tax_total, currency, `${at}.shipping_tax_total`),
		];
		return {
			rateId: readNonEmptyText(line.rate_id, `${at}.rate_id`),
			rate: percent === null ? code : `${code} (${percent}%)`,
			percent,
			amount: sum(amounts),
		};
	});
	return new Map(rates.map((rate) => [rate.rateId, rate]));
}

function readPart(
	raw: unknown,
	{ currency, rates, path }: { currency: string; rates: ReadonlyMap<string, Rate>; path: string },
): Part {
	const fields = readFields(raw, path);
	return {
		id: readNonEmptyText(fields.id, `${path}.id`),
		name: readText(fields.name ?? fields.method_title ?? '', `${path}.name`),
		net: readMoney(fields.total, currency, `${path}.total`),
		tax: readMoney(fields.total_tax, currency, `${path}.total_tax`),
		taxRates: readList(fields.taxes, `${path}.taxes`, readFields)
			.filter((tax) => readOptionalText(tax.total, `${path}.taxes total`) !== null)
			.map((tax) => readText(tax.id, `${path}.taxes id`))
			.map((rateId) => rates.get(rateId)?.rate ?? `rate ${rateId}`)
			.sort(),
	};
}

function chargeOf({ id, name, net, tax, taxRates }: Part): Charge {
	return { chargeId: id, name, net, tax, taxRates };
}

function partOf(parts: ReadonlyMap<string, Part>, id: string): Part {
	const part = parts.get(id);
	if (part === undefined) throw new Error(`No amounts were read for line ${id}`);
	return part;
}
