import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../launcher/bootstrap/folders.mjs';
import { runLanes, runStages } from '../runner/lanes.mjs';
import { startProcess } from '../runner/stepProcess.mjs';
import { startStep } from '../runner/stepRun.mjs';
import { stepTable, totalOf } from '../runner/stepTable.mjs';
import { isCalled, stages, stagesOf, steps, verdictOf } from '../runner/testSteps.mjs';

/** Steps that end when the test says so; what was done to them, in order. */
function scriptedSteps() {
	const done: string[] = [];
	const finish = new Map<string, (isGood: boolean) => void>();
	return {
		done,
		start: (name: string) => {
			done.push(`begin ${name}`);
			const ended = new Promise<{ isGood: boolean }>((resolve) => {
				finish.set(name, (isGood) => {
					done.push(`${isGood ? 'good' : 'red'} ${name}`);
					resolve({ isGood });
				});
			});
			return {
				ended,
				end: () => {
					done.push(`end ${name}`);
					finish.get(name)?.(false);
				},
			};
		},
		finish: async (name: string, isGood: boolean) => {
			finish.get(name)?.(isGood);
			await wait(0);
		},
	};
}

test('lanes run side by side, the steps of a lane one after the other', async () => {
	const { done, start, finish } = scriptedSteps();
	const lanes = runLanes([['a', 'b'], ['c']], start);
	assert.deepEqual(done, ['begin a', 'begin c']);
	await finish('a', true);
	await finish('b', true);
	await finish('c', true);
	assert.deepEqual(
		(await lanes).map(({ step, isGood, isCutOff }) => [step, isGood, isCutOff]),
		[
			['a', true, false],
			['b', true, false],
			['c', true, false],
		],
	);
	assert.deepEqual(done, ['begin a', 'begin c', 'good a', 'begin b', 'good b', 'good c']);
});

test('the first red one ends the others, and none begins after it', async () => {
	const { done, start, finish } = scriptedSteps();
	const lanes = runLanes([['a', 'b'], ['c', 'd'], ['e']], start);
	await finish('e', true);
	await finish('a', false);
	assert.deepEqual(
		(await lanes).map(({ step, isGood, isCutOff }) => [step, isGood, isCutOff]),
		[
			['e', true, false],
			['a', false, false],
			['c', false, true],
		],
	);
	assert.deepEqual(done, ['begin a', 'begin c', 'begin e', 'good e', 'red a', 'end c', 'red c']);
});

test('whoever stops the runner ends all that run', async () => {
	const { done, start } = scriptedSteps();
	const stopping = new AbortController();
	const stages = runStages([[['a'], ['b']], [['c']]], () => start, stopping.signal);
	stopping.abort();
	assert.deepEqual(
		(await stages).map(({ step, isCutOff }) => [step, isCutOff]),
		[
			['a', true],
			['b', true],
		],
	);
	assert.deepEqual(done, ['begin a', 'begin b', 'end a', 'red a', 'end b', 'red b']);
});

test('a stage begins when the one before is good', async () => {
	const good = scriptedSteps();
	const both = runStages([[['a']], [['b']]], () => good.start);
	await good.finish('a', true);
	await good.finish('b', true);
	assert.equal((await both).length, 2);
	const bad = scriptedSteps();
	const one = runStages([[['a']], [['b']]], () => bad.start);
	await bad.finish('a', false);
	assert.deepEqual(
		(await one).map(({ step }) => step),
		['a'],
	);
});

test('a step that fails ends with its code and its output in one piece', async () => {
	const command = [process.execPath, '-e', 'console.log("out"); console.error("err"); process.exitCode = 3;'];
	const { code, output } = await startProcess({ name: 'runner test', command }, { isAlone: false }).ended;
	assert.deepEqual([code, output], [3, 'out\nerr\n']);
});

/** A command that starts a second process, which listens on a port and writes it to a file; both stay. */
function commandWithChild(portFile: string): string[] {
	const child = `const s = require('net').createServer().listen(0, '127.0.0.1', () => require('fs').writeFileSync(${JSON.stringify(portFile)}, String(s.address().port)))`;
	const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]); setInterval(() => {}, 1000)`;
	return [process.execPath, '-e', parent];
}

async function portIn(file: string): Promise<number> {
	for (const end = Date.now() + 20_000; Date.now() < end; await wait(50)) {
		if (existsSync(file) && readFileSync(file, 'utf8') !== '') return Number(readFileSync(file, 'utf8'));
	}
	throw new Error('the second process did not begin to listen');
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

test('a step that is ended takes along what it has started', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'step-'));
	const step = startProcess(
		{ name: 'runner test', command: commandWithChild(join(folder, 'port')) },
		{ isAlone: false },
	);
	const port = await portIn(join(folder, 'port'));
	assert.equal(await isFree(port), false);
	step.end();
	assert.notEqual((await step.ended).code, 0);
	assert.equal(await isFree(port), true);
	rmSync(folder, { recursive: true });
});

test('a step whose runner is killed ends by itself, with what it has started', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'step-'));
	const script = join(folder, 'runner.mjs');
	writeFileSync(
		script,
		`import { startProcess } from ${JSON.stringify(join(root, 'sandbox/runner/stepProcess.mjs'))};
		startProcess({ name: 'runner test', command: ${JSON.stringify(commandWithChild(join(folder, 'port')))} }, { isAlone: false });`,
	);
	const { spawn } = await import('node:child_process');
	const runner = spawn(process.execPath, [script], { stdio: 'ignore' });
	const port = await portIn(join(folder, 'port'));
	runner.kill('SIGKILL');
	for (const end = Date.now() + 20_000; !(await isFree(port)) && Date.now() < end; ) await wait(100);
	assert.equal(await isFree(port), true);
	rmSync(folder, { recursive: true });
});

test('a step that was ended is not good, though it leaves with code 0', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'step-'));
	const script = `process.on('SIGTERM', () => process.exit(0)); require('fs').writeFileSync(${JSON.stringify(join(folder, 'port'))}, '1'); setInterval(() => {}, 1000)`;
	const told: string[] = [];
	const telling = {
		isAlone: false,
		begin: () => {},
		end: ({ closing }: { closing: string }) => void told.push(closing),
	};
	const step = startStep({ name: 'runner test', command: [process.execPath, '-e', script] }, telling);
	await portIn(join(folder, 'port'));
	step.end();
	assert.equal((await step.ended).isGood, false);
	assert.match(told.join(), /^=== runner test: ended after/);
	rmSync(folder, { recursive: true });
});

test('every end-to-end file is run by one of the two n8n, and by one alone', () => {
	const files = readdirSync(join(root, 'test/e2e')).map((file) => `test/e2e/${file}`);
	const asked = steps.filter((step) => isCalled(step, 'e2e')).flatMap(({ command }) => command);
	assert.deepEqual(asked.filter((word) => word.startsWith('test/e2e/')).sort(), files.sort());
	assert.equal(new Set(steps.map(({ env }) => env?.QBO_SYNC_E2E_USE)).size, 3);
});

test('steps have names of their own; the build, and lint that walks through all folders, come before every sandbox', () => {
	const names = steps.map(({ name }) => name);
	assert.deepEqual(names, [...new Set(names)]);
	assert.deepEqual(
		stages[0]?.map((lane) => lane.map(({ name }) => name)),
		[['build'], ['lint']],
	);
	assert.equal(stages.length, 2);
});

test('a step that is asked for alone brings the build along where it reads what was built', () => {
	const names = (...asked: string[]) =>
		stagesOf(asked).map((lanes) => lanes.map((lane) => lane.map(({ name }) => name)));
	assert.deepEqual(names('unit', 'lint'), [[['lint']], [['unit']]]);
	assert.deepEqual(names('package'), [[['build']], [['package']]]);
	assert.deepEqual(names('build', 'sandbox', 'unit'), [[['build']], [['unit', 'sandbox']]]);
});

test('a step by its exit code alone is one check; what was skipped makes it red where nothing may be skipped', () => {
	const folder = mkdtempSync(join(tmpdir(), 'report-'));
	const report = join(folder, 'report');
	const judged = (code: number, mustNotSkip = false, count?: object) =>
		verdictOf(
			{ name: 'x', command: [], ...(count === undefined ? {} : { report, count: () => count }) },
			{ code, mustNotSkip },
		);
	assert.deepEqual(judged(0), { passed: 1, failed: 0, skipped: 0, isGood: true });
	assert.deepEqual(judged(1), { passed: 0, failed: 1, skipped: 0, isGood: false });
	const counted = { passed: 5, failed: 0, skipped: 1 };
	assert.deepEqual(judged(0, false, counted), { passed: 0, failed: 1, skipped: 0, isGood: false });
	writeFileSync(report, '');
	assert.deepEqual(judged(0, false, counted), { ...counted, isGood: true });
	assert.deepEqual(judged(0, true, counted), { ...counted, failed: 1, isGood: false });
	assert.deepEqual(judged(1, false, counted), { ...counted, failed: 1, isGood: false });
	rmSync(folder, { recursive: true });
});

const passed = { passed: 3, failed: 0, skipped: 1, isGood: true, isCutOff: false };
const results = [
	{ step: { name: 'unit' }, seconds: 60.4, ...passed },
	{ step: { name: 'build' }, seconds: 10, passed: 1, failed: 0, skipped: 0, isGood: true, isCutOff: false },
	{ step: { name: 'e2e' }, seconds: 50, passed: 2, failed: 1, skipped: 0, isGood: false, isCutOff: false },
	{ step: { name: 'faults' }, seconds: 49, passed: 0, failed: 1, skipped: 0, isGood: false, isCutOff: true },
];

test('the closing table has every step that ran, in the order of the steps, and counts what was cut off for nothing', () => {
	const names = ['build', 'e2e', 'faults', 'main job', 'unit'];
	assert.equal(
		stepTable(results, { names, seconds: 71 }),
		[
			'step    seconds  passed  failed  skipped',
			'build        10       1       0        0',
			'e2e          50       2       1        0  FAILED',
			'faults       49       -       -        -  ended early',
			'unit         60       3       0        1',
			'all          71       6       1        1  one after the other 169',
		].join('\n'),
	);
	assert.equal(totalOf(results, 'failed'), 1);
});
