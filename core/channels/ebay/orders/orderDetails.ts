import { orderPath } from './orderPath';
import { readShipment } from './shipments';
import type { EbayRest } from '../restApi';
import type { SalesOrder, Shipment } from '../../../model/salesOrder';
import { readFields, readList } from '../../../reading/readUnknown';

/** The same order with its parcels: one request, where it names some. */
export async function withShipments(rest: EbayRest, order: SalesOrder): Promise<SalesOrder> {
	return order.shipments === null ? { ...order, shipments: await shipmentsOf(rest, order.orderId) } : order;
}

/** https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/shipping_fulfillment/methods/getShippingFulfillments */
async function shipmentsOf(rest: EbayRest, orderId: string): Promise<Shipment[]> {
	const { body } = await rest.get(`${orderPath(orderId)}/shipping_fulfillment`);
	const path = `ebay order ${orderId} shipping_fulfillment`;
	return readList(readFields(body, path).fulfillments ?? [], `${path}.fulfillments`, readShipment);
}
