import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';

const template = JSON.parse(readFileSync(new URL('../../workflows/alert-when-silent.json', import.meta.url), 'utf8'));
const named = (name) => template.nodes.find((node) => node.name === name);
const HOUR = 3_600_000;
const hoursAgo = (hours) => new Date(Date.now() - hours * HOUR).toISOString();
const HOURS = { stockHours: 26, salesHours: 48, orderHours: 48 };
const OURS = 'n8n-nodes-qbo-inventory-sync';

/** Runs the code of a node as n8n's task runner does, and hands its items' JSON back. */
function run(name, items, earlier = {}) {
	const all = (jsons) => jsons.map((json) => ({ json }));
	const input = { all: () => all(items), first: () => all(items)[0] };
	const node = (other) => ({ all: () => all(earlier[other]), first: () => all(earlier[other])[0] });
	const result = runInNewContext(`(() => {${named(name).parameters.jsCode}\n})()`, { $input: input, $: node });
	return JSON.parse(JSON.stringify(result)).map(({ json }) => json);
}

const workflow = (id, type, changes = {}) => ({
	id,
	name: `Workflow ${id}`,
	updatedAt: hoursAgo(1000),
	nodes: [
		{ name: 'Trigger', type: `${OURS}.${type}` },
		{ name: 'Push', type: `${OURS}.pushChannelStock` },
	],
	...changes,
});
const good = (workflowId, hours, placedAt) => ({
	id: '1',
	workflowId,
	mode: 'trigger',
	startedAt: hoursAgo(hours + 0.01),
	stoppedAt: hoursAgo(hours),
	...(placedAt === undefined
		? {}
		: { data: { resultData: { runData: { Trigger: [{ data: { main: [[{ json: { placedAt } }]] } }] } } } }),
});

function alerts(workflows, runs) {
	const watched = run('Watch', workflows, { 'Hours of Silence': [HOURS] });
	return run('Judge', runs.length === 0 ? [{}] : runs, { Watch: watched });
}

describe('a sync workflow is told of', () => {
	for (const [what, workflows, runs, words] of [
		[
			'when its last good run is too old',
			[workflow('a', 'qboStockTrigger')],
			[good('a', 27), good('a', 99)],
			/"Workflow a": the last good run was 27 hours ago \(.* UTC\), more than 26 hours/,
		],
		['when n8n knows of no good run', [workflow('a', 'qboStockTrigger')], [], /"Workflow a": n8n knows of no good run/],
		[
			'when its newest order is too old, although it runs',
			[workflow('b', 'channelOrderTrigger')],
			[good('b', 1, hoursAgo(50)), good('b', 2, hoursAgo(60))],
			/"Workflow b": the newest order is from 50 hours ago/,
		],
		[
			'when it gets orders by a schedule that is not kept',
			[
				workflow('c', 'getChannelOrders', {
					nodes: [
						{ name: 'Every Hour', type: 'n8n-nodes-base.scheduleTrigger' },
						{ name: 'Orders', type: `${OURS}.getChannelOrders` },
					],
				}),
			],
			[good('c', 30)],
			/"Workflow c": the last good run was 30 hours ago/,
		],
		[
			'when only somebody has run it by hand',
			[workflow('a', 'qboStockTrigger')],
			[{ ...good('a', 1), mode: 'manual' }],
			/no good run/,
		],
		[
			'when another one runs',
			[workflow('a', 'qboStockTrigger'), workflow('b', 'channelOrderTrigger')],
			[good('b', 1)],
			/^"Workflow a"/,
		],
		['when none is published', [], [], /No workflow of the sync is published/],
		[
			'when only foreign ones are',
			[{ ...workflow('x', 'qboStockTrigger'), nodes: [{ name: 'T', type: 'n8n-nodes-base.webhook' }] }],
			[],
			/No workflow of the sync/,
		],
		[
			'when its trigger is switched off, which is as good as none',
			[
				workflow('a', 'qboStockTrigger', {
					nodes: [{ name: 'Trigger', type: `${OURS}.qboStockTrigger`, disabled: true }],
				}),
			],
			[],
			/No workflow of the sync/,
		],
	]) {
		test(what, () => {
			const told = alerts(workflows, runs);
			assert.equal(told.length, 1);
			assert.match(told[0].text, words);
			assert.match(told[0].subject, /^Stock sync: something is silent$/);
		});
	}

	test('when the nightly report is not made, and not when nobody checks before going live', () => {
		const shipped = (file) => ({
			id: file,
			updatedAt: hoursAgo(1000),
			...JSON.parse(readFileSync(new URL(`../../workflows/${file}.json`, import.meta.url), 'utf8')),
		});
		const told = alerts([shipped('nightly-report'), shipped('check-before-going-live')], [good('nightly-report', 30)]);
		assert.equal(told.length, 1);
		assert.match(told[0].text, /^"Nightly report": the last good run was 30 hours ago/);
		assert.doesNotMatch(told[0].text, /Check before going live/);
	});

	test('together with the others, in one message', () => {
		const told = alerts(
			[workflow('a', 'qboStockTrigger'), workflow('b', 'channelOrderTrigger')],
			[good('a', 30), good('b', 49)],
		);
		assert.equal(told.length, 1);
		assert.equal(told[0].subject, 'Stock sync: 2 things are silent');
	});
});

describe('nothing is told', () => {
	for (const [what, workflows, runs] of [
		[
			'when all have run and orders have come',
			[workflow('a', 'qboStockTrigger'), workflow('b', 'channelOrderTrigger')],
			[good('a', 25), good('b', 1, hoursAgo(47))],
		],
		['of orders whose runs n8n keeps no data of', [workflow('b', 'channelOrderTrigger')], [good('b', 1)]],
		[
			'when the newest of several orders is new',
			[workflow('b', 'channelOrderTrigger')],
			[good('b', 1, hoursAgo(90)), good('b', 2, hoursAgo(3))],
		],
		[
			'of a workflow that was published a moment ago',
			[workflow('a', 'qboStockTrigger', { updatedAt: hoursAgo(1) })],
			[],
		],
		[
			'of a preview that nobody scheduled',
			[workflow('a', 'qboStockTrigger'), workflow('d', 'getChannelOrders')],
			[good('a', 1)],
		],
		[
			'of workflows that are none of ours',
			[workflow('a', 'qboStockTrigger'), { ...workflow('x', 'y'), nodes: undefined }],
			[good('a', 1)],
		],
	]) {
		test(what, () => assert.deepEqual(alerts(workflows, runs), []));
	}
});

describe('a failure is told', () => {
	test('with the workflow, the node, the reason and where to look', () => {
		const [told] = run('Write of the Failure', [
			{
				workflow: { id: '1', name: 'Sales' },
				execution: {
					url: 'https://n8n/e/1',
					lastNodeExecuted: 'Create QBO Invoice',
					error: { message: 'no', description: 'Reconnect' },
				},
			},
		]);
		assert.equal(told.subject, 'Stock sync: "Sales" failed');
		assert.match(told.text, /^"Sales" failed in "Create QBO Invoice"\.\n\nno\nReconnect\n\nhttps:\/\/n8n\/e\/1\n/);
	});

	test('but not of a run that waits for a channel and comes again by itself', () => {
		assert.deepEqual(
			run('Write of the Failure', [
				{
					workflow: { id: '1', name: 'Stock' },
					execution: { error: { message: 'Comes again: MUG. Not raised: eBay: down' } },
				},
			]),
			[],
		);
	});

	test('of a trigger too, which has no execution', () => {
		const [told] = run('Write of the Failure', [
			{ workflow: { id: '1', name: 'Sales' }, trigger: { error: { message: 'the shop is gone' } } },
		]);
		assert.match(told.text, /^"Sales" failed\.\n\nthe shop is gone\n/);
	});
});

describe('the template', () => {
	test('holds no credential, no addressee and nothing that is kept', () => {
		assert.deepEqual([named('Tell Me').disabled, named('Tell Me').credentials], [true, undefined]);
		assert.ok(
			template.nodes.every(({ credentials = {} }) => Object.values(credentials).every(({ id }) => id === null)),
		);
		assert.ok(
			template.nodes.every(
				({ type }) => type.startsWith('n8n-nodes-base.') && !/dataTable|readWriteFile|staticData/i.test(type),
			),
		);
		assert.doesNotMatch(JSON.stringify(template), /getWorkflowStaticData/);
	});

	test('knows our nodes by the names that they have', () => {
		const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
		assert.ok(named('Watch').parameters.jsCode.includes(`'${manifest.name}'`));
		for (const trigger of ['qboStockTrigger', 'channelOrderTrigger', 'getChannelOrders']) {
			const source = readFileSync(
				new URL(
					`../../nodes/${trigger[0].toUpperCase()}${trigger.slice(1)}/${trigger[0].toUpperCase()}${trigger.slice(1)}.node.ts`,
					import.meta.url,
				),
				'utf8',
			);
			assert.match(source, new RegExp(`name: '${trigger}'`));
		}
	});
});
