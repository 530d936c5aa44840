import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentsOf, expectOneDocumentEach } from '../support/books';
import { eventually, ownersN8n } from '../support/e2e';
import { controlOf, type ServiceControl, type Sold } from '../support/e2eControl';
import type { E2eN8n } from '../support/e2eN8n';
import { latestRun, runsOf, type E2eRun } from '../support/e2eRuns';
import { strangersForm, submitForm } from '../support/n8nForm';
import { howItWas } from '../support/schedule';
import { reschedule, runThat } from '../support/scheduledTemplate';

const INBOX = 'post-what-is-missing-woocommerce';
const SALES = 'inventory-sync-all-channels';
/** Unknown to QuickBooks, on sale in the shop. */
const soap = { sku: 'SOAP-NEW', quantity: 2 };
/** A moment whose minute begins in 20 to 80 seconds: time enough to publish before. */
const nextMinute = () => new Date(Date.now() + 80_000);
/** The inbox leaves the changes of the last 15 minutes to the sales workflow. */
const longAgo = () => new Date(Date.now() - 20 * 60_000).toISOString();

let n8n: E2eN8n;
let woocommerce: ServiceControl;
let quickbooks: ServiceControl;
let putBack: () => Promise<unknown>;

beforeAll(async () => {
	n8n = await ownersN8n();
	[woocommerce, quickbooks] = await Promise.all([controlOf('woocommerce'), controlOf('quickbooks')]);
	putBack = await howItWas(n8n, INBOX);
});

const listed = (run: E2eRun, { orderNumber }: Sold) =>
	run.output('To-Do List').find(({ order }) => order === orderNumber);
const documentsWith = async ({ orderNumber }: Sold) =>
	(await documentsOf()).filter(({ docNumber }) => docNumber === `WC-${orderNumber}`);

async function sellWhatQuickBooksDoesNotKnow(): Promise<Sold> {
	const before = await latestRun(n8n, SALES);
	const sold = await woocommerce.sell([soap]);
	await eventually(
		`order ${sold.orderNumber} on Needs Attention of the sales workflow`,
		async () => {
			const runs = await runsOf(n8n, SALES, before);
			return runs.some((run) =>
				run.output('Needs Attention').some((json) => JSON.stringify(json).includes(`"orderId":"${sold.orderId}"`)),
			);
		},
		{ seconds: 240, every: 3000 },
	);
	await woocommerce.post('/touch', { orderId: sold.orderId, at: longAgo() });
	return sold;
}

/** rules.md H */
describe('Needs Attention is an inbox', () => {
	let waiting: Sold;
	let itemId: string;

	beforeAll(async () => {
		itemId = (await quickbooks.post<{ Id: string }>('/item', { Name: 'Rosemary soap', UnitPrice: 5.25, QtyOnHand: 80 }))
			.Id;
		waiting = await sellWhatQuickBooksDoesNotKnow();
		await reschedule(n8n, INBOX, 'Every Hour', { field: 'seconds', secondsInterval: 20 });
	}, 400_000);

	afterAll(async () => {
		// Unknown to QuickBooks again.
		await quickbooks.post('/item', { id: itemId, Sku: 'SOAP-OLD' });
		await putBack();
	}, 60_000);

	test('an order that waits is tried again every hour, is in no book, and is not told of again', async () => {
		const run = await runThat(n8n, INBOX, {
			what: 'a run with the order on its list',
			after: '0',
			startedBy: 'Every Hour',
			isIt: (one) => listed(one, waiting) !== undefined,
		});
		expect(listed(run, waiting)).toMatchObject({
			reason: expect.stringContaining('SOAP-NEW'),
			whatToDo: expect.stringContaining('Mend the cause'),
			waits: '0 days',
			total: '10.50 USD',
		});
		expect(run.nodes).toContain('Told Once a Day');
		expect(run.nodes).not.toContain('As a Table');
		expect(await documentsWith(waiting)).toEqual([]);
	}, 300_000);

	test('once a day the whole list is sent, with what could not be read', async () => {
		const unreadable = await woocommerce.sell([{ sku: 'MUG-BLUE', quantity: 1 }]);
		await woocommerce.post('/corrupt', { orderId: unreadable.orderId });
		await woocommerce.post('/touch', { orderId: unreadable.orderId, at: longAgo() });
		const before = await latestRun(n8n, INBOX);
		const soon = nextMinute();
		await reschedule(n8n, INBOX, 'Every Night', {
			triggerAtHour: soon.getUTCHours(),
			triggerAtMinute: soon.getUTCMinutes(),
		});
		const run = await runThat(n8n, INBOX, {
			what: 'the nightly run',
			after: before,
			startedBy: 'Every Night',
			isIt: () => true,
		});
		const tables = run.output('As a Table').map(({ table }) => String(table));
		expect(tables).toHaveLength(1);
		expect(tables[0]).toContain('SOAP-NEW');
		expect(tables[0]).toContain(waiting.orderNumber);
		expect(tables[0]).toContain(unreadable.orderId);
		// Mended, it is an order like any other, and no longer keeps levels from going up.
		await woocommerce.post('/corrupt', { orderId: unreadable.orderId, with: {} });
		await expectOneDocumentEach('WC-', [unreadable], { seconds: 240 });
	}, 600_000);

	test('it is posted on schedule as soon as its cause is mended, once, however many runs follow', async () => {
		await quickbooks.post('/item', { id: itemId, Sku: soap.sku });
		await expectOneDocumentEach('WC-', [waiting], { seconds: 240 });
		const items = await quickbooks.get<{ itemId: string; quantity: number }[]>('/stock');
		expect(items.find((item) => item.itemId === itemId)?.quantity).toBe(80 - soap.quantity);
		const posted = await latestRun(n8n, INBOX);
		await eventually('two runs more', async () => (await runsOf(n8n, INBOX, posted)).length >= 2, {
			seconds: 240,
			every: 3000,
		});
		expect(await documentsWith(waiting)).toHaveLength(1);
		const [latest] = await runsOf(n8n, INBOX, posted);
		expect(latest?.output('Missing Orders').map(({ orderId }) => orderId)).not.toContain(waiting.orderId);
	}, 700_000);

	test('one order can be posted at once, from a page for those who are logged in', async () => {
		const parked = await n8n.edit(INBOX, (node) => (node.name === 'Every Hour' ? { ...node, disabled: true } : node));
		expect(parked).toMatchObject({ status: 'published' });
		await quickbooks.post('/item', { id: itemId, Sku: 'SOAP-OLD' });
		const order = await sellWhatQuickBooksDoesNotKnow();
		await quickbooks.post('/item', { id: itemId, Sku: soap.sku });
		const { nodes } = await n8n.workflow(INBOX);
		const page = `/form/${String(nodes.find(({ name }) => name === 'One Order')?.webhookId)}`;
		expect(await strangersForm(n8n, page, [order.orderNumber])).toBe(401);
		expect(await documentsWith(order)).toEqual([]);
		await submitForm(n8n, page, [order.orderNumber]);
		await expectOneDocumentEach('WC-', [order], { seconds: 60 });
	}, 500_000);
});
