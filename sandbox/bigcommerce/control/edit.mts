import { ApiError } from '../api/errors.mts';
import { parseAmount } from '../money.mts';
import type { Order, OrderLine } from '../orders/order.mts';
import { takeLine } from '../stock/orderStock.mts';
import type { Sale, SaleLine } from './sale.mts';
import { newLine } from './saleLine.mts';
import { feesOf, oneCharge } from './sell.mts';
import { ratesOf } from './saleRates.mts';
import type { Store } from '../store.mts';

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

/** Gives an order these lines and charges; one that stays keeps its id. */
export function editOrder(store: Store, order: Order, { lines, shipping, fees }: Edit): void {
	const rates = order.lines.find((line) => line.rates.length > 0)?.rates ?? [];
	if (lines !== undefined) giveLines(store, order, { lines, rates });
	if (shipping !== undefined)
		order.shipping = {
			...oneCharge(store, rates, { name: order.shipping.name, asked: shipping }),
			id: order.shipping.id,
		};
	if (fees !== undefined) {
		const ids = order.fees.map(({ id }) => id);
		order.fees = feesOf(store, rates, { fees }).map((fee, place) => ({ ...fee, id: ids[place] ?? fee.id }));
	}
}

function giveLines(
	store: Store,
	order: Order,
	{ lines, rates }: { readonly lines: readonly EditedLine[]; readonly rates: OrderLine['rates'] },
): void {
	const adjusts = order.stockTaken && store.settings.editOrderStockAdjustment;
	const kept = lines.map((asked) => {
		const known = lineNamed(order, asked);
		if (known !== undefined) change(known, asked);
		const line = known ?? newLine(store, asked, rates);
		if (adjusts) takeLine(store, line, line.quantity - line.stockTaken);
		return line;
	});
	if (adjusts)
		for (const line of order.lines.filter((other) => !kept.includes(other))) takeLine(store, line, -line.stockTaken);
	order.lines = kept;
}

/** A line that changes loses its discounts, as in the control panel. */
function change(line: OrderLine, { quantity, unitPrice, price, taxRates }: EditedLine): void {
	const entered = unitPrice ?? price;
	if (line.quantity === quantity && entered === undefined && taxRates === undefined) return;
	line.quantity = quantity;
	if (entered !== undefined) line.price = parseAmount(entered);
	line.rates = ratesOf(taxRates) ?? line.rates;
	line.discounts = [];
}

function lineNamed(order: Order, { lineId, sku }: EditedLine): OrderLine | undefined {
	if (lineId === undefined) return sku === undefined ? undefined : order.lines.find((line) => line.sku === sku);
	const line = order.lines.find(({ id }) => id === Number(lineId));
	if (line === undefined) throw new ApiError(404, `Order ${order.id} has no line ${lineId}`);
	return line;
}
