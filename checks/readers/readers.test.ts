import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { sourceFiles } from '../../test/support/sourceFiles';
import { allReaders, NO_READERS } from './product/allReaders';
import { exportedReaders } from './exportedReaders';
import { fuzzed } from './fuzz';
import { troubleWith, type Reader } from './reader';

/** Another one a day would find more; that is what `npm run check:readers` is for. */
const SEED = 20260101;
const INPUTS = 150;
/** Some 20 seconds in all on a busy machine; a reader that hangs is told by its own time. */
const LONGEST = 60_000;

const functionOf = ({ name }: Reader) => name.replace(/ \(.*\)$/, '');

describe('the fuzz of the readers', () => {
	test('knows every exported function that reads what came from outside', () => {
		const known = new Set([...allReaders.map(functionOf), ...Object.keys(NO_READERS)]);
		expect(exportedReaders().filter((name) => !known.has(name))).toEqual([]);
	});

	test('names no function that is not there', () => {
		const files = new Map(
			sourceFiles(['core', 'nodes', 'credentials'], ['.ts']).map(({ path, tree }) => [path, tree.text]),
		);
		const named = [...allReaders.map(functionOf), ...Object.keys(NO_READERS)].map((name) => name.split('#'));
		expect(
			named.filter(
				([path = '', name = '']) => !new RegExp(`export (async )?function ${name}\\b`).test(files.get(path) ?? ''),
			),
		).toEqual([]);
	});

	test.each([
		['export function readThing(text: string) { return text; }', ['x.ts#readThing']],
		['export const openThing = (raw: unknown) => raw;', ['x.ts#openThing']],
		['export async function thingOf(rows: readonly Fields[]) { return rows; }', ['x.ts#thingOf']],
		['export async function thingsIn(client: QuickBooksClient, row: Fields) { return row; }', ['x.ts#thingsIn']],
		['export async function readThings(client: QuickBooksClient) { return await readRows(client); }', []],
		['function readThing(raw: unknown) { return raw; }', []],
		['export function write(text: string) { return text; }', []],
	])('sees whether %s is a reader', (text, readers) => {
		expect(
			exportedReaders([{ path: 'x.ts', tree: ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true) }]),
		).toEqual(readers);
	});

	test.each([
		[
			'another exception than UnreadableError',
			() => null as unknown as string,
			(raw: unknown) => (raw as string).trim(),
			'TypeError',
		],
		['a number that is none', () => 1, (raw: unknown) => ({ quantity: Number(raw) }), 'quantity should be finite'],
		['a broken promise of the domain', () => '2026-01-01', (raw: unknown) => ({ day: raw }), 'day should be a day'],
		[
			'a changed prototype',
			() => 1,
			() => Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true }) && 1,
			'prototype',
		],
	])('finds %s', async (_what, sample, read, trouble) => {
		const found = await fuzzed({ name: 'x', sample: sample(), read }, { inputs: 500, seed: SEED });
		Reflect.deleteProperty(Object.prototype, 'polluted');
		expect(found?.trouble).toContain(trouble);
	});
});

describe(`with seed ${SEED} a value or UnreadableError comes from`, () => {
	test.each(allReaders.map((reader) => [reader.name, reader] as const))(
		'%s',
		async (_name, reader) => {
			await expect((async () => await reader.read(reader.sample))()).resolves.toBeDefined();
			expect(await troubleWith(reader, reader.sample)).toBeNull();
			expect(await fuzzed(reader, { inputs: INPUTS, seed: SEED })).toBeNull();
		},
		LONGEST,
	);
});
