import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BooksDocument } from '../books.mts';
import type { Environment } from '../environment.mts';
import { newOrderHistory, type OrderHistory, type Version } from '../orderHistory.mts';
import type { OrderTruth, TrueState } from '../orderTruth.mts';
import { judgeDueDays, saleDays } from './days.mts';

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
	bundle: OrderHistory['bundle'] = null,
): readonly string[] {
	const history: OrderHistory = {
		...newOrderHistory('woocommerce', '7', { place: 0, oddities: [], bundle }),
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

test('the holder of a bundle is not booked, so it may be counted from later on', () => {
	const lines = ['TEE', 'MUG'].map((sku, place) => ({ lineId: String(place), sku }));
	const bundled = { ...version([]), truth: { placedAt: PLACED, lines } as unknown as OrderTruth };
	assert.deepEqual(days([bundled], [bundled], 'onStartDate', { holder: '0', parts: ['1'] }), ['2025-10-29']);
	assert.deepEqual(days([bundled], [bundled], 'onStartDate', { holder: '1', parts: ['0'] }), [start]);
	assert.deepEqual(days([bundled], [bundled], 'onStartDate', { holder: '0', parts: ['9'] }), [start]);
});

test('an edit that takes the late item out of a booked sale does not move it into an earlier month', () => {
	const [both, mug] = [version(['MUG', 'TEE']), version(['MUG'])];
	assert.deepEqual(days([both, mug], [both, mug]), [start]);
	assert.deepEqual(days([both, mug], [mug]), ['2025-10-29', start], 'nobody knows whether the first was booked');
	const held = version(['MUG', 'TEE'], 'reserving');
	assert.ok(days([held, mug], [held, mug]).includes('2025-10-29'), 'what is only reserved is not booked');
});

test('an edit that takes the late item out before the order is sold again leaves the new sale on the day of the order', () => {
	const [both, off, mug] = [version(['MUG', 'TEE']), version(['MUG', 'TEE'], 'cancelled'), version(['MUG'])];
	assert.ok(days([both, off, mug], [both, off, mug]).includes('2025-10-29'));
	assert.deepEqual(days([off, both, mug], [off, both, mug]), [start]);
});

test('an invoice that was never paid is due as many days later as the user chose', () => {
	const judged = (
		dueDate: string | null,
		{ dueDays = 30, paid = false }: { dueDays?: number | null; paid?: boolean } = {},
	): number => {
		const read = version(['MUG']);
		const history: OrderHistory = {
			...newOrderHistory('woocommerce', '7', { place: 0, oddities: [], bundle: null }),
			versions: [{ ...read, truth: { ...read.truth, paid, currency: 'USD' } }],
		};
		const invoice = { type: 'Invoice', voided: false, txnDate: '2026-02-20', dueDate, currency: 'USD', total: 100 };
		const forms = { woocommerce: { dueDays } };
		return judgeDueDays(history, [invoice as BooksDocument], { forms } as unknown as Environment).length;
	};
	assert.equal(judged('2026-03-22'), 0);
	assert.equal(judged('2026-02-20'), 1);
	assert.equal(judged(null), 1);
	assert.equal(judged(null, { dueDays: null }), 0);
	assert.equal(judged('2026-02-20', { paid: true }), 0);
});
