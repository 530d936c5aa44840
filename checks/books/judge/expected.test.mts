import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BooksStock } from '../books.mts';
import type { Environment } from '../environment.mts';
import { newOrderHistory, type OrderHistory } from '../orderHistory.mts';
import type { OrderTruth, TrueRefund } from '../orderTruth.mts';
import { expectedOf } from './expected.mts';

const environment = {
	forms: { woocommerce: { goLive: null, unstatedGoods: 'stayAway' } },
} as unknown as Environment;
const stock = [{ itemId: '5', sku: 'MUG-BLUE', type: 'Inventory', active: true }] as unknown as BooksStock[];

const line = {
	lineId: '1',
	sku: 'MUG-BLUE',
	name: 'Blue mug',
	quantity: 3,
	net: '30.00',
	tax: '0.00',
	taxRates: [],
} as const;
const back: TrueRefund = {
	refundId: '9',
	refundedAt: '2026-11-21T10:00:00Z',
	total: '10.00',
	tax: '0.00',
	lines: [{ lineId: '1', quantity: 1, restocked: 1, total: '10.00' }],
};

function historyOf(changes: Partial<OrderTruth>): OrderHistory {
	const truth = {
		channel: 'woocommerce',
		currency: 'USD',
		placedAt: '2026-11-20T10:00:00Z',
		total: '30.00',
		payments: [{ kind: 'money', amount: '30.00', paid: true }],
		lines: [line],
		refunds: [],
		...changes,
	} as unknown as OrderTruth;
	const version = { read: { orderId: '7', modifiedAt: '' }, truth, state: 'sold' as const };
	return { ...newOrderHistory('woocommerce', '7', { place: 0, oddities: [], bundle: null }), versions: [version] };
}

const unitsOf = (changes: Partial<OrderTruth>): number | undefined =>
	expectedOf(historyOf(changes), environment, stock)?.units.get('5');

test('what was paid with store credit and gift certificates is no part of the total', () => {
	const payments = [
		{ kind: 'storeCredit', amount: '8.00', paid: true },
		{ kind: 'giftCertificate', amount: '5.00', paid: true },
		{ kind: 'money', amount: '17.00', paid: true },
	] as const;
	const expected = expectedOf(historyOf({ payments }), environment, stock);
	assert.equal(expected?.sale, 1700);
	assert.equal(expected.tender, 1300);
});

test('what goes back to store credit is no part of a credit, and is owed again', () => {
	const payments = [
		{ kind: 'storeCredit', amount: '4.00' },
		{ kind: 'money', amount: '6.00' },
	] as const;
	const expected = expectedOf(historyOf({ refunds: [{ ...back, payments }] }), environment, stock);
	assert.deepEqual(expected?.credits, [600]);
	assert.equal(expected.tender, -400);
});

test('units that a refund put back have not left', () => {
	const counted = { ...line, restocked: 1 };
	assert.equal(unitsOf({}), 3);
	assert.equal(unitsOf({ refunds: [back], lines: [counted] }), 2);
	assert.equal(unitsOf({ refunds: [back], lines: [{ ...counted, stockTaken: 2 }] }), 2);
});

test('no more units come back than an edit left: the shop then counts that it took less than none', () => {
	const [named] = back.lines;
	const ofFive = { ...back, lines: [{ ...named, quantity: 5, restocked: 5 }] } as TrueRefund;
	assert.equal(unitsOf({ refunds: [ofFive], lines: [{ ...line, quantity: 1, restocked: 5, stockTaken: -4 }] }), 0);
});

test('units come back by the count that the shop keeps of a line, and never more than its refunds are for', () => {
	const [named] = back.lines;
	const ofTwo = { ...back, lines: [{ ...named, quantity: 2, restocked: 0 }] } as TrueRefund;
	const counted = { ...line, restocked: 2, stockTaken: 1 };
	assert.equal(unitsOf({ refunds: [ofTwo], lines: [counted] }), 1);
	assert.equal(unitsOf({ refunds: [back], lines: [counted] }), 2);
	assert.equal(unitsOf({ refunds: [], lines: [counted] }), 3);
});

test('units that the shop took anew, after an order was cancelled and taken up again, have left', () => {
	assert.equal(unitsOf({ refunds: [back], lines: [{ ...line, restocked: 1, stockTaken: 3 }] }), 3);
});
