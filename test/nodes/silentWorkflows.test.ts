import { describe, expect, test } from '@jest/globals';
import type { INodeParameters, IRun } from 'n8n-workflow';
import { N8nSyncApi } from '../../credentials/N8nSyncApi.credentials';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import { testCredential } from '../support/credentialTest';
import { everyText } from '../support/everyText';
import { publishedWorkflow } from '../support/n8nOfRuns';
import { nodeForm } from '../support/nodeForm';
import { runNode, type NodeUnderTest } from '../support/nodesUnderTest';
import { scriptedWireAt, standingWire, type WireReply } from '../support/wire';

const KEY = 'CANARY-n8n-key';
const HTML = { 'Content-Type': 'text/html' };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const STOCK = publishedWorkflow('a', ['qboStockTrigger']);

const reply = (body: unknown, status = 200): WireReply => ({ status, headers: JSON_TYPE, body: JSON.stringify(body) });
const page = (...data: unknown[]) => reply({ data, nextCursor: null });
const run = (minutes: number) => ({
	id: '1',
	mode: 'trigger',
	stoppedAt: new Date(Date.now() - minutes * 60_000).toISOString(),
});

/** A local n8n whose API answers like this. */
async function n8nThat(workflows: WireReply, executions: WireReply = page()) {
	const { url, path } = await standingWire(page());
	const asked = await scriptedWireAt(`${path}/api/v1/workflows`, workflows, workflows, workflows);
	await scriptedWireAt(`${path}/api/v1/executions`, executions, executions);
	return { url, asked: asked.asked };
}

async function look(url: string, parameters: object = {}, onError?: NodeUnderTest['onError']): Promise<IRun> {
	return await runNode(
		{
			type: new GetChannelOrders(),
			parameters: { operation: 'silentWorkflows', ...parameters },
			credentials: [[new N8nSyncApi(), { url, apiKey: ` ${KEY} ` }]],
			onError,
		},
		[{}, {}],
	);
}

function outputOf({ data, status }: IRun) {
	expect([status, data.resultData.error]).toEqual(['success', undefined]);
	return (data.resultData.runData.Node?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json);
}

describe('Get Silent Workflows', () => {
	test('gives one item with subject, text and rows, whatever comes in', async () => {
		const { url, asked } = await n8nThat(page(STOCK));
		const [item, ...others] = outputOf(await look(`${url}/home/workflows`));
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			subject: 'Stock sync: something is silent',
			text: expect.stringContaining('"Workflow a": n8n knows of no good run, more than 26 hours are too many.'),
			rows: [{ workflow: 'Workflow a', workflowId: 'a', hours: 26 }],
		});
		expect((await asked()).map(({ headers }) => headers['x-n8n-api-key'])).toEqual([KEY]);
	});

	test('gives nothing where nothing is silent', async () => {
		const { url } = await n8nThat(page(STOCK), page(run(5)));
		expect(outputOf(await look(url))).toEqual([]);
	});

	test('goes by the hours of its form', async () => {
		const { url } = await n8nThat(page(STOCK), page(run(90)));
		expect(outputOf(await look(url, { stockHours: 1 }))).toMatchObject([
			{ text: expect.stringContaining('the last good run was 1 hour ago') },
		]);
	});

	test.each(['stockHours', 'salesHours', 'orderHours'])('refuses %s that cannot be', async (field) => {
		const { url } = await n8nThat(page(STOCK));
		expect((await look(url, { [field]: 0 })).data.resultData.error?.message).toMatch(
			/^Hours Without .* should be a number from 1 to 744$/,
		);
	});

	test.each<[string, WireReply, RegExp]>([
		['a key that is not known', reply({ message: 'Unauthorized' }, 401), /n8n does not know the API key.*Create one/s],
		[
			'a web page',
			{ headers: HTML, body: '<!DOCTYPE html><title>n8n.io</title>' },
			/should be JSON, not "<!DOCTYPE html>.*Check the address in the credential/s,
		],
		['no n8n', { status: 404, headers: HTML, body: '<html>nginx</html>' }, /Check the address/],
	])('fails with the way out where %s answers, and keeps the key to itself', async (_what, answer, words) => {
		const { url } = await n8nThat(answer);
		const { data } = await look(url);
		const { message, description } = data.resultData.error ?? {};
		expect(`${message}\n${description}`).toMatch(words);
		expect(everyText(data)).not.toContain(KEY);
	});

	test('tells a credential without an address by its field', async () => {
		const { message, description } = (await look('n8n.test')).data.resultData.error ?? {};
		expect(`${message}\n${description}`).toMatch(/n8n URL should be an address.*\nOpen the credential/);
	});

	test('passes its failure on where it is told to continue', async () => {
		const { url } = await n8nThat(reply({ message: 'Forbidden' }, 403));
		expect(outputOf(await look(url, {}, 'continueRegularOutput'))).toMatchObject([
			{ outcome: 'failed', reason: expect.stringContaining('the API key lacks a scope') },
		]);
	});

	test('asks for its hours and for the credential of n8n alone, which nothing else asks for', () => {
		const { description } = new GetChannelOrders();
		const form = (chosen: INodeParameters) => nodeForm(description, chosen);
		expect(form({ operation: 'silentWorkflows' }).credentials).toEqual(['n8nSyncApi']);
		expect(form({ operation: 'silentWorkflows' }).fields).toEqual([
			'operation',
			// It is hidden.
			'channels',
			'silenceNotice',
			'stockHours',
			'salesHours',
			'orderHours',
		]);
		for (const operation of ['getMany', 'getOne', 'getReport', 'explainOrder', 'documentsWithoutOrder'])
			expect(form({ operation, notYetInQuickBooks: true }).credentials).not.toContain('n8nSyncApi');
	});
});

describe('the test of an n8n credential', () => {
	const tested = async (url: string) => await testCredential(new N8nSyncApi(), { url, apiKey: KEY });

	test.each(['%s', ' %s/ ', '%s/api/v1', '%s/api/v1/', '%s/home/workflows', '%s/workflow/abc?new=true'])(
		'succeeds with the address as people paste it: "%s"',
		async (pasted) => {
			const { url, path } = await standingWire({ status: 404 });
			await standingWire(page(), `${path}/api/v1/workflows`);
			expect(await tested(pasted.replace('%s', url))).toBe('ok');
		},
	);

	test.each<[string, WireReply, RegExp]>([
		['a key that is not known', reply({ message: 'Unauthorized' }, 401), /^n8n does not know the API key/],
		['a scope that is missing', reply({ message: 'Forbidden' }, 403), /lacks a scope.*workflow:list/],
		['an API that is switched off', reply({ message: 'not found' }, 404), /N8N_PUBLIC_API_DISABLED/],
		['a web page', { headers: HTML, body: '<!DOCTYPE html>' }, /A web page or another service answers/],
	])('names %s', async (_what, answer, words) => {
		const { url } = await standingWire(answer);
		expect(await tested(url)).toMatch(words);
	});

	test('says that nothing listens there', async () => {
		expect(await tested('http://127.0.0.1:9')).toMatch(/^127\.0\.0\.1:9 was not reached: the connection was refused/);
	});

	test('refuses an address that is none', async () => {
		expect(await tested('n8n.test')).toMatch(/^n8n URL should be an address that begins with https/);
	});
});
