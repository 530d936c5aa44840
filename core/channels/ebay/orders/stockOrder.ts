import type { OrderContext } from './readOrder';
import { readState } from './states';
import { readMoment } from '../../../model/moment';
import { toSku } from '../../../model/sku';
import type { StockOrder } from '../../../model/stockOrder';
import { readableOr } from '../../../reading/catchUnreadable';
import {
	readFields,
	readList,
	readNonEmptyText,
	readOptionalText,
	readWholeNumber,
	textOr,
} from '../../../reading/readUnknown';

/**
 * Reads what an order of the Fulfillment API says of stock, whatever its money says. An order whose state cannot be read counts as one
 * that has taken its stock. Throws UnreadableError where ids, dates, or the SKU or quantity of a line cannot be read.
 */
export function readStockOrder(raw: unknown, { choice }: OrderContext): StockOrder {
	const fields = readFields(raw, 'ebay order');
	const orderId = readNonEmptyText(fields.orderId, 'ebay order.orderId');
	const path = `ebay order ${orderId}`;
	return {
		account: readNonEmptyText(fields.sellerId, `${path}.sellerId`),
		orderId,
		orderNumber: orderId,
		placedAt: readableOr(
			() => readMoment(fields.creationDate, `${path}.creationDate`),
			() => readMoment(fields.lastModifiedDate, `${path}.lastModifiedDate`),
		),
		...readableOr(() => readState(fields, path, choice), { state: 'reserving' as const, channelState: '' }),
		copiedFrom: null,
		lines: readList(fields.lineItems, `${path}.lineItems`, readLine),
	};
}

function readLine(raw: unknown, path: string): StockOrder['lines'][number] {
	const fields = readFields(raw, path);
	return {
		lineId: textOr(fields.lineItemId, path),
		kind: 'goods',
		bundleLineId: null,
		sku: toSku(readOptionalText(fields.sku, `${path}.sku`)),
		quantity: readWholeNumber(fields.quantity, `${path}.quantity`),
		stockTaken: null,
		restocked: null,
	};
}
