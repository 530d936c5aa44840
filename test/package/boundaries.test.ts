import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import sandboxManifest from '../../sandbox/package.json';
import { importsOf, nodesOf, sourceFiles, waits, type SourceFile } from '../support/sourceFiles';

const TEST_PACKAGES = [
	'@jest/globals',
	'axios',
	'fast-check',
	'luxon',
	'n8n-core',
	'n8n-workflow',
	'node:crypto',
	'typescript',
];
const SANDBOX_PACKAGES = [...Object.keys(sandboxManifest.dependencies), 'node:'];
const VENDORS_CLIENTS = Object.keys(sandboxManifest.devDependencies).filter((name) => !name.startsWith('@types/'));

/**
 * The rooms of core from the top floor to the ground: a room imports from those below it. Beside each other and so strangers
 * are the gateways of the books and of the shops.
 */
const FLOORS: ReadonlyArray<readonly string[]> = [
	['reporting'],
	['pushing'],
	['reconciling'],
	['posting'],
	['availability'],
	['orders', 'matching'],
	['channels', 'quickbooks'],
	['memory', 'budget', 'http', 'model'],
	['reading'],
];

/** All rooms on the floors below that of `room`. */
function roomsBelow(room: string): RegExp {
	const floor = FLOORS.findIndex((rooms) => rooms.includes(room));
	return new RegExp(
		`^core/(${FLOORS.slice(floor + 1)
			.flat()
			.join('|')})/`,
	);
}

type Row = readonly [file: RegExp, imports: readonly (RegExp | string)[]];

/** A room imports from within itself, from the rooms below, and the packages that n8n brings along. */
const ROOMS: readonly Row[] = FLOORS.flat()
	.filter((room) => room !== 'channels')
	.map((room) => [
		new RegExp(`^core/${room}/`),
		[new RegExp(`^core/${room}/`), roomsBelow(room), 'luxon', 'node:crypto'],
	]);

/** What a channel may know beside its own folder: the port and what all channels share, and the rooms below. */
const CHANNEL = [
	roomsBelow('channels'),
	/^core\/channels\/(channelAdapter|readEachOrder|unservedReason|unexplainedTotal|ownChanges|trackedCount|withOrderUrls|withProductUrls)$/,
	'luxon',
	'node:crypto',
];
const CHANNELS = sourceFiles(['core/channels'], ['/channel.ts']).map(({ path }) => path.split('/')[2] ?? '');

/** Who may import what beyond its own folder. The first line that fits a file counts; a file that none fits is an error. */
const MAY_IMPORT: readonly Row[] = [
	[/^core\/reading\//, []],
	...ROOMS,
	[/^core\/channels\/channelRegistry\.ts$/, [/^core\/channels\/\w+\/channel$/]],
	[/^core\/channels\/\w+\.ts$/, [roomsBelow('channels')]],
	...CHANNELS.map(
		(id): Row => [new RegExp(`^core/channels/${id}/`), [new RegExp(`^core/channels/${id}/`), ...CHANNEL]],
	),
	[
		/^credentials\//,
		[/^core\/(http\/(connectionFaults|webPage)|reading\/pastedAddress|channels\/shopSettings)$/, 'n8n-workflow'],
	],
	[/^nodes\/bridge\//, [/^core\//, /^nodes\/bridge\//, 'n8n-workflow']],
	[/^nodes\/[A-Z]\w+\//, [/^core\//, /^nodes\/bridge\//, 'n8n-workflow']],
	// What sees n8n's editor in a browser.
	[
		/^test\/(editor\/.*|support\/(editor|editing|canvas))\.ts$/,
		[/^(test|workflows)\//, ...TEST_PACKAGES, 'playwright-core'],
	],
	[
		/^test\/.*\.ts$/,
		[/^(core|nodes|credentials|test|sandbox\/package\.json$|package\.json$|workflows)/, ...TEST_PACKAGES],
	],
	// The product's side of the check of the books: it speaks the check's messages and runs the core as built.
	[/^checks\/books\/product\//, [/^(dist\/)?core\//, /^checks\/books\/protocol\.mts$/, 'axios', 'node:']],
	// The long run of the fuzz, of the sources compiled for it.
	// The product's side of the bench: it runs the nodes as built, which it looks up by the name that a workflow gives them.
	[/^checks\/bench\/product\//, [/^checks\/bench\/services\.mts$/, 'node:']],
	[/^checks\/readers\/.*\.mjs$/, [/^\.local\/readers\//, 'node:']],
	// The readers that are judged, with samples; who judges them knows none of them.
	[/^checks\/readers\/product\//, [/^(core|nodes|credentials|test|checks\/readers)\//, ...TEST_PACKAGES]],
	[/^checks\/readers\/.*\.test\.ts$/, [/^test\/support\/sourceFiles$/, /^checks\/readers\//, ...TEST_PACKAGES]],
	[/^checks\/readers\/.*\.ts$/, [/^test\/support\/sourceFiles$/, 'fast-check', 'typescript']],
	// What judges the product works with the local services, and with none of its own lines.
	[/^checks\//, [/^checks\/(?!books\/product\/)/, /^sandbox\//, 'axios', 'pure-rand', 'node:']],
	// `npm start -- --check` hands a sandbox that runs to the check of the main job.
	[/^sandbox\/launcher\/main\.mts$/, [/^sandbox\//, /^checks\/mainJob\//, ...SANDBOX_PACKAGES]],
	// The clients of the real services, as their users have them.
	[/^sandbox\/test\/clients\//, [/^sandbox\//, ...VENDORS_CLIENTS, ...SANDBOX_PACKAGES]],
	[/^sandbox\//, [/^sandbox\//, ...SANDBOX_PACKAGES]],
	[/^gulp\/forecast\.mjs$/, [/^dist\/core\/budget\/budget/, 'node:']],
	[
		/^test\/jestSetup\/(browser|unpackBrowser)\.mjs$/,
		[/^sandbox\/launcher\/bootstrap\//, '@sparticuz/chromium', 'node:'],
	],
	[/^(test|gulp)\/.*\.mjs$/, [/^(test|gulp)\//, 'luxon', 'n8n-core', 'n8n-workflow', 'node:']],
];

const sources = [
	...sourceFiles(['core', 'nodes', 'credentials', 'test', 'checks'], ['.ts']),
	...sourceFiles(['sandbox', 'checks', 'test', 'gulp'], ['.mts', '.mjs']),
];

function forbiddenImports(file: SourceFile): string[] {
	const allowed = MAY_IMPORT.find(([files]) => files.test(file.path))?.[1];
	if (allowed === undefined) return [`${file.path} is in no folder that the table knows`];
	return importsOf(file)
		.filter((imported) => folderOf(imported) !== folderOf(file.path) && !allowed.some((rule) => fits(rule, imported)))
		.map((imported) => `${file.path} imports ${imported}`);
}

function fits(rule: RegExp | string, imported: string): boolean {
	if (typeof rule !== 'string') return rule.test(imported);
	return rule.endsWith(':') ? imported.startsWith(rule) : imported === rule || imported.startsWith(`${rule}/`);
}

function folderOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/'));
}

/** `path: text` of every node below these folders that `isForbidden`. */
function found(folders: RegExp, isForbidden: (node: ts.Node) => boolean): string[] {
	return sources
		.filter(({ path }) => folders.test(path))
		.flatMap(({ path, tree }) =>
			nodesOf(tree)
				.filter(isForbidden)
				.map((node) => `${path}: ${node.getText(tree).slice(0, 60)}`),
		);
}

function looksAtTheClock(node: ts.Node): boolean {
	if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
	if (!ts.isCallExpression(node)) return false;
	const callee = node.expression.getText();
	const isLuxonNow =
		/^DateTime\.(now|local|utc)$/.test(callee) && (callee === 'DateTime.now' || node.arguments.length === 0);
	return isLuxonNow || callee === 'Date.now' || callee === 'performance.now';
}

function reachesForHelpers(node: ts.Node): boolean {
	const isAccess = ts.isPropertyAccessExpression(node) && node.name.text === 'helpers';
	return isAccess || (ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === 'helpers');
}

/** Rooms that only compute: what two capabilities share, and the decisions of posting and pushing. */
const PURE = /^core\/(model|budget|matching\/(skuMatch|matchable)|posting\/(plan|draft)|pushing\/pushPlan)\b/;

describe('the sources', () => {
	test('are all seen by these tests', () => {
		const folders = new Set(sources.map(({ path }) => path.split('/').slice(0, 2).join('/')));
		expect([...folders]).toEqual(
			expect.arrayContaining([...FLOORS.flat().map((room) => `core/${room}`), 'nodes/bridge']),
		);
		expect([...folders].some((folder) => folder.startsWith('sandbox/'))).toBe(true);
	});

	test('import only what their folder may', () => {
		expect(sources.flatMap(forbiddenImports)).toEqual([]);
	});

	test('stand in a room that the floors name', () => {
		const rooms = sources.map(({ path }) => /^core\/(\w+)\//.exec(path)?.[1]).filter((room) => room !== undefined);
		expect([...new Set(rooms)].sort()).toEqual(FLOORS.flat().sort());
	});
});

describe('what decides', () => {
	test('is seen by these tests', () => {
		expect(sources.filter(({ path }) => PURE.test(path)).length).toBeGreaterThan(40);
	});

	test('never waits', () => {
		expect(found(PURE, waits)).toEqual([]);
	});

	test('never looks at the clock', () => {
		expect(found(PURE, looksAtTheClock)).toEqual([]);
	});
});

test("only the bridge reaches for n8n's helpers", () => {
	expect(
		found(/^(core|nodes\/[A-Z]\w+|credentials)\//, reachesForHelpers).filter(
			(place) => !/^credentials\/(EbaySyncApi|reachService)/.test(place),
		),
	).toEqual([]);
});

describe('these tests', () => {
	const parsed = (path: string, text: string): SourceFile => ({
		path,
		tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
	});

	test.each([
		["import { x } from 'axios';", 'core/model/sku.ts imports axios'],
		["export * from '../http/retry';", 'core/model/sku.ts imports core/http/retry'],
		[
			"const x = require('../../nodes/bridge/errors/errorToN8n');",
			'core/model/sku.ts imports nodes/bridge/errors/errorToN8n',
		],
		["void import('n8n-workflow');", 'core/model/sku.ts imports n8n-workflow'],
		["const x = createRequire(here)('axios');", 'core/model/sku.ts imports axios'],
		[
			"type X = import('../quickbooks/quickBooksClient').Fault;",
			'core/model/sku.ts imports core/quickbooks/quickBooksClient',
		],
		['const x = require(name);', 'core/model/sku.ts imports something computed'],
	])('see through %s', (text, seen) => {
		expect(forbiddenImports(parsed('core/model/sku.ts', text))).toEqual([seen]);
	});

	test.each([['new Date()'], ['Date.now()'], ['DateTime.utc()'], ['DateTime.now()']])(
		'know that %s looks at the clock',
		(text) => {
			expect(nodesOf(parsed('x.ts', text).tree).some(looksAtTheClock)).toBe(true);
		},
	);

	test.each([['new Date(at)'], ['DateTime.utc(2026, 1, 1)'], ['Date.parse(text)']])('know that %s does not', (text) => {
		expect(nodesOf(parsed('x.ts', text).tree).some(looksAtTheClock)).toBe(false);
	});

	test.each([['async () => 1'], ['await x'], ['async function f() { for await (const x of y); }']])(
		'know that %s waits',
		(text) => {
			expect(nodesOf(parsed('x.ts', text).tree).some(waits)).toBe(true);
		},
	);

	test.each([['this.helpers.httpRequest()'], ['const { helpers } = context'], ['const { helpers: h } = context']])(
		'know that %s reaches for helpers',
		(text) => {
			expect(nodesOf(parsed('x.ts', text).tree).some(reachesForHelpers)).toBe(true);
		},
	);
});
