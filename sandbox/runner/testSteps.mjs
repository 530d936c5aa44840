import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dotFolder, root } from '../launcher/bootstrap/folders.mjs';

const reports = join(dotFolder, 'test');

/** The files of the first n8n, so that both take about as long; the second runs all others. */
const onFirstN8n = ['tokens', 'backlog', 'nightlyReport'];

const lint = { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] };
const typecheck = { name: 'typecheck', command: ['npm', 'run', '--silent', 'typecheck'] };
const build = { name: 'build', command: ['node', 'sandbox/launcher/buildStep.mts'] };
const pack = { name: 'pack', command: ['node', 'sandbox/launcher/packedFiles.mts'] };
const mainJob = { name: 'main job', command: ['node', 'sandbox/start.mjs', '--check'], needsN8n: true };
const faults = {
	name: 'faults',
	command: ['node', 'checks/faults/start.mjs', '--orders', '12', '--kills', '1', '--seed', '1', '--skip-race'],
	needsN8n: true,
};

const editor = {
	...jestStep('editor', ['--selectProjects', 'editor', '--runInBand']),
	group: 'e2e',
	needsN8n: true,
};

/**
 * What `npm test` runs: stages one after the other, in each of them lanes side by side, in a lane step after step. Two lanes wait for an
 * n8n most of the time, and leave the cores to the third. `needsN8n`: n8n has to be installed beside the package's own tools.
 * `needsBuild`: it reads `dist/`, and does not build by itself. A step without a `count` is one check by itself.
 */
export const stages = [
	// Lint walks through all folders, and none of them may vanish meanwhile, as a sandbox's data does when it begins anew.
	[[build], [lint]],
	[
		[e2eStep('e2e 1', { use: 'e2e', isOwn: (file) => isOnFirst(file) }), mainJob],
		[e2eStep('e2e 2', { use: 'e2e-2', isOwn: (file) => !isOnFirst(file) }), editor, faults],
		[
			typecheck,
			jestStep('unit', ['--selectProjects', 'unit']),
			jestStep('contract', ['--selectProjects', 'contract', '--runInBand']),
			{ ...nodeTestStep('sandbox', '{sandbox/test,checks}/**/*.test.mts'), needsBuild: true },
			{ ...nodeTestStep('package', 'test/package/*.test.mjs'), needsBuild: true },
			pack,
		],
	],
];

export const steps = stages.flat(2);

/** The stages with the steps of these names alone, and with the build where one of them needs it. */
export function stagesOf(names) {
	const isNamed = (step) => names.some((name) => isCalled(step, name));
	const needsBuild = steps.some((step) => step.needsBuild === true && isNamed(step));
	const isChosen = (step) => isNamed(step) || (needsBuild && step === build);
	return stages
		.map((lanes) => lanes.map((lane) => lane.filter(isChosen)).filter(({ length }) => length > 0))
		.filter(({ length }) => length > 0);
}

/** A step by its own name, or by that of the ones that it belongs to. */
export function isCalled({ name, group }, wanted) {
	return wanted === name || wanted === group;
}

function isOnFirst(file) {
	return onFirstN8n.some((name) => file === `${name}.test.ts`);
}

/** One n8n with ports and data of its own, and the files of test/e2e that it has to serve, one after the other. */
function e2eStep(name, { use, isOwn }) {
	const files = readdirSync(join(root, 'test/e2e')).filter((file) => file.endsWith('.test.ts') && isOwn(file));
	const paths = files.map((file) => `test/e2e/${file}`);
	return {
		...jestStep(name, [...paths, '--selectProjects', 'e2e', '--runInBand']),
		group: 'e2e',
		env: { QBO_SYNC_E2E_USE: use },
		needsN8n: true,
	};
}

function jestStep(name, choice) {
	const report = join(reports, `${name.replaceAll(' ', '-')}.json`);
	return {
		name,
		command: ['jest', ...choice, '--json', '--outputFile', report],
		report,
		count: () => countJest(JSON.parse(readFileSync(report, 'utf8'))),
	};
}

/** A file that cannot be loaded has no tests that could fail, and counts as one failure. */
function countJest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites }) {
	return {
		passed: numPassedTests,
		failed: numFailedTests + numRuntimeErrorTestSuites,
		skipped: numPendingTests + numTodoTests,
	};
}

function nodeTestStep(name, files) {
	const report = join(reports, `${name}.tap`);
	const reporters = [
		'--test-reporter=spec',
		'--test-reporter-destination=stdout',
		'--test-reporter=tap',
		`--test-reporter-destination=${report}`,
	];
	return {
		name,
		command: ['node', '--test', ...reporters, files],
		report,
		count: () => countTap(readFileSync(report, 'utf8')),
	};
}

function countTap(tap) {
	const figure = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
	return {
		passed: figure('pass'),
		failed: figure('fail') + figure('cancelled'),
		skipped: figure('skipped') + figure('todo'),
	};
}

/** Nothing of an earlier run may be taken for this one's. */
export function clearReports() {
	rmSync(reports, { recursive: true, force: true });
	mkdirSync(reports, { recursive: true });
}

/**
 * How a step that has ended went, by its report where it has one. A step that fails outside its tests, or by a skipped one, does not
 * close with "0 failed".
 */
export function verdictOf(step, { code, mustNotSkip }) {
	const { passed, failed, skipped } = countOf(step, code === 0);
	const isGood = code === 0 && failed === 0 && !(mustNotSkip && skipped > 0);
	return { passed, failed: isGood ? 0 : Math.max(failed, 1), skipped, isGood };
}

function countOf(step, succeeded) {
	if (step.count === undefined) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
	// A runner that left no report did not get to its end, whatever its exit code says.
	return existsSync(step.report) ? step.count() : { passed: 0, failed: 1, skipped: 0 };
}
