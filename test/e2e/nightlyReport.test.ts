import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentsOf, expectOneDocumentEach } from '../support/books';
import { eventually, ownersN8n } from '../support/e2e';
import { controlOf, type ServiceControl, type Sold } from '../support/e2eControl';
import type { E2eN8n } from '../support/e2eN8n';
import { latestRun, type E2eRun } from '../support/e2eRuns';
import { howItWas } from '../support/schedule';
import { reschedule, runThat } from '../support/scheduledTemplate';

const REPORT = 'nightly-report';
const SYNC = 'inventory-sync-all-channels';
/** Sold by no other scenario. */
const POSTER = 'POSTER-A2';

type Row = Readonly<Record<string, unknown>>;

let n8n: E2eN8n;
let woocommerce: ServiceControl;
let quickbooks: ServiceControl;
let putBack: Array<() => Promise<unknown>>;

beforeAll(async () => {
	n8n = await ownersN8n();
	[woocommerce, quickbooks] = await Promise.all([controlOf('woocommerce'), controlOf('quickbooks')]);
	putBack = [await howItWas(n8n, REPORT), await howItWas(n8n, SYNC)];
	await reschedule(n8n, REPORT, 'Every Night', { field: 'seconds', secondsInterval: 20 });
});

afterAll(async () => {
	for (const back of putBack) await back();
}, 60_000);

const rowsOf = (run: E2eRun) => run.output('Get Report').flatMap(({ rows }) => rows as Row[]);
const about = (run: E2eRun, kind: string) => rowsOf(run).filter((row) => row.about === kind);
const stockRow = (run: E2eRun) =>
	about(run, 'stock').find(({ sku, channelName }) => sku === POSTER && channelName === 'WooCommerce');
const orderRow = (run: E2eRun, { orderNumber }: Sold) =>
	about(run, 'order').find((row) => row.orderNumber === orderNumber && row.channelName === 'WooCommerce');

/** The first report from now on that is as it should be. */
async function nextReport(what: string, isIt: (run: E2eRun) => boolean): Promise<E2eRun> {
	const after = await latestRun(n8n, REPORT);
	return await runThat(n8n, REPORT, { what, after, startedBy: 'Every Night', isIt });
}

const onHand = async () => (await quickbooks.stock()).get(POSTER) ?? 0;
const shown = async () => (await woocommerce.stock()).get(POSTER);
const touchedLongAgo = async ({ orderId }: Sold) =>
	await woocommerce.post('/touch', { orderId, at: new Date(Date.now() - 20 * 60_000).toISOString() });

/** rules.md F6, D5, H */
describe('The nightly report', () => {
	test('tells all that differs and leaves it, in one message of subject, text and HTML', async () => {
		const count = await onHand();
		await woocommerce.setStock(POSTER, 12);
		const run = await nextReport('a report of the poster', (one) => stockRow(one) !== undefined);
		expect(stockRow(run)).toMatchObject({
			summary: expect.stringContaining(`${POSTER} on WooCommerce shows 12 and should show ${count} (${count} on hand`),
			name: 'Harbour poster, A2',
		});
		expect(about(run, 'sku').map(({ sku }) => sku)).toEqual(expect.arrayContaining(['CORD-5M', 'KEY-RING']));
		expect(run.output('Get Report')).toHaveLength(1);
		expect(run.output('Tell Me')).toMatchObject([
			{
				subject: expect.stringMatching(/^Stock sync: .*\d+ levels? differs?/),
				text: expect.stringContaining(`- ${POSTER} on WooCommerce shows 12`),
				html: expect.stringMatching(/<table[^]*Harbour poster, A2/),
			},
		]);
		expect(await shown()).toBe(12);
	}, 300_000);

	test('names an edit in the shop by what the sync left there itself', async () => {
		expect(await n8n.switchSync(SYNC, true)).toMatchObject({ status: 'published' });
		const count = (await onHand()) + 1;
		await quickbooks.setStock(POSTER, count);
		await eventually('the poster is brought to the shop', async () => (await shown()) === count, { seconds: 120 });
		const healed = await nextReport('a report without the poster', (one) => stockRow(one) === undefined);
		expect(healed.output('Get Report')).toHaveLength(1);
		await woocommerce.setStock(POSTER, 77);
		const run = await nextReport('a report of the edit', (one) => stockRow(one) !== undefined);
		expect(String(stockRow(run)?.reason)).toMatch(
			new RegExp(
				`^(The sync wrote ${count}|It showed ${count}, as it should,) at .* UTC and now it shows 77: it was changed in the shop`,
			),
		);
	}, 400_000);

	test('tells an order that waits until it is posted, and its document when the order is deleted', async () => {
		await n8n.unpublish(SYNC);
		const sold = await woocommerce.sell([{ sku: POSTER, quantity: 2 }]);
		await touchedLongAgo(sold);
		const run = await nextReport('a report of the order', (one) => orderRow(one, sold) !== undefined);
		expect(orderRow(run, sold)).toMatchObject({
			total: `${sold.total} USD`,
			reason: expect.stringContaining('it comes by itself within the hour'),
		});
		expect((await documentsOf()).filter(({ docNumber }) => docNumber === `WC-${sold.orderNumber}`)).toEqual([]);

		expect(await n8n.publish(await n8n.workflow(SYNC))).toMatchObject({ status: 'published' });
		await woocommerce.post('/touch', { orderId: sold.orderId });
		await expectOneDocumentEach('WC-', [sold], { seconds: 120 });
		await touchedLongAgo(sold);
		await nextReport('a report without the order', (one) => orderRow(one, sold) === undefined);

		await woocommerce.post('/delete', { orderId: sold.orderId });
		const number = `WC-${sold.orderNumber}`;
		const ofDocument = (one: E2eRun) => about(one, 'document').find(({ documentNumber }) => documentNumber === number);
		const later = await nextReport('a report of the document', (one) => ofDocument(one) !== undefined);
		expect(ofDocument(later)).toMatchObject({ total: `${sold.total} USD`, reason: expect.stringContaining('trash') });
		expect((await documentsOf()).filter(({ docNumber }) => docNumber === number)).toMatchObject([{ voided: false }]);
	}, 600_000);
});
