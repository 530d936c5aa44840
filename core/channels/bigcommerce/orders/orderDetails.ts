import { MAX_PER_PAGE } from './orderRows';
import { readShipment } from './shipments';
import type { Store } from '../api';
import { collectRows } from '../../../http/pages';
import type { SalesOrder, Shipment } from '../../../model/salesOrder';

/** The same order with its parcels: one request, where it says that units of it have left. */
export async function withShipments(store: Store, order: SalesOrder): Promise<SalesOrder> {
	return order.shipments === null ? { ...order, shipments: await shipmentsOf(store, order.orderId) } : order;
}

/** https://developer.bigcommerce.com/docs/rest-management/orders/order-shipments */
async function shipmentsOf(store: Store, orderId: string): Promise<Shipment[]> {
	const path = `/orders/${encodeURIComponent(orderId)}/shipments`;
	const rows = await collectRows((offset) => store.getPageV2(path, { limit: MAX_PER_PAGE }, offset));
	return rows.map((row, place) => readShipment(row, `bigcommerce ${path}[${place}]`));
}
