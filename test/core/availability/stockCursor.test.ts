import { describe, expect, test } from '@jest/globals';
import { addSeconds, momentFromMillis } from '../../../core/model/moment';
import {
	stockQueryStart,
	afterDelivery,
	withFullReadAt,
	afterFullStockRead,
	isDue,
	isFullReadDue,
	readStockCursor,
	newStockCursor,
	toStoredStockCursor,
	afterWindow,
} from '../../../core/availability/stockCursor';

const at = (minute: number) => momentFromMillis(Date.UTC(2026, 10, 23, 10, 0) + minute * 60_000);
const item = (itemId: string, minute: number) => ({ itemId, updatedAt: at(minute) });

describe('the stock cursor', () => {
	test('delivers a change at once and once more after fifteen minutes, never a third time', () => {
		const first = afterWindow(afterDelivery(newStockCursor(at(0)), [item('7', 1)], at(2)), at(2));
		expect(isDue(first, item('7', 1), at(3))).toBe(false);
		expect(isDue(first, item('7', 1), at(16))).toBe(false);
		expect(isDue(first, item('7', 1), at(17))).toBe(true);
		const second = afterDelivery(first, [item('7', 1)], at(17));
		expect(isDue(second, item('7', 1), at(40))).toBe(false);
	});

	test('starts both deliveries anew when the item moves again in between', () => {
		const first = afterDelivery(newStockCursor(at(0)), [item('7', 1)], at(2));
		expect(isDue(first, item('7', 5), at(6))).toBe(true);
		const moved = afterDelivery(first, [item('7', 5)], at(6));
		expect(isDue(moved, item('7', 5), at(17))).toBe(false);
		expect(isDue(moved, item('7', 5), at(21))).toBe(true);
	});

	test('delivers an item anew that was delivered in the second of its change, since another change of that second has the same stamp', () => {
		const read = addSeconds(at(1), 0.4);
		const first = afterWindow(afterDelivery(newStockCursor(at(0)), [item('7', 1)], read), read);
		expect(isDue(first, item('7', 1), at(2))).toBe(true);
		const anew = afterWindow(afterDelivery(first, [item('7', 1)], at(2)), at(2));
		expect(isDue(anew, item('7', 1), at(3))).toBe(false);
		expect(isDue(anew, item('7', 1), at(17))).toBe(true);
	});

	test('asks in one window for what is new and for what is due again', () => {
		const waiting = afterWindow(afterDelivery(newStockCursor(at(0)), [item('7', 1)], at(2)), at(10));
		expect(stockQueryStart(waiting)).toBe(at(1));
		const done = afterWindow(afterDelivery(waiting, [item('7', 1)], at(60)), at(60));
		expect(stockQueryStart(done)).toBe(at(55));
		expect(done.delivered).toEqual({});
	});

	test('waits no longer for an item that was due a second time and did not come, as one that is no longer counted', () => {
		const gone = afterWindow(afterDelivery(newStockCursor(at(0)), [item('7', 1)], at(2)), at(17));
		expect(gone.delivered).toEqual({});
		expect(stockQueryStart(gone)).toBe(at(12));
	});

	test('reads everything when the last full read is so many hours old, or one is under way', () => {
		const cursor = newStockCursor(at(0));
		expect(isFullReadDue(cursor, at(59), 1)).toBe(false);
		expect(isFullReadDue(cursor, at(60), 1)).toBe(true);
		expect(isFullReadDue(cursor, at(600), 0)).toBe(false);
		expect(isFullReadDue(withFullReadAt(cursor, 1000), at(1), 24)).toBe(true);
		expect(isFullReadDue(afterFullStockRead(withFullReadAt(cursor, 1000), at(1)), at(2), 24)).toBe(false);
	});

	test('survives being stored', () => {
		const cursor = withFullReadAt(afterDelivery(newStockCursor(at(0)), [item('7', 1)], at(2)), 1000);
		expect(readStockCursor(JSON.parse(JSON.stringify(toStoredStockCursor(cursor))))).toEqual(cursor);
	});
});
