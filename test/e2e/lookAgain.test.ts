import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentsOf, expectOneDocumentEach } from '../support/books';
import { eventually, ownersN8n, supervisor } from '../support/e2e';
import { controlOf, type ServiceControl, type Sold } from '../support/e2eControl';
import type { E2eN8n } from '../support/e2eN8n';
import { latestRun, runsOf, type E2eRun } from '../support/e2eRuns';
import { howItWas } from '../support/schedule';

const SYNC = 'inventory-sync-all-channels';
/** Unknown to QuickBooks, on sale in the shop. */
const soap = { sku: 'SOAP-NEW', quantity: 2 };
/** The outputs of Create QBO Invoice. */
const [DONE, NEEDS_ATTENTION] = [0, 1];

let n8n: E2eN8n;
let woocommerce: ServiceControl;
let quickbooks: ServiceControl;
let putBack: () => Promise<unknown>;

/** What the runs of the workflow say of an order, latest first. */
const rowsOf = (runs: readonly E2eRun[], { orderId }: Sold, output: number) =>
	runs.flatMap((run) =>
		run
			.output('Create QBO Invoice', output)
			.filter(({ order }) => (order as { readonly orderId?: string } | undefined)?.orderId === orderId),
	);

/** Waits until a run that began after another one says so of an order. */
async function said(what: string, { sold, output, after }: { sold: Sold; output: number; after: string }) {
	return await eventually(what, async () => rowsOf(await runsOf(n8n, SYNC, after), sold, output)[0], {
		seconds: 240,
		every: 3000,
	});
}

const documentsWith = async ({ orderNumber }: Sold) =>
	(await documentsOf()).filter(({ docNumber }) => docNumber === `WC-${orderNumber}`);

/** rules.md H */
describe('Needs Attention is an inbox', () => {
	let waiting: Sold;
	let itemId: string;

	beforeAll(async () => {
		n8n = await ownersN8n();
		[woocommerce, quickbooks] = await Promise.all([controlOf('woocommerce'), controlOf('quickbooks')]);
		putBack = await howItWas(n8n, SYNC);
		itemId = (await quickbooks.post<{ Id: string }>('/item', { Name: 'Rosemary soap', UnitPrice: 5.25, QtyOnHand: 80 }))
			.Id;
		const everyMinute = await n8n.edit(SYNC, (node) =>
			node.type.endsWith('.channelOrderTrigger')
				? { ...node, parameters: { ...node.parameters, lookAgainMinutes: 1 } }
				: node,
		);
		expect(everyMinute).toMatchObject({ status: 'published' });
	}, 200_000);

	afterAll(async () => {
		// Unknown to QuickBooks again.
		await quickbooks.post('/item', { id: itemId, Sku: 'SOAP-OLD' });
		await putBack();
	}, 60_000);

	test('an order that waits comes again by itself, is in no book, and is told of once', async () => {
		const before = await latestRun(n8n, SYNC);
		waiting = await woocommerce.sell([soap]);
		const first = await said('the order on Needs Attention', { sold: waiting, output: NEEDS_ATTENTION, after: before });
		const again = await said('the order once more', { sold: waiting, output: DONE, after: before });
		expect(first).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('SOAP-NEW') });
		expect(again).toMatchObject({
			outcome: 'stillWaits',
			summary: expect.stringContaining(`Order ${waiting.orderNumber} still waits since `),
			waitingSince: first.waitingSince,
		});
		const runs = await runsOf(n8n, SYNC, before);
		expect(rowsOf(runs, waiting, NEEDS_ATTENTION)).toHaveLength(1);
		const told = runs.filter((run) => rowsOf([run], waiting, NEEDS_ATTENTION).length > 0);
		expect(told.map((run) => run.output('Tell Me'))).toEqual([
			[expect.objectContaining({ text: expect.stringContaining(`Order ${waiting.orderNumber} waits`) })],
		]);
		expect(await documentsWith(waiting)).toEqual([]);
	}, 600_000);

	test('it is posted as soon as its cause is mended, also by an n8n that was off meanwhile, once', async () => {
		await supervisor().stopN8n();
		await quickbooks.post('/item', { id: itemId, Sku: soap.sku });
		await supervisor().startN8n();
		n8n = await ownersN8n();
		await expectOneDocumentEach('WC-', [waiting], { seconds: 240 });
		const items = await quickbooks.get<{ itemId: string; quantity: number }[]>('/stock');
		expect(items.find((item) => item.itemId === itemId)?.quantity).toBe(80 - soap.quantity);
	}, 600_000);

	test('what is posted comes no more, and another order that waits does', async () => {
		await quickbooks.post('/item', { id: itemId, Sku: 'SOAP-OLD' });
		const posted = await latestRun(n8n, SYNC);
		const other = await woocommerce.sell([soap]);
		await said('the other order once more', { sold: other, output: DONE, after: posted });
		expect(rowsOf(await runsOf(n8n, SYNC, posted), waiting, DONE)).toEqual([]);
		expect(await documentsWith(waiting)).toHaveLength(1);
		await quickbooks.post('/item', { id: itemId, Sku: soap.sku });
		await expectOneDocumentEach('WC-', [other], { seconds: 240 });
	}, 700_000);
});
