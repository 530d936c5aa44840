import { stockFor } from '../listings/product.mts';
import { moveLevel, type Stock } from './level.mts';
import type { Order, OrderLine } from '../orders/order.mts';
import { fulfilled, withoutStock } from '../orders/statuses.mts';
import type { Store } from '../store.mts';

/** Takes an order's stock or gives it back, as its status and the store's settings ask. */
export function updateOrderStock(store: Store, order: Order): void {
	const { updateStockBehavior, refundOrderStockAdjustment } = store.settings;
	const placed = !withoutStock.includes(order.statusId);
	const takes = updateStockBehavior === 'order_placed' ? placed : fulfilled.includes(order.statusId);
	if (takes && !order.stockTaken) {
		for (const line of order.lines) takeLine(store, line, line.quantity);
		order.stockTaken = true;
	} else if (!placed && order.stockTaken && refundOrderStockAdjustment) {
		for (const line of order.lines) takeLine(store, line, -line.stockTaken);
		order.stockTaken = false;
	}
}

/** Takes units for a line, or gives them back with a negative number. */
export function takeLine(store: Store, line: OrderLine, units: number): void {
	const stock = stockOfLine(store, line);
	if (stock === null) return;
	moveLevel(stock, -units);
	line.stockTaken += units;
}

function stockOfLine(store: Store, line: OrderLine): Stock | null {
	const product = store.products.get(line.productId);
	if (product === undefined) return null;
	return stockFor(product, product.variants.find(({ id }) => id === line.variantId) ?? null);
}
