import { readMoment } from '../../../model/moment';
import type { Shipment } from '../../../model/salesOrder';
import { readFields, readList, readOptional, readOptionalText, type Fields } from '../../../reading/readUnknown';

/** True for an order that names parcels. */
export function hasShipped(fields: Fields, path: string): boolean {
	const hrefs = readOptional(fields.fulfillmentHrefs, `${path}.fulfillmentHrefs`, (list, at) =>
		readList(list, at, (href) => href),
	);
	return (hrefs ?? []).length > 0;
}

export function readShipment(raw: unknown, path: string): Shipment {
	const fields = readFields(raw, path);
	return {
		shippedAt: readOptional(fields.shippedDate, `${path}.shippedDate`, readMoment),
		carrier: readOptionalText(fields.shippingCarrierCode, `${path}.shippingCarrierCode`),
		trackingNumber: readOptionalText(fields.shipmentTrackingNumber, `${path}.shipmentTrackingNumber`),
	};
}
