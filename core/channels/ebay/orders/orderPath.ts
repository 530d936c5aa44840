import { readAddressPart } from '../../../reading/readWebAddress';

/** The address of one order. */
export function orderPath(orderId: string): string {
	return `/sell/fulfillment/v1/order/${encodeURIComponent(readAddressPart(orderId, 'ebay order id'))}`;
}
