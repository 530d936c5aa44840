import { allocate, sum, type Money } from '../../model/money';
import { CANCELLATION } from '../../model/orderIdentity';
import type { Charge, OrderLine } from '../../model/salesOrder';
import type { CreditDraft } from '../draft/creditDraft';
import {
	amountOnlyParts,
	chargesBackParts,
	goodsBackParts,
	moneyOnlyPart,
	splitGross,
	type NetAndTax,
} from '../draft/creditParts';
import { creditedTotal, soldItems, type SaleInBooks, unitsReturned } from '../draft/saleInBooks';

interface OpenLine {
	readonly line: OrderLine;
	readonly units: number;
}

/**
 * The one credit for what is left of a sale that is off (rules.md D1). Null when nothing is left.
 *
 * 1. The money is the document's total without the credits before.
 * 2. The units of each line are those that no credit gave back.
 * 3. The money is shared out over the lines and charges that are left.
 *
 * A sale of 100 for 3 units, of which 20 and 30 and one unit went back before, is credited with 50 and 2 units.
 */
export function planClosingCredit(sale: SaleInBooks): CreditDraft | null {
	const { order, document } = sale;
	const rest = document.total - creditedTotal(sale);
	const left = openLines(sale);
	if (rest <= 0 && left.every(({ units }) => units === 0)) return null;
	const total = Math.max(0, rest);
	return {
		refundId: CANCELLATION,
		at: order.modifiedAt,
		total,
		parts: partsOf(total, left, sale),
		note: 'what was left when the order was called off',
	};
}

function openLines(sale: SaleInBooks): OpenLine[] {
	return sale.order.lines.map((line) => ({
		line,
		units: isReturned(line, sale) ? Math.max(0, line.quantity - unitsReturned(sale, line)) : 0,
	}));
}

/** A cancelled order's goods have not left. Where the channel does not say it of a refunded order, only the user knows. */
function isReturned(line: OrderLine, sale: SaleInBooks): boolean {
	if (soldItems(sale, line).length === 0) return false;
	return (
		sale.order.state === 'cancelled' || (line.restocked === null && sale.facts.choices.unstatedGoods === 'comeBack')
	);
}

/** The rest is shared out over the lines that have units left, and the charges. Where no goods come back, all lines share it as mere money. */
function partsOf(rest: Money, left: readonly OpenLine[], sale: SaleInBooks): CreditDraft['parts'] {
	const { order } = sale;
	const returning = left.filter(({ units }) => units > 0);
	const goods = returning.length > 0 ? returning : left;
	const charges = [...order.shipping, ...order.fees];
	const weights = [
		...goods.map(({ line }) => openGross(line, line.lineId, sale)),
		...charges.map((charge) => openGross(charge, charge.chargeId, sale)),
	];
	if (sum(weights) === 0 && rest !== 0)
		return [
			...returning.flatMap(({ line, units }) => goodsBackParts(sale, line, units, { net: 0, tax: 0 })),
			...amountOnlyParts(rest, 'Cancelled', sale),
		];
	const shares = allocate(rest, weights);
	const back = (sold: NetAndTax, place: number) => splitGross(shares[place] ?? 0, sold);
	const chargesBack = charges
		.map((charge, place): Charge => ({ ...charge, ...back(charge, goods.length + place) }))
		.filter(({ net, tax }) => net !== 0 || (tax ?? 0) !== 0);
	return [
		...goods.flatMap(({ line, units }, place) =>
			units > 0
				? goodsBackParts(sale, line, units, back(line, place))
				: moneyOnlyPart(line.name, back(line, place), line.taxRates, sale.facts),
		),
		...chargesBackParts(chargesBack, sale),
	];
}

/** What was charged for something and has not gone back by a refund that names it. Never below 0. */
function openGross({ net, tax }: NetAndTax, id: string, { order }: SaleInBooks): Money {
	const refunded = order.refunds.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === id);
	return Math.max(0, net + (tax ?? 0) - sum(refunded.map((line) => line.net + (line.tax ?? 0))));
}
