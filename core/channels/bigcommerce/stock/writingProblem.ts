import { toRefusalError } from '../refusal';
import type { Store } from '../api';
import { isOwnRefusal } from '../../../http/webPage';
import { readFields, readText } from '../../../reading/readUnknown';

const SETTINGS = '/settings/inventory';

/**
 * The reason why no level may be written; null when levels may be written. A store that takes an order's stock only at shipment still
 * shows sold units, so each written level would be off by every order on its way (rules.md F4).
 * https://developer.bigcommerce.com/docs/rest-management/settings/inventory
 */
export async function findWritingProblem(store: Store): Promise<string | null> {
	const { request, reply } = await store.getV3(SETTINGS);
	if (isOwnRefusal(reply, 403))
		return 'BigCommerce does not tell when the store takes stock: give the API account the scope "Information & Settings" (read-only)';
	if (reply.status !== 200) throw toRefusalError(request, reply);
	const path = `bigcommerce ${SETTINGS}`;
	const behaviour = readText(
		readFields(readFields(reply.body, path).data, `${path}.data`).update_stock_behavior,
		`${path}.update_stock_behavior`,
	);
	if (behaviour === 'order_placed') return null;
	return `The store takes stock only when an order is completed or shipped ("${behaviour}"), so orders on their way would be sold twice: in BigCommerce, Settings, Inventory, let stock levels be adjusted when an order is placed`;
}
