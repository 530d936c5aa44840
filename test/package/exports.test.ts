import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { nodesOf, resolved, sourceFiles, type SourceFile } from '../support/sourceFiles';

/** What n8n loads by the class's name, as package.json lists it. */
const LOADED_BY_N8N = /\.(node|credentials)\.ts$/;

/** What is published, and the command `npm run forecast`, which reads the built package. */
const users = [...sourceFiles(['core', 'nodes', 'credentials'], ['.ts']), ...sourceFiles(['gulp'], ['.mjs'])];
const support = sourceFiles(['test/support'], ['.ts']);
const tests = sourceFiles(['test', 'checks'], ['.ts', '.mts']);

/** `file#name` of all that a file exports. */
function exportsOf({ path, tree }: SourceFile): string[] {
	return tree.statements
		.filter((statement) => ts.canHaveModifiers(statement) && isExported(statement))
		.flatMap(namesOf)
		.map((name) => `${path}#${name}`);
}

function isExported(statement: ts.HasModifiers): boolean {
	return (statement.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function namesOf(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.map(({ name }) => name.getText());
	const { name } = statement as ts.DeclarationStatement;
	return name === undefined ? [] : [name.getText()];
}

/** `file#name` of all that a file imports by name, also from what was built of it; `file#default` for a whole module. */
function importedBy({ path, tree }: SourceFile): string[] {
	return nodesOf(tree).flatMap((node) => {
		if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return [];
		const file = resolved(path, node.moduleSpecifier.text).replace(/^dist\//, '');
		const named = node.importClause?.namedBindings;
		if (named === undefined || !ts.isNamedImports(named)) return [`${file.replace(/(\.[jt]s)?$/, '.ts')}#default`];
		return named.elements.map(
			({ propertyName, name }) => `${file.replace(/(\.[jt]s)?$/, '.ts')}#${(propertyName ?? name).text}`,
		);
	});
}

/** True for what is there when the program runs; a type costs nothing, and stands in the signature that a test calls. */
function isValue({ tree }: SourceFile, exported: string): boolean {
	const name = exported.split('#')[1] ?? '';
	return tree.statements.some(
		(statement) =>
			!ts.isInterfaceDeclaration(statement) &&
			!ts.isTypeAliasDeclaration(statement) &&
			namesOf(statement).includes(name),
	);
}

/** Names that are exported although nobody of `by` imports them. */
function unused(exporting: readonly SourceFile[], by: readonly SourceFile[]): string[] {
	const imported = new Set(by.flatMap(importedBy));
	return exporting
		.flatMap(exportsOf)
		.filter((name) => !imported.has(name) && !imported.has(`${name.split('#')[0]}#default`));
}

describe('a name is exported', () => {
	const published = users.filter(({ path }) => /^(core|nodes)\//.test(path) && !LOADED_BY_N8N.test(path));

	test('because published code imports it, and a value for no test', () => {
		const byName = new Map(published.map((file) => [file.path, file]));
		const values = unused(published, users).filter((name) => {
			const file = byName.get(name.split('#')[0] ?? '');
			return file !== undefined && isValue(file, name);
		});
		expect(values).toEqual([]);
	});

	test('because somebody imports it', () => {
		expect(unused(published, [...users, ...tests])).toEqual([]);
	});

	test('by the support of the tests because a test imports it', () => {
		expect(unused(support, tests)).toEqual([]);
	});
});

describe('this test', () => {
	const parsed = (path: string, text: string): SourceFile => ({
		path,
		tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
	});
	const exporting = parsed('core/a/x.ts', 'export const one = 1; export interface Two {} export function three() {}');

	test.each([
		["import { one, type Two, three } from './x';", []],
		["import { one as first } from './x';", ['core/a/x.ts#Two', 'core/a/x.ts#three']],
		["import * as all from './x';", []],
		["import { one } from '../b/x';", ['core/a/x.ts#one', 'core/a/x.ts#Two', 'core/a/x.ts#three']],
	])('sees what %s leaves over', (text, left) => {
		expect(unused([exporting], [parsed('core/a/y.ts', text)])).toEqual(left);
	});

	test('knows what was built', () => {
		const built = parsed('gulp/x.mjs', "import { one, Two, three } from '../dist/core/a/x.js';");
		expect(unused([exporting], [built])).toEqual([]);
	});
});
