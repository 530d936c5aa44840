import { beforeEach, describe, expect, test } from '@jest/globals';
import type { INodeParameters, INodeType, IRun } from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { openBench } from '../support/channelBench';
import { nodeForm } from '../support/nodeForm';
import { runNode } from '../support/nodesUnderTest';
import { openQuickBooks } from '../support/quickBooksBench';
import { serviceCredentials } from '../support/serviceCredentials';

const MUG = 'MUG-BLUE';

let woo: Awaited<ReturnType<typeof openBench>>;

beforeEach(async () => {
	woo = await openBench(channelById('woocommerce'));
	await openBench(channelById('bigcommerce'));
	await openQuickBooks();
});

/** What left the first output, as an agent gets it. */
function firstOutput({ data, status }: IRun) {
	expect([status, data.resultData.error]).toEqual(['success', undefined]);
	const [run] = data.resultData.runData.Node ?? [];
	return (run?.data?.main?.[0] ?? []).map(({ json }) => json);
}

const look = async (type: INodeType, parameters: object, items: readonly object[] = [{}]) =>
	firstOutput(await runNode({ type, parameters: { ...parameters }, credentials: serviceCredentials() }, items));

/** n8n hands the arguments of a tool over as the item. */
const said = (name: string) => `={{ $json.${name} }}`;

describe('Get Report', () => {
	test('gives one item with subject, text and HTML, whatever comes in, and names a channel that has no credential', async () => {
		await woo.control('/stock', { sku: MUG, quantity: 12 });
		const parameters = { operation: 'getReport', channels: ['woocommerce', 'bigcommerce', 'ebay'], reportDays: 30 };
		const [report, ...others] = await look(new GetChannelOrders(), parameters, [{}, {}, {}]);
		expect(others).toEqual([]);
		expect(Object.keys(report ?? {})).toEqual(['subject', 'text', 'html', 'allIsWell', 'rows']);
		expect(report?.subject).toMatch(/^Stock sync: .*1 level differs, \d+ SKUs to look at$/);
		expect(report?.text).toContain(`- ${MUG} on WooCommerce shows 12 and should show 40`);
		expect(report?.text).toContain('- eBay could not be read as a whole');
		expect(report?.text).toMatch(/QuickBooks was read [\d,]+ times this month, of 500,000 that are free/);
		expect((await woo.stock()).find(({ sku }) => sku === MUG)?.quantity).toBe(12);
	});

	test('refuses days that nobody can look back', async () => {
		const parameters = { operation: 'getReport', channels: ['woocommerce'], reportDays: 0 };
		const run = await runNode({ type: new GetChannelOrders(), parameters, credentials: serviceCredentials() }, [{}]);
		expect(run.data.resultData.error?.message).toContain('Days');
	});
});

describe('The two questions of an agent', () => {
	test('Explain a SKU answers each item in words', async () => {
		const parameters = { operation: 'explainSku', channels: ['woocommerce'], sku: said('sku') };
		const answers = await look(new MatchBySku(), parameters, [{ sku: MUG }, { sku: ' NO-SUCH ' }]);
		expect(answers.map(({ summary }) => summary)).toEqual([
			expect.stringMatching(/^MUG-BLUE: QuickBooks has 40 on hand .* WooCommerce shows 40, as it should/),
			expect.stringMatching(/^NO-SUCH: QuickBooks has no active item/),
		]);
	});

	test('Explain an Order answers each item in words', async () => {
		const { orderId } = await woo.sell({ lines: [{ sku: MUG, quantity: 1 }] });
		const parameters = { operation: 'explainOrder', channels: ['woocommerce', 'bigcommerce'], order: said('order') };
		const answers = await look(new GetChannelOrders(), parameters, [{ order: orderId }, { order: 'no-such' }]);
		expect(answers.map(({ summary }) => summary)).toEqual([
			expect.stringMatching(/^Order \d+ of WooCommerce .*QuickBooks has no document of it/),
			'No order has the number or id no-such on WooCommerce, BigCommerce.',
		]);
	});

	test.each<[string, INodeType, object, string]>([
		['a SKU', new MatchBySku(), { operation: 'explainSku', sku: said('sku') }, 'SKU'],
		['an order', new GetChannelOrders(), { operation: 'explainOrder', order: said('order') }, 'Order Number or ID'],
	])('asks for %s where none was named', async (_what, type, parameters, field) => {
		const under = { type, parameters: { channels: ['woocommerce'], ...parameters }, credentials: serviceCredentials() };
		expect((await runNode(under, [{}])).data.resultData.error?.message).toContain(field);
	});

	test('both nodes can be a tool of an agent', () => {
		for (const { description } of [new MatchBySku(), new GetChannelOrders()])
			expect(description.usableAsTool).toBe(true);
	});
});

describe('The form of Get Channel Orders', () => {
	const { description } = new GetChannelOrders();
	function form(chosen: INodeParameters) {
		const { parameters, credentials } = nodeForm(description, chosen);
		return { fields: Object.keys(parameters), credentials: credentials.sort() };
	}

	test('asks a report for its channels, what decides what they show, and their credentials', () => {
		const { fields, credentials } = form({ operation: 'getReport', channels: ['ebay', 'woocommerce'] });
		expect(fields.sort()).toEqual(['channels', 'operation', 'reportDays', 'reportNotice']);
		expect(credentials).toEqual(['ebaySyncApi', 'qboSyncOAuth2Api', 'wooCommerceSyncApi']);
	});

	test('asks an explanation for its channels and the order', () => {
		const { fields, credentials } = form({ operation: 'explainOrder', channels: ['bigcommerce'] });
		expect(fields.sort()).toEqual(['channels', 'operation', 'order']);
		expect(credentials).toEqual(['bigCommerceSyncApi', 'qboSyncOAuth2Api']);
	});

	test('asks all other operations for the credential of their one channel', () => {
		for (const operation of ['getMany', 'getOne', 'documentsWithoutOrder'])
			expect(form({ operation, channel: 'ebay' }).credentials).toContain('ebaySyncApi');
		expect(form({ channel: 'ebay' }).credentials).toEqual(['ebaySyncApi']);
	});
});
