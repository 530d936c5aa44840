import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BooksDocument } from '../books.mts';
import { newOrderHistory, type OrderHistory } from '../orderHistory.mts';
import type { OrderTruth } from '../orderTruth.mts';
import { openAfterPayment } from './balances.mts';
import { madeUpSale } from './madeUp.mts';

/** Paid with 100.00, and edited to 110.00 since. */
function editedUp(): OrderHistory {
	const version = (modifiedAt: string, total: string) => {
		const truth = { currency: 'USD', paid: true, payments: [], total, refunds: [] } as unknown as OrderTruth;
		return { read: { orderId: '7', modifiedAt }, truth, state: 'sold' as const };
	};
	const outcome = { orderId: '7', modifiedAt: '1', outcome: 'created', reason: null, taxDifferences: [] };
	return {
		...newOrderHistory('woocommerce', '7', { place: 0, oddities: [], bundle: null }),
		versions: [version('1', '100.00'), version('2', '110.00')],
		outcomes: [outcome],
	};
}

const memoOf = (id: string): BooksDocument => ({ ...madeUpSale, type: 'CreditMemo', id, total: 3000 });
const invoiceOf = (payments: BooksDocument['payments']): BooksDocument => ({
	...madeUpSale,
	id: '1',
	total: 11_000,
	balance: 1000,
	...(payments === undefined ? {} : { payments }),
});

test('what a credit memo took before the payment was not paid, so the edit after both is open whole', () => {
	const use = { id: '6', total: 0 };
	assert.equal(openAfterPayment(editedUp(), [memoOf('5')], invoiceOf([use, { id: '9', total: 70 }])), 1000);
});

test('what a credit memo took after the payment is no longer open', () => {
	assert.equal(openAfterPayment(editedUp(), [memoOf('12')], invoiceOf([{ id: '9', total: 100 }])), 0);
	assert.equal(openAfterPayment(editedUp(), [], invoiceOf([{ id: '9', total: 100 }])), 1000);
});
