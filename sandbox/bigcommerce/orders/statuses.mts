import { ApiError } from '../api/errors.mts';

/** The fixed ids of BigCommerce's order statuses. */
export const statuses: ReadonlyMap<number, string> = new Map([
	[0, 'Incomplete'],
	[1, 'Pending'],
	[2, 'Shipped'],
	[3, 'Partially Shipped'],
	[4, 'Refunded'],
	[5, 'Cancelled'],
	[6, 'Declined'],
	[7, 'Awaiting Payment'],
	[8, 'Awaiting Pickup'],
	[9, 'Awaiting Shipment'],
	[10, 'Completed'],
	[11, 'Awaiting Fulfillment'],
	[12, 'Manual Verification Required'],
	[13, 'Disputed'],
	[14, 'Partially Refunded'],
]);

export const awaitingFulfillment = 11;
export const cancelled = 5;
export const refundedStatus = 4;
export const partiallyRefunded = 14;

/** Orders in these statuses have given their stock back, or never took any. */
export const withoutStock: readonly number[] = [0, cancelled, 6];

/** Where a store that waits for completion takes the stock. */
export const fulfilled: readonly number[] = [2, 10];

export function statusName(id: number): string {
	return statuses.get(id) ?? '';
}

/** A status by id or by name, for the control endpoint. */
export function statusIdOf(status: number | string): number {
	for (const [id, name] of statuses) {
		if (id === Number(status) || name.toLowerCase() === String(status).toLowerCase()) return id;
	}
	throw new ApiError(400, `There is no order status "${status}"`);
}

export function statusRow(id: number): {
	id: number;
	name: string;
	system_label: string;
	custom_label: string;
	system_description: string;
} {
	const name = statusName(id);
	return { id, name, system_label: name, custom_label: name, system_description: `Order is ${name.toLowerCase()}.` };
}
