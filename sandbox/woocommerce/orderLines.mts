import { priceBasket, type DraftLine } from './basket.mts';
import type { Order, OrderLine } from './orderModel.mts';
import { adjustLineStock, releaseLine } from './orderStock.mts';
import type { Shop } from './shop.mts';

/** Adds a line at today's price and takes its stock if the order has taken its own. */
export function addLine(shop: Shop, order: Order, draft: DraftLine): OrderLine {
	const line = pricedLine(shop, order, draft);
	order.lines.push(line);
	adjustLineStock(shop, order, line);
	return line;
}

/** Removes a line and gives its stock back. */
export function removeLine(shop: Shop, order: Order, line: OrderLine): void {
	releaseLine(shop, line);
	order.lines = order.lines.filter((other) => other !== line);
}

/** The same line, by id, with another quantity or price. */
export function replaceLine(shop: Shop, order: Order, { line, draft }: { line: OrderLine; draft: DraftLine }): void {
	const { quantity, subtotal, total, taxes } = pricedLine(shop, order, draft);
	Object.assign(line, { quantity, subtotal, total, taxes });
	adjustLineStock(shop, order, line);
}

/** Priced with the order's own rates, if it has any. */
function pricedLine(shop: Shop, order: Order, draft: DraftLine): OrderLine {
	const rates = order.taxLines.map(({ rate }) => rate);
	const [line] = priceBasket(shop, { lines: [draft], ...(rates.length > 0 ? { rates } : {}) }).lines;
	if (line === undefined) throw new Error('a basket of one line has no line');
	return line;
}
