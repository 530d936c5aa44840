import type { OrderLine, SalesOrder } from './salesOrder';

/** A line of an order, with no more than its stock takes. */
type StockLine = Pick<OrderLine, 'lineId' | 'kind' | 'bundleLineId' | 'sku' | 'quantity' | 'stockTaken' | 'restocked'>;

/** What an order says of stock: an order whose money cannot be read may say that all the same. */
export interface StockOrder extends Pick<
	SalesOrder,
	'account' | 'orderId' | 'orderNumber' | 'placedAt' | 'state' | 'channelState' | 'copiedFrom'
> {
	readonly lines: readonly StockLine[];
}

/** What a whole order says of stock. */
export function toStockOrder(order: SalesOrder): StockOrder {
	const { account, orderId, orderNumber, placedAt, state, channelState, copiedFrom } = order;
	const lines = order.lines.map(({ lineId, kind, bundleLineId, sku, quantity, stockTaken, restocked }) => ({
		lineId,
		kind,
		bundleLineId,
		sku,
		quantity,
		stockTaken,
		restocked,
	}));
	return { account, orderId, orderNumber, placedAt, state, channelState, copiedFrom, lines };
}
