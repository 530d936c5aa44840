import type { Order, OrderLine } from '../orders/order.mts';
import { addLine, changeQuantity, removeLine, replaceCharges, replaceLine } from '../orders/lines.mts';
import type { Sale, SaleLine } from './sale.mts';
import { chargesOf, draftOf, findProduct } from './sell.mts';
import { RestError } from '../api/errors.mts';
import type { Shop } from '../shop.mts';

interface EditedLine extends SaleLine {
	/** Of the line that stays; else it is found by its SKU, else added. */
	readonly lineId?: number | string;
}

export interface Edit {
	/** All lines that shall be there; nothing: they stay. */
	readonly lines?: readonly EditedLine[];
	readonly shipping?: Sale['shipping'];
	readonly fees?: Sale['fees'];
}

/** Gives an order these lines and charges; a line of the same product keeps its id. */
export function editOrder(shop: Shop, order: Order, { lines, shipping, fees }: Edit): void {
	if (lines !== undefined) {
		const kept = lines.map((asked) => giveLine(shop, order, asked));
		for (const line of order.lines.filter((other) => !kept.includes(other))) removeLine(shop, order, line);
	}
	if (shipping !== undefined)
		replaceCharges(shop, order, { kind: 'shipping', drafts: chargesOf(shop, shipping, 'Flat rate') });
	if (fees !== undefined) replaceCharges(shop, order, { kind: 'fees', drafts: chargesOf(shop, fees, 'Handling') });
}

function giveLine(shop: Shop, order: Order, asked: EditedLine): OrderLine {
	const line = lineNamed(shop, order, asked);
	if (line === undefined) return addLine(shop, order, draftOf(shop, asked));
	const isRepriced =
		asked.price !== undefined ||
		asked.unitPrice !== undefined ||
		asked.discount !== undefined ||
		asked.taxRates !== undefined;
	if (isRepriced)
		replaceLine(shop, order, {
			line,
			draft: { ...draftOf(shop, asked.sku === undefined ? { ...asked, name: line.name } : asked) },
		});
	else if (asked.quantity !== line.quantity) changeQuantity(shop, order, { line, quantity: asked.quantity });
	return line;
}

function lineNamed(shop: Shop, order: Order, { lineId, sku }: EditedLine): OrderLine | undefined {
	if (lineId === undefined) return sku === undefined ? undefined : lineOfSku(shop, order, sku);
	const line = order.lines.find(({ id }) => id === Number(lineId));
	if (line === undefined) throw new RestError(404, 'unknown_line', `Order ${order.id} has no line ${lineId}`);
	return line;
}

export function lineOfSku(shop: Shop, order: Order, sku: string): OrderLine | undefined {
	const { id } = findProduct(shop, sku);
	return order.lines.find(({ productId, variationId }) => (variationId === 0 ? productId : variationId) === id);
}
