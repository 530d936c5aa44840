import { describe, expect, test } from '@jest/globals';
import { findSilence } from '../../../core/reporting/findSilence';
import { openN8n } from '../../../core/reporting/n8nApi';
import { goodRun, hoursBefore, n8nOfRuns, NOW, publishedWorkflow } from '../../support/n8nOfRuns';

const HOURS = { stock: 26, sales: 48, order: 48 };
const N8N = 'https://n8n.test/';
const STOCK = ['qboStockTrigger', 'pushChannelStock'];
const SALES = ['channelOrderTrigger', 'pushChannelStock'];
const BOTH = ['qboStockTrigger', 'channelOrderTrigger'];
const SCHEDULED = ['n8n-nodes-base.scheduleTrigger', 'getChannelOrders'];

async function look(kept: Parameters<typeof n8nOfRuns>[0]) {
	const { http, asked } = n8nOfRuns(kept);
	const silence = await findSilence(openN8n(http, N8N), { hours: HOURS, now: NOW });
	return { silence, asked, said: silence?.rows.map(({ summary }) => summary) ?? [] };
}

/** The triggers of the workflow that looks for silence. */
const watching = [
	{ name: 'Every Four Hours', type: 'n8n-nodes-base.scheduleTrigger' },
	{ type: 'n8n-nodes-qbo-inventory-sync.getChannelOrders', parameters: { operation: 'silentWorkflows' } },
];

/** Runs without orders, one an hour, the newest first. */
const stockRuns = (id: string, count: number) => Array.from({ length: count }, (_, place) => goodRun(id, place + 1));

describe('a workflow of the sync is told of', () => {
	test.each<[string, Parameters<typeof n8nOfRuns>[0], RegExp]>([
		[
			'when its last good run is too old',
			{ workflows: [publishedWorkflow('a', STOCK)], runs: [goodRun('a', 27), goodRun('a', 99)] },
			/^"Workflow a": the last good run was 27 hours ago \(2026-11-28 09:00 UTC\), more than 26 hours are too many\.$/,
		],
		[
			'when n8n knows of no good run',
			{ workflows: [publishedWorkflow('a', STOCK)] },
			/^"Workflow a": n8n knows of no good run, more than 26 hours/,
		],
		[
			'when it was published long ago, and unpublished since',
			{ workflows: [publishedWorkflow('a', STOCK)], published: { a: hoursBefore(99) } },
			/n8n knows of no good run/,
		],
		[
			'when it brings orders and stock, and ran more than a day ago',
			{ workflows: [publishedWorkflow('a', BOTH)], runs: [goodRun('a', 27, [hoursBefore(28)])] },
			/the last good run was 27 hours ago .* more than 26 hours/,
		],
		[
			'when it has order triggers alone and ran two days ago',
			{ workflows: [publishedWorkflow('a', SALES)], runs: [goodRun('a', 49)] },
			/the last good run was 49 hours ago .* more than 48 hours/,
		],
		[
			'when its newest order is too old, although it runs',
			{
				workflows: [publishedWorkflow('a', SALES)],
				runs: [goodRun('a', 1, [hoursBefore(50)]), goodRun('a', 60, [hoursBefore(61)])],
			},
			/^"Workflow a": the newest order is from 50 hours ago .* more than 48 hours are too many\.$/,
		],
		[
			'when stock has moved it two days long, and no order',
			{ workflows: [publishedWorkflow('a', BOTH)], runs: stockRuns('a', 60) },
			/^"Workflow a": no order has come for 48 hours\.$/,
		],
		[
			'when it gets orders by a schedule that is not kept',
			{ workflows: [publishedWorkflow('a', SCHEDULED)], runs: [goodRun('a', 30)] },
			/the last good run was 30 hours ago .* more than 26 hours/,
		],
		[
			'when only somebody has run it by hand',
			{ workflows: [publishedWorkflow('a', STOCK)], runs: [goodRun('a', 1, [], { mode: 'manual' })] },
			/n8n knows of no good run/,
		],
		[
			'when n8n ran it only to tell of an error',
			{ workflows: [publishedWorkflow('a', STOCK)], runs: [goodRun('a', 1, [], { mode: 'error' })] },
			/n8n knows of no good run/,
		],
		[
			'when an old n8n has no versions',
			{ workflows: [{ ...publishedWorkflow('a', []), ...oldStyle('a', STOCK), updatedAt: hoursBefore(90) }] },
			/n8n knows of no good run/,
		],
		['when none is published', {}, /^No workflow of the sync is published/],
		[
			'when only foreign ones are',
			{ workflows: [publishedWorkflow('x', ['n8n-nodes-base.webhook']), null, { nodes: 5 }] },
			/^No workflow of the sync is published/,
		],
		[
			'when its trigger is switched off, which is as good as none',
			{
				workflows: [
					publishedWorkflow('a', [], { activeVersion: { nodes: [{ type: 'x.qboStockTrigger', disabled: true }] } }),
				],
			},
			/^No workflow of the sync is published/,
		],
	])('%s', async (_what, kept, words) => {
		const { silence, said } = await look(kept);
		expect(said).toEqual([expect.stringMatching(words)]);
		expect(silence?.subject).toBe('Stock sync: something is silent');
		expect(silence?.text.split('\n')[0]).toBe(said[0]);
	});

	test('by its id where it has no name', async () => {
		expect((await look({ workflows: [publishedWorkflow('a', STOCK, { name: ' ' })] })).said).toEqual([
			expect.stringMatching(/^"a": /),
		]);
	});

	test('by what is published, whatever somebody has drafted since', async () => {
		const draft = { nodes: [{ name: 'T', type: 'n8n-nodes-qbo-inventory-sync.channelOrderTrigger' }], updatedAt: NOW };
		expect((await look({ workflows: [publishedWorkflow('a', STOCK, draft)] })).said).toEqual([
			expect.stringContaining('more than 26 hours'),
		]);
		expect((await look({ workflows: [publishedWorkflow('a', ['n8n-nodes-base.webhook'], draft)] })).said).toEqual([
			expect.stringContaining('No workflow of the sync'),
		]);
	});

	test('together with the others, in one message and in rows', async () => {
		const workflows = [publishedWorkflow('a', STOCK), publishedWorkflow('b', SALES), publishedWorkflow('c', STOCK)];
		const { silence } = await look({ workflows, runs: [goodRun('a', 30), goodRun('b', 49), goodRun('c', 2)] });
		expect(silence?.subject).toBe('Stock sync: 2 things are silent');
		expect(silence?.rows).toMatchObject([
			{ workflow: 'Workflow a', workflowId: 'a', lastRunAt: hoursBefore(30), hours: 26 },
			{ workflow: 'Workflow b', workflowId: 'b', lastRunAt: hoursBefore(49), hours: 48 },
		]);
		expect(silence?.text).toMatch(
			/^"Workflow a".*\n"Workflow b".*\n\nWhat to look at: .*\nIf there were simply no orders/,
		);
	});
});

function oldStyle(id: string, types: readonly string[]) {
	const { activeVersion } = publishedWorkflow(id, types);
	return { nodes: (activeVersion as { nodes: unknown }).nodes, activeVersion: undefined };
}

describe('nothing is told', () => {
	test.each<[string, Parameters<typeof n8nOfRuns>[0]]>([
		[
			'when all have run and orders have come',
			{
				workflows: [publishedWorkflow('a', STOCK), publishedWorkflow('b', SALES)],
				runs: [goodRun('a', 25), goodRun('b', 1, [hoursBefore(47)])],
			},
		],
		[
			'when the newest of several orders is new',
			{
				workflows: [publishedWorkflow('a', SALES)],
				runs: [goodRun('a', 1, [hoursBefore(90)]), goodRun('a', 2, [hoursBefore(60), hoursBefore(3)])],
			},
		],
		[
			'when an order lies behind many runs without one',
			{ workflows: [publishedWorkflow('a', BOTH)], runs: [...stockRuns('a', 40), goodRun('a', 41, [hoursBefore(42)])] },
		],
		[
			'of orders whose runs n8n keeps no data of',
			{ workflows: [publishedWorkflow('a', SALES)], runs: [goodRun('a', 1, [hoursBefore(90)], { data: {} })] },
		],
		[
			'of orders that n8n has blacked out',
			{ workflows: [publishedWorkflow('a', SALES)], runs: [goodRun('a', 1, ['*'])] },
		],
		[
			'of orders behind more runs than anybody looks through',
			{
				workflows: [publishedWorkflow('a', BOTH)],
				runs: Array.from({ length: 300 }, () => goodRun('a', 1, [hoursBefore(70)])),
			},
		],
		['of a version that was saved a moment ago', { workflows: [publishedWorkflow('a', STOCK, savedAt(1))] }],
		[
			'of a workflow that was published again a moment ago, as it was before',
			{ workflows: [publishedWorkflow('a', STOCK)], runs: [goodRun('a', 99)], published: { a: hoursBefore(1) } },
		],
		[
			'of a preview that nobody scheduled, and of the workflow that watches',
			{
				workflows: [
					publishedWorkflow('a', STOCK),
					publishedWorkflow('d', ['n8n-nodes-base.manualTrigger', 'getChannelOrders']),
					publishedWorkflow('e', [], { activeVersion: { nodes: watching } }),
				],
				runs: [goodRun('a', 1)],
			},
		],
		[
			'of one that is not published, should an n8n list it',
			{
				workflows: [publishedWorkflow('a', STOCK), publishedWorkflow('b', STOCK, { active: false })],
				runs: [goodRun('a', 1)],
			},
		],
	])('%s', async (_what, kept) => {
		expect((await look(kept)).silence).toBeNull();
	});
});

function savedAt(hours: number) {
	const { activeVersion } = publishedWorkflow('a', STOCK);
	return { activeVersion: { ...(activeVersion as object), createdAt: hoursBefore(hours) } };
}

describe('n8n is asked', () => {
	test('for published workflows page by page, and for production runs alone', async () => {
		const many = Array.from({ length: 230 }, (_, place) => publishedWorkflow(`w${place}`, ['n8n-nodes-base.webhook']));
		const { asked } = await look({
			workflows: [...many, publishedWorkflow('a', STOCK)],
			runs: [goodRun('a', 1)],
		});
		expect(asked.map(({ url, query }) => [url, query?.cursor])).toEqual([
			['https://n8n.test/api/v1/workflows', undefined],
			['https://n8n.test/api/v1/workflows', '100'],
			['https://n8n.test/api/v1/workflows', '200'],
			['https://n8n.test/api/v1/executions', undefined],
		]);
		expect(asked[0]?.query).toMatchObject({ active: 'true', excludePinnedData: 'true' });
		expect(asked[3]?.query).toMatchObject({ workflowId: 'a', status: 'success', includeData: 'false' });
	});

	test('when a workflow was published only where it seems silent', async () => {
		const workflows = [publishedWorkflow('a', STOCK), publishedWorkflow('b', STOCK)];
		const { asked } = await look({ workflows, runs: [goodRun('a', 1)] });
		expect(asked.map(({ url }) => url).filter((url) => /workflows\/./.test(url))).toEqual([
			'https://n8n.test/api/v1/workflows/b',
		]);
	});

	test.each([
		['an order of today ends the search', [goodRun('a', 1, [hoursBefore(2)]), ...stockRuns('a', 40)], 1],
		['a run before the time that is asked for ends it', [goodRun('a', 1), ...stockRuns('a', 60).slice(50)], 1],
		['a workflow without good runs is not asked for orders', [goodRun('a', 60), goodRun('a', 70)], 0],
	])('no more than needed: %s', async (_what, runs, times) => {
		const { asked } = await look({ workflows: [publishedWorkflow('a', SALES)], runs });
		expect(asked.filter(({ query }) => query?.includeData === 'true')).toHaveLength(times);
	});

	test('past hundreds of runs by hand', async () => {
		const byHand = Array.from({ length: 250 }, () => goodRun('a', 1, [], { mode: 'manual' }));
		expect(
			(await look({ workflows: [publishedWorkflow('a', STOCK)], runs: [...byHand, goodRun('a', 2)] })).said,
		).toEqual([]);
	});
});

describe('what n8n answers', () => {
	test.each([
		[401, { message: 'Unauthorized' }, 'n8n does not know the API key', /expired\. Create one in n8n under Settings/],
		[403, { message: 'Forbidden' }, 'the API key lacks a scope', /workflow:list, workflow:read and execution:list/],
		[404, { message: 'not found' }, 'no API of n8n answers there', /Check the address.*N8N_PUBLIC_API_DISABLED/],
	])('with %i stops the look with the way out', async (status, body, words, advice) => {
		const failure = await look({ instead: { '/workflows': { status, body } } }).catch((error: unknown) => error);
		expect(failure).toMatchObject({
			message: expect.stringContaining(`/api/v1/workflows was answered with ${status}: ${words}`),
			advice: expect.stringMatching(advice),
		});
	});

	test.each([
		['a list that is none', { body: { data: 5 } }, 'n8n /workflows.data should be a list'],
		['nothing', { body: undefined }, 'n8n /workflows should be an object'],
		['the same page for ever', { body: { data: [], nextCursor: 'x' } }, 'the same rows come again and again'],
	])('in the place of the workflows may be %s, which is named', async (_what, reply, words) => {
		await expect(look({ instead: { '/workflows': reply } })).rejects.toThrow(words);
	});

	test('about the runs of one workflow may be nonsense: it is named, and the others are looked at', async () => {
		const workflows = [publishedWorkflow('a', STOCK), publishedWorkflow('b', STOCK), publishedWorkflow('c', STOCK)];
		const { said } = await look({
			workflows,
			runs: [goodRun('c', 30)],
			instead: {
				'"workflowId":"a"': { status: 500, body: { message: 'no' } },
				'"workflowId":"b"': { body: { data: 'x' } },
			},
		});
		expect(said).toEqual([
			expect.stringMatching(
				/^"Workflow a": nobody knows whether it is silent\. GET .*\/executions was answered with 500/,
			),
			expect.stringMatching(/^"Workflow b": nobody knows .*executions\.data should be a list/),
			expect.stringMatching(/^"Workflow c": the last good run was 30 hours ago/),
		]);
	});

	test('may be a workflow of the sync without an id: it is named, and the others are looked at', async () => {
		const workflows = [publishedWorkflow('a', STOCK, { id: null }), publishedWorkflow('c', STOCK)];
		expect((await look({ workflows, runs: [goodRun('c', 1)] })).said).toEqual([
			expect.stringMatching(/^"Workflow a": nobody knows .*n8n \/workflows\[0\]\.id should be text/),
		]);
	});

	test('may be odd runs: they are left out', async () => {
		const odd = [
			null,
			5,
			{ mode: 'trigger', stoppedAt: 'yesterday' },
			{ mode: 'trigger', startedAt: hoursBefore(3), stoppedAt: null },
		];
		const instead = { '"workflowId":"a"': { body: { data: odd, nextCursor: null } } };
		expect((await look({ workflows: [publishedWorkflow('a', STOCK)], instead })).said).toEqual([]);
	});

	test('of a defect of our own stays a defect', async () => {
		const http = async () => await Promise.reject(new TypeError('boom'));
		await expect(findSilence(openN8n(http, N8N), { hours: HOURS, now: NOW })).rejects.toThrow(TypeError);
	});
});

test('an address that is none is refused, without being repeated', () => {
	const { http } = n8nOfRuns({});
	expect(() => openN8n(http, 'n8n.test')).toThrow('n8n URL should be an address that begins with https://');
	expect(() => openN8n(http, '')).toThrow('n8n URL should be text that is not empty');
});
