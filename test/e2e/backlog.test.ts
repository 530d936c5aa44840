import { expect, test } from '@jest/globals';
import { expectOneDocumentEach } from '../support/books';
import { controlOf, type Sold } from '../support/e2eControl';

/** Set by test/jestSetup/e2e.mjs. */
declare const backlogOrders: number;
const ORDERS = backlogOrders;
/** QuickBooks takes thirty documents to a batch. */
const BATCH = 30;

test(`a backlog of ${ORDERS} orders is drained in one go, each posted once, thirty to a call`, async () => {
	const [quickbooks, bigcommerce] = await Promise.all([controlOf('quickbooks'), controlOf('bigcommerce')]);
	const asked = await quickbooks.journalEnd();
	const { orderIds } = await bigcommerce.post<{ orderIds: string[] }>('/bulk-sell', {
		count: ORDERS,
		skus: ['MUG-BLUE', 'TEE-RED-M', 'BOWL-OAK'],
	});
	const sold = (await bigcommerce.get<Sold[]>('/orders')).filter(({ orderId }) => orderIds.includes(orderId));
	expect(sold).toHaveLength(ORDERS);
	await expectOneDocumentEach('BC-', sold, { seconds: 700 });
	const writes = (await quickbooks.journal(asked)).filter(({ kind }) => kind === 'write');
	// Full batches would do for one list; each page of orders that the trigger hands on may end with one that is not full.
	expect(writes.length).toBeLessThanOrEqual(Math.ceil(ORDERS / BATCH) + Math.ceil(ORDERS / 50));
}, 900_000);
