import { priceBasket } from './basket.mts';
import type { DraftCharge, DraftLine } from './basketTypes.mts';
import { divideRounded, type Micros } from '../money.mts';
import { taxLinesOf } from './draft.mts';
import type { Order, OrderLine, OrderTax } from './order.mts';
import { adjustLineStock, releaseLine } from '../stock/orderStock.mts';
import { shareOf } from './totals.mts';
import type { Shop } from '../shop.mts';
import type { TaxRate } from './taxes.mts';

/** Adds a line at today's price and takes its stock if the order has taken its own. */
export function addLine(shop: Shop, order: Order, draft: DraftLine): OrderLine {
	const line = pricedLine(shop, order, draft);
	order.lines.push(line);
	updateAfterEdit(shop, order, line);
	return line;
}

/** Removes a line and gives its stock back. */
export function removeLine(shop: Shop, order: Order, line: OrderLine): void {
	releaseLine(shop, line);
	order.lines = order.lines.filter((other) => other !== line);
	order.taxLines = taxLinesOf(shop, order);
}

/** The same line, by id, at another price; its rates stay unless others are given. */
export function replaceLine(shop: Shop, order: Order, { line, draft }: { line: OrderLine; draft: DraftLine }): void {
	const { quantity, subtotal, total, taxes } = pricedLine(shop, order, {
		...draft,
		rates: draft.rates ?? ratesOfLine(order, line),
	});
	Object.assign(line, { quantity, subtotal, total, taxes });
	updateAfterEdit(shop, order, line);
}

/** Another quantity alone: the order screen keeps price and discount of a unit, and multiplies the line's amounts. */
export function changeQuantity(
	shop: Shop,
	order: Order,
	{ line, quantity }: { line: OrderLine; quantity: number },
): void {
	const { decimals, at } = order.rounding;
	const before = line.quantity;
	const times = (amount: Micros): Micros =>
		before === 0 ? 0 : Number(divideRounded(BigInt(amount) * BigInt(quantity), BigInt(before)));
	const tax = (amount: Micros): Micros =>
		at === 'order' ? times(amount) : shareOf(amount, { part: quantity, whole: before, decimals });
	const taxes = line.taxes.map(
		({ rateId, total, subtotal }): OrderTax => ({
			rateId,
			total: tax(total),
			subtotal: subtotal === null ? null : tax(subtotal),
		}),
	);
	Object.assign(line, { quantity, subtotal: times(line.subtotal), total: times(line.total), taxes });
	updateAfterEdit(shop, order, line);
}

/** Gives the order these shipping lines or fees; the first keep the ids of those before. */
export function replaceCharges(
	shop: Shop,
	order: Order,
	{ kind, drafts }: { kind: 'shipping' | 'fees'; drafts: readonly DraftCharge[] },
): void {
	const name = kind === 'shipping' ? 'shippingLines' : 'feeLines';
	const rates = order[name][0]?.taxes ?? order.lines[0]?.taxes ?? [];
	const priced = priceBasket(shop, {
		pricesIncludeTax: order.pricesIncludeTax,
		rounding: order.rounding,
		lines: [],
		[kind]: drafts,
		rates: ratesNamed(order, rates),
	})[name];
	const ids = order[name].map(({ id }) => id);
	Object.assign(order, { [name]: priced.map((charge, place) => ({ ...charge, id: ids[place] ?? charge.id })) });
	order.taxLines = taxLinesOf(shop, order);
}

/** Adds a shipping line or a fee, taxed by the order's rates. */
export function addCharge(
	shop: Shop,
	order: Order,
	{ kind, draft }: { kind: 'shipping' | 'fees'; draft: DraftCharge },
): void {
	const own = order.shippingLines[0]?.taxes ?? order.feeLines[0]?.taxes ?? order.lines[0]?.taxes ?? [];
	const { pricesIncludeTax, rounding } = order;
	const rates = ratesNamed(order, own);
	const priced = priceBasket(shop, { pricesIncludeTax, rounding, lines: [], [kind]: [draft], rates });
	order.shippingLines.push(...priced.shippingLines);
	order.feeLines.push(...priced.feeLines);
	order.taxLines = taxLinesOf(shop, order);
}

function updateAfterEdit(shop: Shop, order: Order, line: OrderLine): void {
	adjustLineStock(shop, order, line);
	order.taxLines = taxLinesOf(shop, order);
}

/** Priced on the order's own terms; a line without rates of its own is taxed as the others are, or by the shop's tables. */
function pricedLine(shop: Shop, order: Order, draft: DraftLine): OrderLine {
	const others = order.lines.find(({ taxes }) => taxes.length > 0);
	const isByTable = order.taxLines.every(({ rate }) => shop.settings.taxRates.some(({ id }) => id === rate.id));
	const rates = draft.rates ?? (isByTable || others === undefined ? undefined : ratesOfLine(order, others));
	const { pricesIncludeTax, rounding } = order;
	const [line] = priceBasket(shop, { lines: [{ ...draft, rates }], pricesIncludeTax, rounding }).lines;
	if (line === undefined) throw new Error('a basket of one line has no line');
	return line;
}

function ratesOfLine(order: Order, line: OrderLine): TaxRate[] {
	return ratesNamed(order, line.taxes);
}

function ratesNamed(order: Order, taxes: readonly OrderTax[]): TaxRate[] {
	return order.taxLines.map(({ rate }) => rate).filter(({ id }) => taxes.some(({ rateId }) => rateId === id));
}
