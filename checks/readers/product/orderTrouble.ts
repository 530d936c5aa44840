import type { SalesOrder } from '../../../core/model/salesOrder';
import { toOrderJson, readOrder } from '../../../core/model/salesOrderJson';
import { unsoundness } from '../sound';

/** An order that a channel gave has to go through the next node as it is. */
export function orderTrouble(order: SalesOrder): string | null {
	const sound = unsoundness(order);
	if (sound !== null) return sound;
	const again = readAgain(order);
	if (again instanceof Error) return `The next node cannot read it: ${again.message}`;
	const [given, read] = [order, again].map((one) => JSON.stringify(sorted(one)));
	return given === read ? null : `The next node reads another order: ${read} instead of ${given}`;
}

function readAgain(order: SalesOrder): SalesOrder | Error {
	try {
		return readOrder(JSON.parse(JSON.stringify(toOrderJson(order))));
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

/** With its keys in one order, so that equal values have equal JSON. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([key, inside]) => [key, sorted(inside)]),
	);
}
