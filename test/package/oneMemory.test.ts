import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { sourceFiles, type SourceFile } from '../support/sourceFiles';

/** What is no memory of earlier runs: notes on an n8n context that go with it, and polls in progress (docs/decisions/one-memory.md). */
const NO_MEMORY = [
	'nodes/bridge/credentials/connectionNotices.ts: endings',
	'nodes/bridge/http/runCost.ts: reports',
	'nodes/bridge/polling/pollState.ts: knownContexts',
	'nodes/bridge/polling/pollState.ts: pollStates',
	'nodes/bridge/polling/scheduleWarning.ts: warned',
];

/** `path: name` of what a module keeps for as long as the process lives: collections that begin empty, and variables. */
function keptByModules({ path, tree }: SourceFile): string[] {
	return tree.statements
		.filter(ts.isVariableStatement)
		.flatMap(({ declarationList: list }) =>
			list.declarations.filter(
				({ initializer }) => (list.flags & ts.NodeFlags.Const) === 0 || isEmptyCollection(initializer),
			),
		)
		.map(({ name }) => `${path}: ${name.getText(tree)}`);
}

function isEmptyCollection(node: ts.Expression | undefined): boolean {
	if (node === undefined) return false;
	if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
	const isNew = ts.isNewExpression(node) && /^(Weak)?(Map|Set)$/.test((node.expression as ts.Identifier).text);
	return isNew && (node.arguments ?? []).length === 0;
}

test('modules keep nothing from one run to the next but in the one memory', () => {
	const kept = sourceFiles(['core', 'nodes', 'credentials'], ['.ts']).flatMap(keptByModules);
	expect(kept.sort()).toEqual(NO_MEMORY);
});

describe('this test', () => {
	const keptIn = (text: string) =>
		keptByModules({ path: 'x.ts', tree: ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true) });

	test.each([
		['const seen = new Map<string, number>();'],
		['export const seen: Set<string> = new Set();'],
		['const seen = new WeakMap<object, number>();'],
		['const seen: string[] = [];'],
		['let seen = 0;'],
	])('sees %s', (text) => {
		expect(keptIn(text)).toEqual(['x.ts: seen']);
	});

	test.each([
		["const WORDS = new Set(['a']);"],
		['const LIMIT = 5;'],
		['function f() { const seen = new Map(); return seen; }'],
	])('takes %s for no memory', (text) => {
		expect(keptIn(text)).toEqual([]);
	});
});
