import type { Order, OrderLine } from '../orders/order.mts';
import type { Product } from '../listings/product.mts';
import { setQuantity, stockHolder } from './quantity.mts';
import { takeId, type Shop } from '../shop.mts';

const taking = ['processing', 'completed', 'on-hold'];
const givingBack = ['cancelled', 'pending'];

/** Takes or gives back the stock of an order as its status asks, once; other statuses leave it as it is. */
export function updateOrderStock(shop: Shop, order: Order): void {
	if (taking.includes(order.status) && !order.stockReduced) takeStock(shop, order);
	else if (givingBack.includes(order.status) && order.stockReduced) giveStockBack(shop, order);
}

/** What the shop took for a line and has not put back: null when the line's stock is not managed. */
export function reducedStock(line: OrderLine): number | null {
	return readMeta(line, '_reduced_stock');
}

/** What refunds of a line ever put back, as the line counts it; null before the first. */
export function restockedUnits(line: OrderLine): number | null {
	return readMeta(line, '_restock_refunded_items');
}

function readMeta(line: OrderLine, name: string): number | null {
	const meta = line.meta.find(({ key }) => key === name);
	return meta === undefined ? null : Number(meta.value);
}

/** After an edit: takes the difference to the line's quantity, or gives it back. What refunds put back stays with the shop. */
export function adjustLineStock(shop: Shop, order: Order, line: OrderLine): void {
	const product = productOf(shop, line);
	if (!order.stockReduced || product === undefined) return;
	const due = line.quantity - (restockedUnits(line) ?? 0);
	moveStock(shop, product, (reducedStock(line) ?? 0) - due);
	if (stockHolder(shop, product) !== null) writeMeta(shop, line, '_reduced_stock', String(due));
}

/** Gives a removed line's stock back. */
export function releaseLine(shop: Shop, line: OrderLine): void {
	const product = productOf(shop, line);
	if (product !== undefined) moveStock(shop, product, reducedStock(line) ?? 0);
	line.meta = line.meta.filter(({ key }) => key !== '_reduced_stock');
}

/** Restocks refunded units of a line whose stock was taken, and notes it in the line; answers how many. */
export function restock(shop: Shop, line: OrderLine, quantity: number): number {
	const product = productOf(shop, line);
	const reduced = reducedStock(line) ?? 0;
	if (product === undefined || stockHolder(shop, product) === null || reduced === 0) return 0;
	moveStock(shop, product, quantity);
	const before = restockedUnits(line) ?? 0;
	writeMeta(shop, line, '_reduced_stock', String(Math.max(0, reduced - quantity)));
	writeMeta(shop, line, '_restock_refunded_items', String(before + quantity));
	return quantity;
}

function takeStock(shop: Shop, order: Order): void {
	for (const line of order.lines) {
		const product = productOf(shop, line);
		if (product === undefined) continue;
		product.totalSales += line.quantity;
		if (stockHolder(shop, product) === null) continue;
		moveStock(shop, product, -line.quantity);
		writeMeta(shop, line, '_reduced_stock', String(line.quantity));
	}
	order.stockReduced = true;
}

function giveStockBack(shop: Shop, order: Order): void {
	for (const line of order.lines) releaseLine(shop, line);
	order.stockReduced = false;
}

function moveStock(shop: Shop, product: Product, by: number): void {
	const holder = stockHolder(shop, product);
	if (holder !== null && by !== 0) setQuantity(shop, holder, (holder.stockQuantity ?? 0) + by);
}

function productOf(shop: Shop, line: OrderLine): Product | undefined {
	return shop.products.get(line.variationId === 0 ? line.productId : line.variationId);
}

function writeMeta(shop: Shop, line: OrderLine, key: string, value: string): void {
	const known = line.meta.find((meta) => meta.key === key);
	if (known === undefined) line.meta.push({ id: takeId(shop, 'meta'), key, value });
	else known.value = value;
}
