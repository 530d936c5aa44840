import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Environment } from '../environment.mts';
import { newOrderHistory, type OrderHistory, type Version } from '../orderHistory.mts';
import type { OrderTruth, TrueState } from '../orderTruth.mts';
import { saleDays } from './days.mts';

const LATE = 4;
const start = new Date(Date.now() - LATE * 86_400_000).toISOString().slice(0, 10);
const PLACED = '2025-10-29T12:00:00Z';

const version = (skus: readonly string[], state: TrueState = 'sold'): Version => ({
	read: { orderId: '7', modifiedAt: '' },
	truth: { placedAt: PLACED, lines: skus.map((sku) => ({ sku })) } as unknown as OrderTruth,
	state,
});
const environment = (beforeStart: string): Environment =>
	({
		company: { timeZone: 'UTC', lateStarts: { TEE: LATE } },
		forms: { woocommerce: { beforeStart } },
	}) as unknown as Environment;

function days(
	versions: readonly Version[],
	posted: readonly Version[],
	beforeStart = 'onStartDate',
): readonly string[] {
	const history: OrderHistory = {
		...newOrderHistory('woocommerce', '7', { place: 0, oddities: [], bundle: null }),
		versions: [...versions],
		posted: [...posted],
	};
	return saleDays(history, environment(beforeStart));
}

test('a sale is of the day of its order, or where that is chosen of the first on which all its items are counted', () => {
	const both = version(['MUG', 'TEE']);
	assert.deepEqual(days([both], [both], 'needsAttention'), ['2025-10-29']);
	assert.deepEqual(days([both], [both]), [start]);
	assert.deepEqual(days([version(['MUG'])], [version(['MUG'])]), ['2025-10-29']);
});

test('an edit that takes the late item out of a booked sale does not move it into an earlier month', () => {
	const [both, mug] = [version(['MUG', 'TEE']), version(['MUG'])];
	assert.deepEqual(days([both, mug], [both, mug]), [start]);
	assert.deepEqual(days([both, mug], [mug]), ['2025-10-29', start], 'nobody knows whether the first was booked');
	const held = version(['MUG', 'TEE'], 'reserving');
	assert.ok(days([held, mug], [held, mug]).includes('2025-10-29'), 'what is only reserved is not booked');
});
