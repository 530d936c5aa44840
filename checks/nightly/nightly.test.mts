import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companyOf } from '../books/checkBooks.mts';
import { COUNTRIES } from '../books/company.mts';
import { runStep } from './runStep.mts';
import { stepsFrom } from './steps.mts';

test('a night plays the books with fifty seeds, among them a company of each country', () => {
	const books = stepsFrom(20_261_128).filter(({ kind }) => kind === 'books');
	const seeds = books.map(({ args }) => Number(args.at(-1)));
	assert.deepEqual(
		seeds,
		Array.from({ length: 50 }, (_nothing, place) => 20_261_128 + place),
	);
	assert.deepEqual(new Set(seeds.map((seed) => companyOf(seed).country)), new Set(COUNTRIES));
});

test('another seed is another night, and the same seed is the same', () => {
	assert.deepEqual(stepsFrom(7), stepsFrom(7));
	assert.notDeepEqual(stepsFrom(7), stepsFrom(1_000));
	for (const { args, environment } of stepsFrom(7))
		assert.ok(args.includes('--seed') || 'PROPERTY_SEED' in environment);
});

const step = { name: 'test of a step', kind: 'books', environment: {}, minutes: 1 } as const;

test('a step is good when its command succeeds, and its last line is that of the figures', async () => {
	const printed = await runStep({ ...step, args: ['-e', 'console.log(\'{"seed":7}\'); console.error("a warning")'] });
	assert.deepEqual([printed.isGood, printed.lastLine], [true, '{"seed":7}']);
});

test('a step is not good when its command fails, or does not end in time', async () => {
	assert.equal((await runStep({ ...step, args: ['-e', 'process.exit(1)'] })).isGood, false);
	const late = await runStep({ ...step, minutes: 0.02, args: ['-e', 'setTimeout(() => {}, 60_000)'] });
	assert.equal(late.isGood, false);
	assert.match(late.lastLine, /did not end in 0.02 minutes/);
});
