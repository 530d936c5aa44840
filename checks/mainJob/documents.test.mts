import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesOrder } from './documents.mts';

const order = { orderId: '36', orderNumber: '36' };
const noteOf = (orderId: string): string =>
	`woocommerce order ${orderId} of 127.0.0.1:4302\n[qbosync:1 o=woocommerce/127.0.0.1%3A4302/${orderId} v=2026-11-28T18:36:47.000Z f=68b87d28 g=1]`;

test('a document names the order of its identity, and no other whose number stands in a moment of the note', () => {
	assert.equal(namesOrder({ docNumber: 'WC-36', privateNote: noteOf('36') }, order), true);
	assert.equal(namesOrder({ docNumber: 'X1', privateNote: noteOf('36') }, order), true);
	assert.equal(namesOrder({ docNumber: 'WC-33', privateNote: noteOf('33') }, order), false);
});

test('a number that ends with the order number names the order, and a longer number does not', () => {
	assert.equal(namesOrder({ docNumber: 'WC-36', privateNote: null }, order), true);
	assert.equal(namesOrder({ docNumber: 'WC-136', privateNote: null }, order), false);
	assert.equal(
		namesOrder({ docNumber: 'EB-12-10022-40022', privateNote: null }, { orderId: 'x', orderNumber: '12-10022-40022' }),
		true,
	);
	assert.equal(namesOrder({ docNumber: null, privateNote: null }, order), false);
});
