import { shareOf } from '../../model/allocation';
import { allocate, sum, type Money } from '../../model/money';
import type { Charge, OrderLine } from '../../model/salesOrder';
import { SHIPPING_FIELD, lineKey, partKey, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { moneyItemFor } from './moneyItem';
import { moneyKey, type OpenPart } from './openParts';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { soldItems, type SaleInBooks } from './saleInBooks';
import { bundleParts, feePart, shippingCharges, shippingPart } from './saleParts';

/** An amount without and with its tax; `tax` null: the amount contains one that the channel does not name. */
export interface NetAndTax {
	readonly net: Money;
	readonly tax: Money | null;
}

/** Some shops sell fractions; more than six decimals nobody has. */
const PER_UNIT = 1_000_000;

/** Units of a line that come back, and what is paid back for them. */
export function goodsBackParts(
	sale: SaleInBooks,
	line: OrderLine,
	units: number,
	{ net, tax }: NetAndTax,
): DraftPart[] {
	const items = soldItems(sale, line);
	const [first] = items;
	if (first === undefined) return [];
	const part = { key: lineKey(line.lineId), name: line.name, quantity: units, net, tax, taxRates: line.taxRates };
	if (items.length === 1) return [{ ...part, quantity: units * first.perUnit, itemId: first.itemId }];
	return bundleParts(
		part,
		items.map(({ itemId, perUnit }) => ({ itemId, quantity: perUnit, price: 1 })),
		sale.order,
	);
}

/** Money for goods of a line that stay away, shared out over the items that it was sold as (rules.md D4). */
export function moneyForLineParts(
	open: readonly OpenPart[],
	line: OrderLine,
	{ net, tax }: NetAndTax,
	facts: DraftFacts,
): DraftPart[] {
	const own = open.filter(({ key }) => key === lineKey(line.lineId));
	const sold = own.length > 0 ? own : open.filter((part) => isOfBundle(part, line));
	const weights = sold.map((part) =>
		Math.round(own.length > 0 ? part.soldUnits * PER_UNIT : Math.max(0, grossOf(part))),
	);
	if (sold.length === 0)
		return moneyOnlyPart({ name: line.name, taxRates: line.taxRates }, { net, tax }, anyMoneyItem(open, facts));
	const [nets, taxes] = [allocate(net, weights), allocate(tax ?? 0, weights)];
	return sold.flatMap((part, place) => {
		const amounts = { net: nets[place] ?? 0, tax: tax === null ? null : (taxes[place] ?? 0) };
		return moneyForPart({ ...part, taxRates: line.taxRates }, amounts, facts);
	});
}

interface RemovedMoney {
	readonly name: string;
	/** What the document still has of it; undefined where it has nothing. */
	readonly own: OpenPart | undefined;
	readonly taxCodeId: string | null;
}

/** Money for something that an edit took out of the order. */
export function moneyForRemovedParts(
	open: readonly OpenPart[],
	{ name, own, taxCodeId }: RemovedMoney,
	amounts: NetAndTax,
	facts: DraftFacts,
): DraftPart[] {
	const isCharge = own?.kind === 'charge';
	const money =
		own === undefined
			? moneyOnlyPart({ name, taxRates: [] }, amounts, anyMoneyItem(open, facts))
			: isCharge
				? chargePart(own, amounts)
				: moneyForPart(own, amounts, facts);
	return money.map((part) => ({ ...part, taxCodeId: amounts.tax === 0 ? null : taxCodeId }));
}

/** True for the side of a bundle that was written in place of this line (docs/decisions/bundles.md). */
function isOfBundle({ line: sold }: OpenPart, { lineId, bundleLineId }: OrderLine): boolean {
	if (sold === null) return false;
	return (
		sold.bundleLineId === lineId || (bundleLineId !== null && [sold.lineId, sold.bundleLineId].includes(bundleLineId))
	);
}

/** Money for a part whose goods stay away: on an item without stock, of the same income account where the user chose that. */
function moneyForPart(
	part: Pick<OpenPart, 'key' | 'itemId' | 'name' | 'line' | 'taxRates'>,
	{ net, tax }: NetAndTax,
	facts: DraftFacts,
): DraftPart[] {
	// A certificate has no stock: what is paid back for it is owed no more.
	const isCertificate = part.line?.kind === 'giftCertificate';
	const itemId = isCertificate ? part.itemId : moneyItemFor(part.itemId, facts);
	return moneyOnlyPart(part, { net, tax }, itemId).map((money) => ({ ...money, key: moneyKey(part) }));
}

/** The line of a credit that moved units alone, once the shop says that none came back: QuickBooks keeps no document without lines. */
export function nothingBackParts(credit: Pick<BooksDocument, 'lines'>, facts: DraftFacts): DraftPart[] {
	const line = credit.lines.find(({ key, itemId }) => key !== null && itemId !== null);
	if (line === undefined) return [];
	const { itemId, name, taxCodeId } = line;
	const part = { key: partKey(`money ${name}`), name, quantity: 1, net: 0, tax: 0, taxRates: [], taxCodeId };
	return [{ ...part, itemId: moneyItemFor(itemId, facts) }];
}

/** What stands for no part of the sale is of the account of its first goods. */
function anyMoneyItem(open: readonly OpenPart[], facts: DraftFacts): string | null {
	const goods = open.find(({ kind, line }) => kind === 'goods' && line?.kind !== 'giftCertificate');
	return moneyItemFor(goods?.itemId ?? null, facts);
}

/** Money alone, with a key as if it were for no part of the sale. */
function moneyOnlyPart(
	{ name, taxRates }: Pick<DraftPart, 'name' | 'taxRates'>,
	{ net, tax }: NetAndTax,
	itemId: string | null,
): DraftPart[] {
	if (net === 0 && (tax ?? 0) === 0) return [];
	return [{ key: partKey(`money ${name}`), name, quantity: 1, net, tax, taxRates, itemId }];
}

/** Shipping and fees that are paid back, on the items that they were charged on. */
export function chargesBackParts(
	charges: readonly Charge[],
	{ order, facts }: Pick<SaleInBooks, 'order' | 'facts'>,
): DraftPart[] {
	const isShipping = ({ chargeId }: Charge) => order.shipping.some((one) => one.chargeId === chargeId);
	const [shipping, fees] = [charges.filter(isShipping), charges.filter((charge) => !isShipping(charge))];
	return [
		...fees.map((fee) => feePart(fee, facts)),
		...shippingCharges({ shipping }, facts.company).map((charge) => shippingPart(charge, facts)),
	];
}

/**
 * A mere amount, tax included: shared out over what is open of goods and charges (rules.md D7), with their tax or without one by choice
 * (rules.md G6). What the order names no rates of, like a line that an edit took out of it, goes back at the code that it was sold with.
 * `named` is what the same refund gives back of its own.
 */
export function amountOnlyParts(
	amount: Money,
	name: string,
	{ sale, open, named }: { sale: SaleInBooks; open: readonly OpenPart[]; named: readonly DraftPart[] },
): DraftPart[] {
	if (amount === 0) return [];
	const { facts } = sale;
	const left = open.map((part) => Math.max(0, grossOf(part) - namedOf(part, named)));
	const weights = sum(left) === 0 ? open.map((part) => Math.max(0, grossOf(part))) : left;
	if (sum(weights) === 0)
		return moneyOnlyPart({ name, taxRates: [] }, { net: amount, tax: 0 }, anyMoneyItem(open, facts));
	const shares = allocate(amount, weights);
	return open.flatMap((part, place) => {
		const share = shares[place] ?? 0;
		const isUntaxed = facts.choices.amountOnlyRefunds === 'untaxed';
		const amounts = isUntaxed ? { net: share, tax: 0 } : splitGross(share, part);
		const back = { ...part, name: part.kind === 'charge' ? part.name : name, taxRates: isUntaxed ? [] : part.taxRates };
		const money = part.kind === 'charge' ? chargePart(back, amounts) : moneyForPart(back, amounts, facts);
		const isUnnamed = !isUntaxed && part.taxRates.length === 0;
		return isUnnamed ? money.map((one) => ({ ...one, taxCodeId: part.taxCodeId })) : money;
	});
}

function namedOf(part: OpenPart, named: readonly DraftPart[]): Money {
	const keys = [part.key, moneyKey(part)];
	return sum(
		named.filter(({ key, itemId }) => key === keys[1] || (key === keys[0] && itemId === part.itemId)).map(grossOf),
	);
}

/** All that is open of a part, with so many units of its item. Where any come back, all its money goes back on the item itself. */
export function reversedParts(part: OpenPart, units: number, facts: DraftFacts): DraftPart[] {
	const { key, itemId, name, net, tax, taxRates, taxCodeId, kind } = part;
	if (kind === 'charge') return chargePart(part, { net, tax }).map((charge) => ({ ...charge, taxCodeId }));
	const money = (amounts: NetAndTax) =>
		moneyForPart(part, amounts, facts).map((one): DraftPart => ({ ...one, taxCodeId }));
	if (units === 0) return money({ net, tax });
	const goods = { key, itemId, name, quantity: units, taxRates, taxCodeId };
	// More went back before than it cost, or all but the tax of what the order has no more: that is no price of goods.
	const isTaxAlone = net === 0 && (tax ?? 0) !== 0 && part.line === null;
	if (net < 0 || isTaxAlone) return [{ ...goods, net: 0, tax: 0 }, ...money({ net, tax })];
	return [{ ...goods, net, tax }];
}

/** A charge goes back on the item, or the field, that it was charged on. */
function chargePart(
	{ key, itemId, name, taxRates }: Pick<OpenPart, 'key' | 'itemId' | 'name' | 'taxRates'>,
	{ net, tax }: NetAndTax,
): DraftPart[] {
	if (net === 0 && (tax ?? 0) === 0) return [];
	const isField = itemId === SHIPPING_FIELD;
	return [{ key, itemId, name: isField ? '' : name, quantity: isField ? null : 1, net, tax, taxRates }];
}

/**
 * Takes the tax out of an amount that contains it, in the proportion of what was sold. An amount above that is taxed by `percent` where
 * it is known: the sold tax is rounded, and the error would grow with the amount.
 */
export function splitGross(gross: Money, sold: NetAndTax, percent: number | null = null): NetAndTax {
	if (sold.tax === null) return { net: gross, tax: null };
	const whole = sold.net + sold.tax;
	const isMore = percent !== null && gross > Math.max(0, whole);
	const share = () => (whole === 0 ? 0 : shareOf(gross, sold.tax ?? 0, whole));
	const tax = isMore ? Math.round((gross * percent) / (100 + percent)) : share();
	return { net: gross - tax, tax };
}

/** With its tax. */
export function grossOf({ net, tax }: NetAndTax): Money {
	return net + (tax ?? 0);
}
