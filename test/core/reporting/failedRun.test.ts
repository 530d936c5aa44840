import { expect, test } from '@jest/globals';
import { failedRuns } from '../../../core/reporting/failedRun';
import { processMemory } from '../../../core/memory/processMemory';

const HOUR = 3600_000;
const workflow = { id: '1', name: 'Inventory sync' };
const failed = (message: string, more: object = {}) => ({
	workflow,
	execution: {
		id: '231',
		url: 'https://n8n.test/231',
		lastNodeExecuted: 'Create QBO Invoice',
		error: { message },
		...more,
	},
});

/** What is told of these, each item handed over by a run of its own, at these hours. */
async function told(items: readonly object[], hours: readonly number[] = items.map(() => 0), isManual = false) {
	const { alerts } = processMemory();
	const rows = [];
	for (const [place, item] of items.entries()) {
		const run = { node: 'w1 push', workflow: '1', isManual };
		rows.push(await failedRuns([item], { run, alerts, now: (hours[place] ?? 0) * HOUR }));
		// As the trigger does whose batch the failed run had.
		await alerts.takeBack('1', 0);
	}
	return rows;
}

test('a run that failed is told of with the node, the reason, what becomes of it, and where to look', async () => {
	const [rows] = await told([
		failed('QuickBooks is down', { error: { message: 'QuickBooks is down', description: 'Try again' } }),
	]);
	expect(rows).toEqual([
		{
			summary:
				'"Inventory sync", Create QBO Invoice: QuickBooks is down. Nothing is lost: what the run was to handle comes again by itself until a run succeeds.',
			workflow: 'Inventory sync',
			node: 'Create QBO Invoice',
			reason:
				'QuickBooks is down. Try again. Nothing is lost: what the run was to handle comes again by itself until a run succeeds.',
			executionUrl: 'https://n8n.test/231',
			outcome: 'runFailed',
		},
	]);
});

test('a trigger that cannot look for news is told of as such', async () => {
	const [rows] = await told([{ workflow, trigger: { error: { message: 'No access' }, mode: 'trigger' } }]);
	expect(rows).toMatchObject([{ summary: expect.stringMatching(/^"Inventory sync": No access\. Nothing is lost/) }]);
	expect(rows?.[0]).not.toHaveProperty('executionUrl');
});

test('what n8n leaves out is left out', async () => {
	const [rows] = await told([{ workflow: {}, execution: {} }]);
	expect(rows).toMatchObject([{ summary: expect.stringMatching(/^"A workflow": n8n gives no reason\. Nothing/) }]);
});

test('a run that waits and comes again by itself is no news', async () =>
	expect(await told([failed('Comes again: MUG. eBay: down')])).toEqual([[]]));

test('the same is told once an hour, and something else at once, though the failed run takes back what it told', async () => {
	const rows = await told([failed('down'), failed('down'), failed('refused'), failed('refused')], [0, 0.5, 0.6, 1.7]);
	expect(rows.map((of) => of?.length)).toEqual([1, 0, 1, 1]);
});

test('a person in the editor is told each time', async () =>
	expect((await told([failed('down'), failed('down')], [0, 0], true)).map((of) => of?.length)).toEqual([1, 1]));

test.each([
	['no items', []],
	['a level', [{ sku: 'MUG', quantityOnHand: 4 }]],
	['a level beside one', [failed('down'), { sku: 'MUG' }]],
	['a workflow alone', [{ workflow }]],
	['an execution that is none', [{ workflow, execution: null }]],
])('%s is not from an Error Trigger', async (_what, items) => {
	const { alerts } = processMemory();
	const run = { node: 'w1 push', workflow: '1', isManual: false };
	expect(await failedRuns(items, { run, alerts, now: 0 })).toBeNull();
});
