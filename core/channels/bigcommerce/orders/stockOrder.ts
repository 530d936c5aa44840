import { copiedFrom } from './copiedFrom';
import { readParent } from './lines';
import type { OrderContext } from './readOrder';
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
	readWholeNumber,
	textOr,
	type Fields,
} from '../../../reading/readUnknown';

const PATH = 'bigcommerce order';

type StockContext = Pick<OrderContext, 'account' | 'choice' | 'lines'>;

/**
 * Reads what an order says of stock, whatever its money says. An order whose status nobody documents counts as one that has taken its
 * stock. Throws UnreadableError where id, dates, or the SKU or quantity of a line cannot be read.
 */
export function readStockOrder(fields: Fields, { account, choice, lines }: StockContext): StockOrder {
	const orderId = readNonEmptyText(fields.id, `${PATH}.id`);
	const status = readableOr(() => readWholeNumber(fields.status_id, `${PATH}.status_id`), null);
	return {
		account,
		orderId,
		orderNumber: orderId,
		placedAt: readableOr(
			() => readMoment(fields.date_created, `${PATH}.date_created`),
			() => readMoment(fields.date_modified, `${PATH}.date_modified`),
		),
		state: (status === null ? null : stateOf(status, choice)) ?? 'reserving',
		channelState: textOr(fields.custom_status, null) ?? textOr(fields.status, ''),
		copiedFrom: readableOr(() => copiedFrom(fields), null),
		lines: readList(lines, `${PATH}.lines`, readLine),
	};
}

function readLine(raw: unknown, path: string): StockOrder['lines'][number] {
	const fields = readFields(raw, path);
	return {
		lineId: textOr(fields.id, path),
		kind: fields.type === 'giftcertificate' ? 'giftCertificate' : 'goods',
		bundleLineId: readableOr(() => readParent(fields, path), null),
		sku: toSku(readOptionalText(fields.sku, `${path}.sku`)),
		quantity: readNumber(fields.quantity, `${path}.quantity`),
		stockTaken: null,
		restocked: null,
	};
}
