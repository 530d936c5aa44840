import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { DateTime } from 'luxon';

const folder = new URL('../../workflows/', import.meta.url);
const templates = readdirSync(folder).map((file) => ({
	file,
	...JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
}));
const withNode = (name) =>
	templates.flatMap(({ file, nodes }) => nodes.filter((node) => node.name === name).map((node) => [file, node]));

/** Runs the code of a node as n8n's task runner does, and hands its items' JSON back. */
function run(node, items, { memory = {}, executed = [] } = {}) {
	const input = { all: () => items.map((json) => ({ json })), first: () => ({ json: items[0] }) };
	const context = {
		$input: input,
		$: (name) => ({ isExecuted: executed.includes(name) }),
		$getWorkflowStaticData: () => memory,
		DateTime,
	};
	return JSON.parse(JSON.stringify(runInNewContext(`(() => {${node.parameters.jsCode}\n})()`, context))).map(
		({ json }) => json,
	);
}

describe('a list that is sent', () => {
	const places = withNode('For the Message');

	test('stands before every table that goes out by e-mail', () => {
		const tables = templates.flatMap(({ connections }) =>
			Object.entries(connections).filter(([, { main }]) => main.flat().some(({ node }) => node === 'As a Table')),
		);
		assert.ok(tables.length >= 6);
		assert.deepEqual([...new Set(tables.map(([from]) => from))], ['For the Message']);
	});

	for (const [file, node] of places) {
		test(`shows HTML in a name as it is written: ${file}`, () => {
			assert.deepEqual(run(node, [{ Name: '<a href="https://evil.test">Ann & Co</a>', Which: 12, Done: null }]), [
				{ Name: '&lt;a href="https://evil.test">Ann &amp; Co&lt;/a>', Which: '12', Done: '' },
			]);
		});

		test(`ends after 500 lines and says how many are left: ${file}`, () => {
			const lines = run(
				node,
				Array.from({ length: 503 }, (_, place) => ({ Which: place, Done: 'Nothing' })),
			);
			assert.equal(lines.length, 501);
			assert.deepEqual(lines.at(-1), { Which: 'and 3 more, in the run in n8n', Done: '' });
			assert.equal(run(node, lines.slice(0, 500)).length, 500);
		});
	}
});

const START = 'qboInventorySync start';

describe('Reconcile knows from when on orders count', () => {
	for (const [file, node] of withNode('Since When').filter(([name]) => name.startsWith('reconcile-'))) {
		const form = { ordersPlacedFrom: '', lookBackDays: 30 };

		test(`by its first publish, which later ones do not move: ${file}`, () => {
			const memory = {};
			const [{ placedFrom, since, days }] = run(node, [form], { memory, executed: ['Published'] });
			assert.equal(placedFrom, memory[START].startedAt);
			assert.equal(days, 30);
			assert.equal(DateTime.fromISO(placedFrom).diff(DateTime.fromISO(since), 'days').days, 30);
			memory[START] = { startedAt: '2026-12-01T00:00:00.000Z' };
			assert.equal(run(node, [form], { memory, executed: ['Published'] })[0].placedFrom, '2026-12-01T00:00:00.000Z');
			assert.equal(run(node, [form], { memory })[0].placedFrom, '2026-12-01T00:00:00.000Z');
		});

		test(`and Open Orders finds it there, unless a date was entered: ${file}`, () => {
			assert.match(
				readFileSync(new URL('../../nodes/bridge/polling/pollCursor.ts', import.meta.url), 'utf8'),
				/CURSOR_KEY = 'qboInventorySync '/,
			);
			const open = templates
				.find((template) => template.file === file)
				.nodes.filter(({ parameters }) => parameters.operation === 'addOpen');
			assert.deepEqual(
				open.map(({ parameters }) => parameters.placedFrom),
				Array(3).fill("={{ $('Start of the Sync').first().json.ordersPlacedFrom }}"),
			);
		});

		test(`and names the field where what was entered is no date: ${file}`, () => {
			assert.throws(
				() => run(node, [{ ...form, ordersPlacedFrom: 'last monday' }]),
				/ordersPlacedFrom in "Start of the Sync" should be a date, as 2026-12-01 or 2026-12-01 14:00, and is "last monday"/,
			);
			assert.equal(run(node, [{ ...form, ordersPlacedFrom: '2026-12-01 14:00' }])[0].placedFrom, '2026-12-01 14:00');
		});

		test(`or by the date that a person entered: ${file}`, () => {
			assert.equal(run(node, [{ ...form, ordersPlacedFrom: ' 2026-11-01 ' }])[0].placedFrom, '2026-11-01');
		});

		test(`and stops where neither is there: a later moment would put on sale what is sold: ${file}`, () => {
			const memory = {};
			assert.throws(
				() => run(node, [form], { memory }),
				/publish this workflow together with the sales workflow, or enter in "Start of the Sync"/,
			);
			assert.deepEqual(memory, {});
		});
	}
});
