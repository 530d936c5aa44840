import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { nodesOf, sourceFiles, valueImportsOf, waits, type SourceFile } from '../support/sourceFiles';

/** They wire, and compute nothing: a channel's definition hands its `connect` over, the bridge holds the one memory. */
const WIRES = /^(core\/channels\/\w+\/channel|nodes\/bridge\/memory\/memory)\.ts$/;

const sources = sourceFiles(['core', 'nodes'], ['.ts']);

/** True for a file that has anything that waits. */
function isWaiting({ tree }: SourceFile): boolean {
	return nodesOf(tree).some(waits);
}

/** Files that never wait and yet import a value from one that waits, each with what it imports. */
function impure(files: readonly SourceFile[]): string[] {
	const waiting = new Set(files.filter(isWaiting).map(({ path }) => path));
	return files
		.filter(({ path }) => !waiting.has(path) && !WIRES.test(path))
		.flatMap((file) =>
			valueImportsOf(file)
				.filter((imported) => waiting.has(`${imported}.ts`))
				.map((imported) => `${file.path} imports a value of ${imported}`),
		);
}

test('a file that never waits imports no value from one that waits', () => {
	expect(impure(sources)).toEqual([]);
});

describe('this test', () => {
	const parsed = (path: string, text: string): SourceFile => ({
		path,
		tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
	});
	const waiting = parsed('core/a/waiting.ts', 'export async function ask(): Promise<void> {}');

	test.each([
		["import { ask } from './waiting';", ['core/a/pure.ts imports a value of core/a/waiting']],
		["import { ask, type Asked } from './waiting';", ['core/a/pure.ts imports a value of core/a/waiting']],
		["export { ask } from './waiting';", ['core/a/pure.ts imports a value of core/a/waiting']],
		["import type { Asked } from './waiting';", []],
		["import { type Asked } from './waiting';", []],
		["import { ask } from './waiting'; export const now = async () => await ask();", []],
	])('sees %s', (text, found) => {
		expect(impure([waiting, parsed('core/a/pure.ts', text)])).toEqual(found);
	});

	test.each([
		['async () => 1'],
		['await x'],
		['async function f() { for await (const x of y); }'],
		['new Promise(f)'],
		['Promise.all(x)'],
	])('knows that %s waits', (text) => {
		expect(isWaiting(parsed('core/a/x.ts', text))).toBe(true);
	});

	test.each([['const f = (ask: () => Promise<void>) => ask'], ['sleep(1)']])('knows that %s does not', (text) => {
		expect(isWaiting(parsed('core/a/x.ts', text))).toBe(false);
	});
});
