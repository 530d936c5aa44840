import { readMoment } from '../../../model/moment';
import type { Shipment } from '../../../model/salesOrder';
import { readFields, readOptional, readOptionalText, readWholeNumber, type Fields } from '../../../reading/readUnknown';

/** True for an order that says that units of it have left. */
export function hasShipped({ items_shipped }: Fields): boolean {
	return (readOptional(items_shipped, 'bigcommerce order.items_shipped', readWholeNumber) ?? 0) > 0;
}

/** A carrier may be named in three ways: by an app, by the merchant, by the method that the buyer chose. */
export function readShipment(raw: unknown, path: string): Shipment {
	const fields = readFields(raw, path);
	const text = (name: string) => readOptionalText(fields[name], `${path}.${name}`);
	return {
		shippedAt: readOptional(text('date_created'), `${path}.date_created`, readMoment),
		carrier: text('tracking_carrier') ?? text('shipping_provider') ?? text('shipping_method'),
		trackingNumber: text('tracking_number'),
	};
}
