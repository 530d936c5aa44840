import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentsOf, expectOneDocumentEach } from '../support/books';
import { ownersN8n } from '../support/e2e';
import { controlOf, type ServiceControl } from '../support/e2eControl';
import type { E2eN8n } from '../support/e2eN8n';
import { latestRun, type E2eRun } from '../support/e2eRuns';
import { howItWas } from '../support/schedule';
import { reschedule, runThat } from '../support/scheduledTemplate';

const RECONCILE = 'reconcile-woocommerce';
/** Sold by no other scenario. */
const POSTER = 'POSTER-A2';

let n8n: E2eN8n;
let woocommerce: ServiceControl;
let quickbooks: ServiceControl;
let putBack: () => Promise<unknown>;

beforeAll(async () => {
	n8n = await ownersN8n();
	[woocommerce, quickbooks] = await Promise.all([controlOf('woocommerce'), controlOf('quickbooks')]);
	putBack = await howItWas(n8n, RECONCILE);
	await reschedule(n8n, RECONCILE, 'Every Night', { field: 'seconds', secondsInterval: 20 });
});

afterAll(async () => void (await putBack()));

/** The first run from now on whose report is as it should be. */
async function nextRun(what: string, isIt: (run: E2eRun) => boolean): Promise<E2eRun> {
	const after = await latestRun(n8n, RECONCILE);
	return await runThat(n8n, RECONCILE, { what, after, startedBy: 'Every Night', isIt });
}

const lineOf = (run: E2eRun, which: string) => run.output('Report').find(({ Which }) => Which === which);
const onHand = async () => (await quickbooks.stock()).get(POSTER) ?? 0;
const shown = async () => (await woocommerce.stock()).get(POSTER);

/** They would post what Reconcile is to find. */
const OTHERS = ['inventory-sync-all-channels'];

/** rules.md F6, D5, H */
describe('Reconcile', () => {
	afterAll(async () => {
		for (const template of OTHERS) await n8n.publish(await n8n.workflow(template));
	}, 60_000);

	test('reports what differs and leaves it, as long as the user has not switched the sync on', async () => {
		const count = await onHand();
		await woocommerce.setStock(POSTER, 12);
		const run = await nextRun('a run that reports the poster', (one) => lineOf(one, POSTER) !== undefined);
		expect(lineOf(run, POSTER)).toMatchObject({
			About: 'Stock',
			Name: 'Harbour poster, A2',
			Found: expect.stringContaining(`shows 12, should show ${count} (${count} on hand`),
			Done: 'Nothing: Sync Inventory to Channel is off',
		});
		expect(
			run
				.output('Report')
				.filter(({ About }) => About === 'SKU')
				.map(({ Which, Cause }) => [Which, Cause]),
		).toEqual(
			expect.arrayContaining([
				['CORD-5M', 'Not tracked'],
				['KEY-RING', 'Twice in QuickBooks'],
			]),
		);
		expect(await shown()).toBe(12);
	}, 300_000);

	test('repairs it once the sync is on, and has nothing to say of it any more', async () => {
		expect(await n8n.switchSync(RECONCILE, true)).toMatchObject({ status: 'published' });
		const run = await nextRun('a run that sets the poster', (one) => lineOf(one, POSTER) !== undefined);
		expect(lineOf(run, POSTER)).toMatchObject({ Done: `Set to ${await onHand()}` });
		expect(await shown()).toBe(await onHand());
		const next = await nextRun('a run after that', ({ nodes }) => nodes.includes('Differences'));
		expect(lineOf(next, POSTER)).toBeUndefined();
	}, 300_000);

	test('names an edit in the shop by what it left there itself', async () => {
		await woocommerce.setStock(POSTER, 77);
		const run = await nextRun('a run that reports the poster', (one) => lineOf(one, POSTER) !== undefined);
		expect(String(lineOf(run, POSTER)?.Cause)).toMatch(
			new RegExp(
				`^(The sync wrote ${await onHand()}|It showed ${await onHand()}, as it should,) at .* UTC and now it shows 77: it was changed in the shop`,
			),
		);
		expect(await shown()).toBe(await onHand());
	}, 300_000);

	test('posts an order that nobody else has posted, and lists its document when the order is deleted', async () => {
		for (const template of OTHERS) await n8n.unpublish(template);
		const before = await onHand();
		const sold = await woocommerce.sell([{ sku: POSTER, quantity: 2 }]);
		await woocommerce.post('/touch', { orderId: sold.orderId, at: new Date(Date.now() - 20 * 60_000).toISOString() });
		const run = await nextRun('a run that posts the order', (one) =>
			one.output('Orders Posted').some(({ Which }) => Which === sold.orderNumber),
		);
		expect(lineOf(run, sold.orderNumber)).toMatchObject({
			About: 'Order',
			Done: `created: Invoice WC-${sold.orderNumber}`,
		});
		await expectOneDocumentEach('WC-', [sold], { seconds: 60 });
		expect([await onHand(), await shown()]).toEqual([before - 2, before - 2]);

		await woocommerce.post('/delete', { orderId: sold.orderId });
		const later = await nextRun(
			'a run that lists the document',
			(one) => lineOf(one, `WC-${sold.orderNumber}`) !== undefined,
		);
		expect(lineOf(later, `WC-${sold.orderNumber}`)).toMatchObject({
			About: 'Document',
			Name: `${sold.total} USD`,
			Found: expect.stringContaining('trash'),
		});
		expect((await documentsOf()).filter(({ docNumber }) => docNumber === `WC-${sold.orderNumber}`)).toMatchObject([
			{ voided: false },
		]);
	}, 600_000);
});
