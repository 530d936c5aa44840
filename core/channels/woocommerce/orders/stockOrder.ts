import { bundleFinder } from './bundles';
import { findCopiedFrom, findMetaNumber } from './metaData';
import type { OrderContext } from './readOrder';
import { restockedUnits } from './restockedUnits';
import { stateOf } from './states';
import { readMoment } from '../../../model/moment';
import { toSku } from '../../../model/sku';
import type { StockOrder } from '../../../model/stockOrder';
import { readableOr } from '../../../reading/catchUnreadable';
import {
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptionalText,
	textOr,
	type Fields,
} from '../../../reading/readUnknown';

const PATH = 'woocommerce order';

type StockContext = Pick<OrderContext, 'account' | 'choice'>;

/**
 * Reads what an order says of stock, whatever its money says. What cannot be read and is not needed counts so that more is held back. Throws
 * UnreadableError where id, dates, or the SKU or quantity of a line cannot be read.
 */
export function readStockOrder(raw: unknown, { account, choice }: StockContext): StockOrder {
	const fields = readFields(raw, PATH);
	const orderId = readNonEmptyText(fields.id, `${PATH}.id`);
	const rows = readList(fields.line_items, `${PATH}.line_items`, readFields);
	const lines = rows.map((line, place) => readLine(line, rows, `${PATH}.line_items[${place}]`));
	const status = textOr(fields.status, null);
	const tookStock = lines.some(({ stockTaken }) => (stockTaken ?? 0) > 0);
	return {
		account,
		orderId,
		orderNumber: textOr(fields.number, orderId),
		placedAt: readPlacedAt(fields),
		state: status === null ? 'reserving' : stateOf(status, tookStock, choice),
		channelState: status ?? '',
		copiedFrom: readableOr(() => findCopiedFrom(fields, PATH), null),
		lines,
	};
}

/** An order whose date cannot be read was placed before it was changed. */
function readPlacedAt({ date_created_gmt, date_modified_gmt }: Fields) {
	return readableOr(
		() => readMoment(date_created_gmt, `${PATH}.date_created_gmt`),
		() => readMoment(date_modified_gmt, `${PATH}.date_modified_gmt`),
	);
}

function readLine(fields: Fields, rows: readonly Fields[], path: string): StockOrder['lines'][number] {
	const quantity = readNumber(fields.quantity, `${path}.quantity`);
	const noted = (key: string) => readableOr(() => findMetaNumber(fields, key, path), null);
	const stockTaken = noted('_reduced_stock');
	return {
		lineId: textOr(fields.id, path),
		kind: 'goods',
		bundleLineId: readableOr(() => bundleFinder(rows)(fields, path), null),
		sku: toSku(readOptionalText(fields.sku, `${path}.sku`)),
		quantity,
		stockTaken,
		restocked: restockedUnits(noted('_restock_refunded_items') ?? 0, { quantity, stockTaken }),
	};
}
