import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

/** Made by a build or an installation, so no file of the repository. */
const MADE = ['node_modules', 'dist', '.*'];

const root = ts.sys.getCurrentDirectory();

/** The folders that the repository begins with. */
const FOLDERS = ts.sys
	.getDirectories(root)
	.filter((name) => !MADE.includes(name) && !name.startsWith('.'))
	.sort();

/** Every file of the repository, as a path from its root. */
const FILES = ts.sys
	.readDirectory(
		root,
		undefined,
		MADE.map((name) => `**/${name}`),
	)
	.map((path) => path.replaceAll('\\', '/').slice(root.length + 1));

const PAGES = FILES.filter((path) => /^(CONTRIBUTING|README)\.md$|^docs\/.*\.md$/.test(path)).sort();

/** Each stretch of a page between single backticks, with the number of its line; blocks of code are left out. */
function codeSpans(text: string): Array<{ readonly line: number; readonly span: string }> {
	const withoutBlocks = text.replace(/^```[^]*?^```/gm, (block) => block.replace(/[^\n]/g, ''));
	return withoutBlocks
		.split('\n')
		.flatMap((content, place) =>
			[...content.matchAll(/`([^`]+)`/g)].map(([, span = '']) => ({ line: place + 1, span })),
		);
}

/** The words of a span that name something in the repository: below one of its folders, or a file by its ending. */
function pathsIn(span: string): string[] {
	return span.split(/\s+/).filter((word) => {
		if (!/^[\w<*][\w<>*./-]*$/.test(word) || word.split('/').includes('node_modules')) return false;
		return word.includes('/') ? FOLDERS.includes(word.split('/')[0] ?? '') : /\.(ts|mts|mjs|cjs|json|md)$/.test(word);
	});
}

/** True for a file or folder that is there. `*` and `<name>` stand for any name; a file without its folder may lie anywhere. */
function isThere(path: string, files: readonly string[] = FILES): boolean {
	const pattern = path
		.replace(/\/$/, '')
		.split(/(\*|<\w+>)/)
		.map((part) => (/^(\*|<\w+>)$/.test(part) ? '[^/]+' : part.replace(/[.]/g, '\\.')))
		.join('');
	const folder = path.includes('/') ? '^' : '^(.*/)?';
	const found = new RegExp(`${folder}${pattern}(/|$)`);
	return files.some((file) => found.test(file));
}

/** `page:line: path` of every path that a page names and that is not there. */
function missingIn(page: string, text: string): string[] {
	return codeSpans(text).flatMap(({ line, span }) =>
		pathsIn(span)
			.filter((path) => !isThere(path))
			.map((path) => `${page}:${line}: ${path}`),
	);
}

function readFile(path: string): string {
	return ts.sys.readFile(`${root}/${path}`) ?? '';
}

describe('a path that a page names', () => {
	test('is a file or folder of the repository', () => {
		expect(PAGES.flatMap((page) => missingIn(page, readFile(page)))).toEqual([]);
	});

	test('may be a room: CONTRIBUTING names all of core, and every folder of the bridge', () => {
		const named = codeSpans(readFile('CONTRIBUTING.md')).map(({ span }) => span);
		const rooms = new Set(FILES.flatMap((path) => /^(core|nodes\/bridge)\/\w+\//.exec(path)?.[0] ?? []));
		expect(rooms.size).toBeGreaterThan(15);
		expect([...rooms].filter((room) => !named.includes(room))).toEqual([]);
	});
});

/** Names on the lines of a numbered list that begin with a file, `line: name`, where none of the line's files has the name. */
function unknownNames(text: string): string[] {
	return text.split('\n').flatMap((content) => {
		if (!/^\d+\. `[^`]+\.ts`: /.test(content)) return [];
		const spans = codeSpans(content).map(({ span }) => span);
		const sources = spans.filter((span) => span.endsWith('.ts')).map(readFile);
		const names = spans.filter((span) => /^\w+$/.test(span));
		return names
			.filter((name) => !sources.some((source) => new RegExp(`\\b${name}\\b`).test(source)))
			.map((name) => `${content.split(':')[0]}: ${name}`);
	});
}

describe('a name that a walk through the code names', () => {
	test("stands in the line's file", () => {
		expect(unknownNames(readFile('CONTRIBUTING.md'))).toEqual([]);
	});

	test('is looked for on every line of both walks', () => {
		expect(readFile('CONTRIBUTING.md').match(/^\d+\. `[^`]+\.ts`: /gm)?.length).toBeGreaterThan(35);
		expect(unknownNames('1. `core/model/sku.ts`: makes a `Sku`.\n2. `core/model/sku.ts`: makes a `Gone`.')).toEqual([
			'2. `core/model/sku.ts`: Gone',
		]);
	});
});

describe('this test', () => {
	test('sees the pages', () => {
		expect(PAGES).toEqual(expect.arrayContaining(['CONTRIBUTING.md', 'README.md', 'docs/guides/posting.md']));
		const paths = PAGES.flatMap((page) => codeSpans(readFile(page)).flatMap(({ span }) => pathsIn(span)));
		expect(paths.length).toBeGreaterThan(80);
	});

	test.each([
		['`core/model/gone.ts`', ['x.md:1: core/model/gone.ts']],
		['a\n`core/gone/` b', ['x.md:2: core/gone/']],
		['`jest test/core/gone.test.ts --selectProjects unit`', ['x.md:1: test/core/gone.test.ts']],
		['`gone.mts`', ['x.md:1: gone.mts']],
		['`core/channels/<id>/gone.ts`', ['x.md:1: core/channels/<id>/gone.ts']],
		['`checks/*/gone`', ['x.md:1: checks/*/gone']],
		['`core/model/sku`', ['x.md:1: core/model/sku']],
		['```\n`core/gone/`\n```\n`core/lost/`', ['x.md:4: core/lost/']],
	])('finds what is wrong in %j', (text, missing) => {
		expect(missingIn('x.md', text)).toEqual(missing);
	});

	test.each([
		['`core/model/sku.ts`, `core/model/` and `core/model`'],
		['`sku.ts`'],
		['`core/channels/<id>/adapter.ts` and `checks/*/product`'],
		['`request-helpers/oauth.js`, `/control/sell`, `dist/core`, `sandbox/node_modules` and `-ebay.json`'],
		['`Buffer / Percentage`, `0 * * * * *` and core/gone without backticks'],
	])('has nothing against %j', (text) => {
		expect(missingIn('x.md', text)).toEqual([]);
	});
});
