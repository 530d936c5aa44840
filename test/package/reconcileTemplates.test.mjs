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
		assert.ok(tables.length >= 3);
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

describe('Reconcile remembers its first publish, for orders whose credential and trigger do not say from when on they count', () => {
	for (const [file, node] of withNode('Since When').filter(([name]) => name.startsWith('reconcile-'))) {
		const form = { lookBackDays: 30 };

		test(`and later publishes do not move it: ${file}`, () => {
			const memory = {};
			const [{ since, days }] = run(node, [form], { memory, executed: ['Published'] });
			assert.equal(days, 30);
			assert.equal(DateTime.fromISO(memory[START].startedAt).diff(DateTime.fromISO(since), 'days').days, 30);
			memory[START] = { startedAt: '2026-12-01T00:00:00.000Z' };
			run(node, [form], { memory, executed: ['Published'] });
			run(node, [form], { memory });
			assert.deepEqual(memory, { [START]: { startedAt: '2026-12-01T00:00:00.000Z' } });
		});

		test(`where the nodes that get orders find it: ${file}`, () => {
			assert.match(
				readFileSync(new URL('../../nodes/bridge/polling/pollCursor.ts', import.meta.url), 'utf8'),
				/CURSOR_KEY = 'qboInventorySync '/,
			);
		});

		test(`and no other run sets it: a later moment would put on sale what is sold: ${file}`, () => {
			const memory = {};
			run(node, [form], { memory });
			assert.deepEqual(memory, {});
		});
	}
});
