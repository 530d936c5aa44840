import { shareOf } from '../../model/allocation';
import { sum, type Money } from '../../model/money';
import { creditTender } from '../../model/payments';
import type { Charge, OrderLine, Refund, RefundLine } from '../../model/salesOrder';
import { closingParts, exactParts, isClosedExactly } from '../draft/closingParts';
import type { CreditDraft } from '../draft/creditDraft';
import {
	amountOnlyParts,
	chargesBackParts,
	goodsBackParts,
	grossOf,
	moneyForLineParts,
	reversedParts,
	splitGross,
	type NetAndTax,
} from '../draft/creditParts';
import { bookableParts, percentOf } from '../draft/creditTax';
import { withDiscountBack } from '../draft/discountBack';
import { lineKey, type DraftPart } from '../draft/draftPart';
import { inHundredths, roundingAllowance } from '../draft/hundredths';
import { removedAmounts, removedParts } from '../draft/removedParts';
import { exactOpenParts, openParts, openRounding, type OpenPart } from '../draft/openParts';
import { openTotal, soldItems, type SaleInBooks, unitsReturned } from '../draft/saleInBooks';
import { needsTaxCodes } from '../../quickbooks/company';

/**
 * What a refund's credit says.
 *
 * 1. A refund of all that is open turns the sale back, part by part, whatever it names (rules.md D7).
 * 2. Of any other one, goods that came back are credited with their units, and goods that did not as mere money.
 * 3. Shipping and fees that the refund names are credited on their own items, and what the order has no more as mere money with its tax.
 * 4. What the refund pays beyond that is shared out over goods and charges.
 *
 * @param others credits whose units limit those that come back, later ones included; `sale` has those that came before
 */
export function planRefundCredit(refund: Refund, sale: SaleInBooks, others = sale.credits): CreditDraft {
	const besideOthers = { ...sale, credits: others };
	const isLast = refund.total > 0 && refund.total === openTotal(sale);
	const isBarelyMoney = !isLast && mayFallBelowNothing(refund, sale);
	const isNet = isBarelyMoney || (isLast && isClosedExactly(sale));
	const open = isNet ? exactOpenParts(sale) : openParts(sale);
	const named = refund.lines.flatMap((line) => goodsLine(line, besideOthers));
	const goods = isLast ? wholeOrder(named, open, besideOthers) : named;
	const parts = isLast ? lastParts(goods, open, sale) : partsOf(refund, { goods, open, sale });
	const bookable = () =>
		inHundredths(bookableParts(inHundredths(parts, sale.order), sale.order, sale.facts), sale.order);
	return {
		refundId: refund.refundId,
		at: refund.refundedAt,
		total: refund.total,
		tender: refund.tender,
		parts: isLast ? closingParts(parts, open, sale) : isBarelyMoney ? exactParts(bookable(), open, sale) : bookable(),
		rounding: isLast ? openRounding(sale) : 0,
		isNet,
		payout: [],
		note: noteOf(refund, isLast && sale.order.state === 'cancelled' ? [] : goods),
	};
}

/** The units of each line that a refund puts back into stock, by line id, where `sale` has the other credits. */
export function unitsBack({ lines }: Refund, sale: SaleInBooks): ReadonlyMap<string, number> {
	const units = new Map<string, number>();
	for (const { line, units: back } of lines.flatMap((refunded) => goodsLine(refunded, sale)))
		units.set(line.lineId, (units.get(line.lineId) ?? 0) + back);
	return units;
}

/** What goes back as store credit is a line of its document, which QuickBooks refuses where its own rounding brings it below nothing. */
function mayFallBelowNothing(refund: Refund, { order, facts }: SaleInBooks): boolean {
	const lines = order.lines.length + order.shipping.length + order.fees.length;
	return (
		refund.tender.length > 0 &&
		needsTaxCodes(facts.company) &&
		refund.total - creditTender(refund.tender) <= roundingAllowance(lines, order)
	);
}

function partsOf(
	refund: Refund,
	{ goods, open, sale }: { goods: readonly GoodsBack[]; open: readonly OpenPart[]; sale: SaleInBooks },
): DraftPart[] {
	const charges = refund.lines.flatMap((line) => chargeLine(line, sale));
	const goodsBack = goods.flatMap((one) => goodsParts(one, open, sale));
	const removed = removedParts(refund, open, sale);
	const named = [...withDiscountBack(goodsBack, sale), ...chargesBackParts(charges, sale), ...removed];
	const rest = refund.total - sum([...goods, ...charges, ...removedAmounts(refund, sale)].map(grossOf));
	return [...named, ...amountOnlyParts(rest, refund.reason ?? 'Refund', { sale, open, named })];
}

/** Some shops sell fractions; more than six decimals nobody has. */
const PER_UNIT = 1_000_000;

interface GoodsBack extends NetAndTax {
	readonly line: OrderLine;
	readonly units: number;
	/** Units that the refund is for. */
	readonly refunded: number;
	readonly isStated: boolean;
}

function goodsLine(refunded: RefundLine, sale: SaleInBooks): GoodsBack[] {
	const line = sale.order.lines.find(({ lineId }) => lineId === refunded.lineId);
	if (line === undefined) return [];
	const amounts =
		refunded.tax === null ? splitGross(refunded.net, line, percentOf(line, sale.order, sale.facts)) : refunded;
	const quantity = quantityOf(refunded, line);
	const stated = statedUnits(refunded, line, unitsReturned(sale, line));
	const units = isSold(line, sale)
		? Math.max(0, Math.min(stated ?? unstatedUnits(quantity, sale), quantity, unitsLeft(line, sale)))
		: 0;
	return [{ line, units, refunded: quantity, isStated: stated !== null, net: amounts.net, tax: amounts.tax }];
}

function isSold(line: OrderLine, sale: SaleInBooks): boolean {
	return soldItems(sale, line).length > 0;
}

function unitsLeft(line: OrderLine, sale: SaleInBooks): number {
	return line.quantity - unitsReturned(sale, line);
}

/** Where the channel does not say it, the user does (rules.md D4). The goods of a cancelled order have not left. */
function unstatedUnits(units: number, { order, facts }: SaleInBooks): number {
	return facts.choices.unstatedGoods === 'comeBack' || order.state === 'cancelled' ? units : 0;
}

/** A channel that names no units (eBay) means the whole line when it pays back all of it. */
function quantityOf({ quantity, net, tax }: RefundLine, line: OrderLine): number {
	if (quantity > 0) return quantity;
	return net + (tax ?? 0) === line.net + (line.tax ?? 0) ? line.quantity : 0;
}

/** A shop that keeps one count for all refunds of a line counts the earlier credits in it. Null where the shop does not say. */
function statedUnits({ quantity, restocked }: RefundLine, line: OrderLine, before: number): number | null {
	if (line.restocked === null) return restocked;
	return Math.max(0, Math.min(restocked ?? quantity, line.restocked - before));
}

function goodsParts(goods: GoodsBack, open: readonly OpenPart[], sale: SaleInBooks): DraftPart[] {
	const { line, units, refunded, net, tax } = goods;
	const taxed = { ...line, taxRates: ratesOf(line, tax) };
	if (units === 0) return moneyForLineParts(open, taxed, { net, tax }, sale.facts);
	const share = (amount: Money) =>
		units >= refunded ? amount : shareOf(amount, Math.round(units * PER_UNIT), Math.round(refunded * PER_UNIT));
	const back = { net: share(net), tax: tax === null ? null : share(tax) };
	const rest = { net: net - back.net, tax: tax === null ? null : tax - (back.tax ?? 0) };
	return [...goodsBackParts(sale, taxed, units, back), ...moneyForLineParts(open, taxed, rest, sale.facts)];
}

/** A shop may pay back an amount and keep its tax: then what goes back is not taxed, whatever was sold. */
function ratesOf(sold: OrderLine | Charge, tax: Money | null): readonly string[] {
	return tax === 0 && (sold.tax ?? 0) !== 0 ? [] : sold.taxRates;
}

/** A refunded line that names a charge of the order, with what goes back of it. Where a line has the id as well, it is that line's. */
function chargeLine({ lineId, net, tax }: RefundLine, { order, facts }: SaleInBooks): Charge[] {
	if (order.lines.some((line) => line.lineId === lineId)) return [];
	const charge = [...order.shipping, ...order.fees].find(({ chargeId }) => chargeId === lineId);
	if (charge === undefined) return [];
	const amounts = tax === null ? splitGross(net, charge, percentOf(charge, order, facts)) : { net, tax };
	return [{ ...charge, ...amounts, taxRates: ratesOf(charge, amounts.tax) }];
}

/** The lines that the last refund is for: those that it names, and all others of which something is open. */
function wholeOrder(named: readonly GoodsBack[], open: readonly OpenPart[], sale: SaleInBooks): GoodsBack[] {
	const isNamed = (line: OrderLine) => named.some((one) => one.line.lineId === line.lineId);
	const others = sale.order.lines.filter((line) => !isNamed(line) && isSold(line, sale) && unitsLeft(line, sale) > 0);
	return [
		...named,
		...others.map((line) => {
			const left = unitsLeft(line, sale);
			const isStated = line.restocked !== null;
			const isOpen = open.some(({ key, units }) => key === lineKey(line.lineId) && units > 0);
			const units = isStated || !isOpen ? 0 : unstatedUnits(left, sale);
			return { line, units, refunded: left, isStated, net: 0, tax: 0 };
		}),
	];
}

/** All that is open, with the units that come back. The goods of a cancelled order have not left. */
function lastParts(goods: readonly GoodsBack[], open: readonly OpenPart[], sale: SaleInBooks): DraftPart[] {
	const unitsBack = ({ line, units, itemId }: OpenPart): number => {
		if (sale.order.state === 'cancelled') return units;
		if (line === null) return 0;
		const back = sum(goods.filter((one) => one.line.lineId === line.lineId).map((one) => one.units));
		const sold = soldItems(sale, line).find((one) => one.itemId === itemId);
		return Math.min(units, back * (sold?.perUnit ?? 0));
	};
	return open.flatMap((part) => reversedParts(part, unitsBack(part), sale.facts));
}

/** Says which answer to "did the goods come back" was used (rules.md D4). */
function noteOf({ reason }: Refund, goods: readonly GoodsBack[]): string {
	const refunded = goods.filter(({ line, refunded: units }) => line.kind === 'goods' && units > 0);
	const words = refunded.map(
		({ line, units, refunded: of, isStated }) =>
			`${line.name}: ${units} of ${of} back in stock${isStated ? ', as the shop says' : ", by this workflow's setting"}`,
	);
	return [...(reason === null ? [] : [reason]), ...words].join('; ');
}
