import { mayReserve } from './states';
import type { Shop } from '../api';
import { readFields, readNonEmptyText } from '../../../reading/readUnknown';

/** https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-orders-totals */
const TOTALS = '/reports/orders/totals';

/**
 * The statuses whose orders may hold stock without being sold: on hold, and those of plugins, whose orders say themselves what they
 * took. Only the report on totals names every registered status. It costs one request.
 */
export async function reservingStatuses(shop: Shop): Promise<string[]> {
	const { rows } = await shop.getPage(TOTALS, {}, 1);
	const registered = rows.map((row, place) =>
		readNonEmptyText(readFields(row, `${TOTALS}[${place}]`).slug, `${TOTALS}[${place}].slug`),
	);
	return [...new Set(['on-hold', ...registered.filter(mayReserve)])];
}
