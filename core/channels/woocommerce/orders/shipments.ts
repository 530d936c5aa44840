import { findMetaValue } from './metaData';
import { momentFromMillis, type Moment } from '../../../model/moment';
import type { Shipment } from '../../../model/salesOrder';
import { listOrNone, type Fields } from '../../../reading/readUnknown';

/**
 * Where shipping plugins note parcels: WooCommerce Shipment Tracking, and Advanced Shipment Tracking under the same key.
 * https://woocommerce.com/document/shipment-tracking/
 */
const PARCELS = '_wc_shipment_tracking_items';

/** The latest second that a date can have. */
const LAST_SECOND = 253_402_300_799;

/** The parcels of an order. A plugin's note of another shape counts as none. */
export function readShipments(order: Fields, path: string): Shipment[] {
	return listOrNone(findMetaValue(order, PARCELS, path)).flatMap(shipmentOf);
}

function shipmentOf(parcel: unknown): Shipment[] {
	if (typeof parcel !== 'object' || parcel === null) return [];
	const fields = parcel as Fields;
	const trackingNumber = textIn(fields.tracking_number);
	const carrier =
		textIn(fields.custom_tracking_provider) ??
		textIn(fields.formatted_tracking_provider) ??
		textIn(fields.tracking_provider);
	const shippedAt = momentIn(fields.date_shipped);
	return trackingNumber === null && carrier === null && shippedAt === null
		? []
		: [{ shippedAt, carrier, trackingNumber }];
}

function textIn(value: unknown): string | null {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** Seconds since the epoch, as a number or as text. */
function momentIn(value: unknown): Moment | null {
	const seconds = typeof value === 'string' && /^\d{1,13}$/.test(value) ? Number(value) : value;
	return typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0 && seconds <= LAST_SECOND
		? momentFromMillis(seconds * 1000)
		: null;
}
