import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { readWish } from '../launcher/arguments.mts';
import { lackOf } from '../launcher/bootstrap/installState.mjs';
import { Problem } from '../launcher/bootstrap/problem.mjs';
import type { NodeType, WorkflowDraft } from '../launcher/n8nClient.mts';
import { portsFrom } from '../launcher/addresses.mts';
import { withFastPolls } from '../launcher/fastPolls.mts';
import { sandboxUses } from '../launcher/portPlan.mts';
import { requireFreePorts } from '../launcher/ports.mts';
import { setUp } from '../launcher/templates.mts';

const lock = {
	'node_modules/a': { version: '1.0.0', integrity: 'x' },
	'node_modules/b-darwin': { version: '2.0.0', optional: true },
};

function folderWith({
	wanted = lock,
	installed,
	files = [],
}: {
	wanted?: object;
	installed?: object | string;
	files?: string[];
}): string {
	const folder = mkdtempSync(join(tmpdir(), 'install-'));
	const write = (path: string, content: string): void => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	};
	write('package-lock.json', JSON.stringify({ packages: { '': {}, ...wanted } }));
	if (installed !== undefined)
		write(
			'node_modules/.package-lock.json',
			typeof installed === 'string' ? installed : JSON.stringify({ packages: installed }),
		);
	for (const file of files) write(file, '{}');
	return folder;
}

const { 'node_modules/a': a } = lock;
const manifest = 'node_modules/a/package.json';

test('a folder whose node_modules is what the lockfile says lacks nothing; packages for other machines may be absent', () => {
	const folder = folderWith({ installed: { 'node_modules/a': a }, files: [manifest] });
	assert.equal(lackOf(folder), undefined);
	rmSync(folder, { recursive: true });
});

test('what a lockfile calls extraneous is not installed by it, and is not missed', () => {
	const folder = folderWith({
		installed: { 'node_modules/a': a },
		files: [manifest],
		wanted: { ...lock, 'node_modules/a/node_modules/b': { version: '3.0.0', extraneous: true } },
	});
	assert.equal(lackOf(folder), undefined);
	rmSync(folder, { recursive: true });
});

for (const { name, installed, files, lack } of [
	{ name: 'never installed', files: [], lack: /not installed yet/ },
	{
		name: 'cut off while npm wrote its record',
		installed: '{"packages": {"node_mod',
		files: [manifest],
		lack: /not installed yet/,
	},
	{
		name: 'of an older lockfile',
		installed: { 'node_modules/a': { ...a, version: '0.9.0' } },
		files: [manifest],
		lack: /a is not 1\.0\.0/,
	},
	{
		name: 'with another tarball under the same version',
		installed: { 'node_modules/a': { ...a, integrity: 'y' } },
		files: [manifest],
		lack: /other content/,
	},
	{ name: 'with a package deleted since', installed: { 'node_modules/a': a }, files: [], lack: /a is missing/ },
]) {
	test(`an install ${name} is seen`, () => {
		const folder = folderWith({ ...(installed === undefined ? {} : { installed }), files });
		assert.match(lackOf(folder) ?? '', lack);
		rmSync(folder, { recursive: true });
	});
}

test('the check has empty data and ports of its own, whatever npm start uses', () => {
	const usual = readWish([], {});
	const check = readWish(['--check'], {});
	assert.deepEqual([usual.portBase, usual.fresh, check.portBase, check.fresh], [4100, false, 4300, true]);
	assert.notEqual(usual.dataFolder, check.dataFolder);
});

test('every use of a sandbox has ports and data of its own above the one base that the variable sets', () => {
	const wishes = sandboxUses.map((use) => readWish(['--use', use], { QBO_SYNC_PORT_BASE: '5000' }));
	const ports = wishes.flatMap(({ portBase }) => Object.values(portsFrom(portBase)));
	assert.equal(new Set(ports).size, ports.length);
	assert.equal(new Set(wishes.map(({ dataFolder }) => dataFolder)).size, sandboxUses.length);
	assert.ok(ports.every((port) => port >= 5000 && port < 5700));
	assert.throws(() => readWish(['--use', 'other'], {}), Problem);
	assert.throws(() => readWish([], { QBO_SYNC_PORT_BASE: '65000' }), Problem);
});

test('the port base comes from the flag, then from the variable', () => {
	assert.equal(readWish([], { QBO_SYNC_PORT_BASE: '5000' }).portBase, 5000);
	assert.equal(readWish(['--port-base', '6000'], { QBO_SYNC_PORT_BASE: '5000' }).portBase, 6000);
});

for (const args of [
	['--fesh'],
	['--port-base', '80'],
	['--port-base', 'many'],
	['--port-base', '65500'],
	['--articles', 'many'],
	['--articles', '5', '--mix', 'odd'],
]) {
	test(`"${args.join(' ')}" is refused in one line`, () => {
		assert.throws(
			() => readWish(args, {}),
			(error) => error instanceof Problem && !error.message.includes('\n'),
		);
	});
}

test('a taken port is named, with the variable that changes it', async () => {
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const { port } = other.address() as { port: number };
	await assert.rejects(requireFreePorts({ n8n: port }), {
		message: new RegExp(`^Port ${port} \\(n8n\\) is taken.*QBO_SYNC_PORT_BASE`),
	});
	await new Promise((resolve) => other.close(resolve));
	await requireFreePorts({ n8n: port });
});

const push: NodeType = {
	name: 'p.push',
	properties: [{ name: 'channel', default: 'woo' }],
	credentials: [
		{ name: 'books' },
		{ name: 'wooApi', displayOptions: { hide: { channel: ['ebay'] } } },
		{ name: 'ebayApi', displayOptions: { show: { channel: ['ebay'] } } },
	],
};
const credentials = ['books', 'wooApi', 'ebayApi'].map((type) => ({ id: `id of ${type}`, name: `my ${type}`, type }));

function draftWith(...nodes: WorkflowDraft['nodes']): WorkflowDraft {
	return { name: 'w', nodes, connections: {} };
}

test('a template gets the credentials that its nodes ask for, by channel, and its disabled pushes are enabled', () => {
	const draft = draftWith(
		{ name: 'default', type: 'p.push', parameters: {} },
		{ name: 'disabled', type: 'p.push', parameters: { channel: 'ebay', syncInventory: false }, disabled: true },
	);
	const [first, second] = setUp(draft, credentials, [push]).nodes;
	assert.deepEqual(Object.keys(first?.credentials ?? {}), ['books', 'wooApi']);
	assert.deepEqual(second, {
		name: 'disabled',
		type: 'p.push',
		parameters: { channel: 'ebay', syncInventory: false },
		credentials: {
			books: { id: 'id of books', name: 'my books' },
			ebayApi: { id: 'id of ebayApi', name: 'my ebayApi' },
		},
	});
});

test('a field that is not shown decides nothing: its default hides no credential', () => {
	const compare = {
		name: 'p.compare',
		properties: [
			{ name: 'operation', default: 'match' },
			{ name: 'lookIn', default: 'books', displayOptions: { show: { operation: ['match'] } } },
		],
		credentials: [
			{ name: 'books', displayOptions: { hide: { lookIn: ['shop'] } } },
			{ name: 'wooApi', displayOptions: { hide: { lookIn: ['books'] } } },
		],
	};
	const asked = (parameters: object) => {
		const [node] = setUp(draftWith({ name: 'n', type: 'p.compare', parameters: { ...parameters } }), credentials, [
			compare,
		]).nodes;
		return Object.keys(node?.credentials ?? {});
	};
	assert.deepEqual(asked({}), ['books']);
	assert.deepEqual(asked({ lookIn: 'shop' }), ['wooApi']);
	assert.deepEqual(asked({ operation: 'both' }), ['books', 'wooApi']);
});

test("on fast polls a template's triggers have six poll times a minute, and nothing else changes", () => {
	const trigger = {
		name: 'trigger',
		type: 'p.trigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, channel: 'woo' },
	};
	const other = { name: 'push', type: 'p.push', parameters: { channel: 'woo' } };
	const seconds = ['0', '10', '20', '30', '40', '50'];
	const item = seconds.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` }));
	assert.deepEqual(withFastPolls(draftWith(trigger, other)).nodes, [
		{ ...trigger, parameters: { pollTimes: { item }, channel: 'woo' } },
		other,
	]);
});

test('nodes that ask for no credential stay as the template has them', () => {
	const note = { name: 'note', type: 'n8n-nodes-base.stickyNote', parameters: { content: 'hi' }, disabled: true };
	assert.deepEqual(setUp(draftWith(note), credentials, [push]).nodes, [note]);
});

test('a node for which there is no account, such as one that sends e-mail, stays disabled', () => {
	const mail = { name: 'mail', type: 'p.mail', parameters: {}, disabled: true };
	assert.deepEqual(
		setUp(draftWith(mail), credentials, [push, { name: 'p.mail', properties: [], credentials: [{ name: 'smtp' }] }])
			.nodes,
		[mail],
	);
});
