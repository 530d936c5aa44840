import { shareOf } from '../../model/allocation';
import { sum, type Money } from '../../model/money';
import type { Charge, OrderLine, Refund, RefundLine } from '../../model/salesOrder';
import type { CreditDraft } from '../draft/creditDraft';
import {
	amountOnlyParts,
	chargesBackParts,
	goodsBackParts,
	moneyOnlyPart,
	splitGross,
	type NetAndTax,
} from '../draft/creditParts';
import type { DraftPart } from '../draft/draftPart';
import { soldItems, type SaleInBooks, unitsReturned } from '../draft/saleInBooks';

/**
 * What a refund's credit says.
 *
 * 1. Goods that came back are credited with their units, and goods that did not as mere money.
 * 2. Shipping and fees that the refund names are credited on their own items.
 * 3. What the refund pays beyond that is a mere amount.
 */
export function planRefundCredit(refund: Refund, sale: SaleInBooks): CreditDraft {
	const goods = refund.lines.flatMap((line) => goodsLine(line, sale));
	const charges = refund.lines.flatMap((line) => chargeLine(line, [...sale.order.shipping, ...sale.order.fees]));
	const named = sum([...goods, ...charges].map(grossOf));
	const parts = [
		...goods.flatMap((one) => goodsParts(one, sale)),
		...chargesBackParts(charges, sale),
		...amountOnlyParts(refund.total - named, refund.reason ?? 'Refund', sale),
	];
	return { refundId: refund.refundId, at: refund.refundedAt, total: refund.total, parts, note: noteOf(refund, goods) };
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
	const amounts = refunded.tax === null ? splitGross(refunded.net, line) : refunded;
	const quantity = quantityOf(refunded, line);
	const stated = statedUnits(refunded, line, unitsReturned(sale, line));
	const unstated = sale.facts.choices.unstatedGoods === 'comeBack' ? quantity : 0;
	const units =
		soldItems(sale, line).length === 0
			? 0
			: Math.max(0, Math.min(stated ?? unstated, quantity, line.quantity - unitsReturned(sale, line)));
	return [{ line, units, refunded: quantity, isStated: stated !== null, net: amounts.net, tax: amounts.tax }];
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

function goodsParts({ line, units, refunded, net, tax }: GoodsBack, sale: SaleInBooks): DraftPart[] {
	const taxRates = ratesOf(line, tax);
	if (units === 0) return moneyOnlyPart(line.name, { net, tax }, taxRates, sale.facts);
	const share = (amount: Money) =>
		units >= refunded ? amount : shareOf(amount, Math.round(units * PER_UNIT), Math.round(refunded * PER_UNIT));
	const back = { net: share(net), tax: tax === null ? null : share(tax) };
	const rest = { net: net - back.net, tax: tax === null ? null : tax - (back.tax ?? 0) };
	return [
		...goodsBackParts(sale, { ...line, taxRates }, units, back),
		...moneyOnlyPart(line.name, rest, taxRates, sale.facts),
	];
}

/** A shop may pay back an amount and keep its tax: then what goes back is not taxed, whatever was sold. */
function ratesOf(sold: OrderLine | Charge, tax: Money | null): readonly string[] {
	return tax === 0 && (sold.tax ?? 0) !== 0 ? [] : sold.taxRates;
}

/** A refunded line that names a charge of the order, with what goes back of it. */
function chargeLine({ lineId, net, tax }: RefundLine, charges: readonly Charge[]): Charge[] {
	const charge = charges.find(({ chargeId }) => chargeId === lineId);
	if (charge === undefined) return [];
	const amounts = tax === null ? splitGross(net, charge) : { net, tax };
	return [{ ...charge, ...amounts, taxRates: ratesOf(charge, amounts.tax) }];
}

function grossOf({ net, tax }: NetAndTax): Money {
	return net + (tax ?? 0);
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
