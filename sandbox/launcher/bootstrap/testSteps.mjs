import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dotFolder } from './folders.mjs';

const reports = join(dotFolder, 'test');

/**
 * What `npm test` runs, in this order. `needsN8n`: n8n has to be installed beside the package's own tools;
 * a step without a `count` is one check by itself.
 */
export const steps = [
	{ name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
	{ name: 'typecheck', command: ['npm', 'run', '--silent', 'typecheck'] },
	{ name: 'build', command: ['npm', 'run', '--silent', 'build'] },
	jestStep('unit'),
	jestStep('contract', '--runInBand'),
	nodeTestStep('sandbox', '{sandbox/test,checks}/**/*.test.mts'),
	nodeTestStep('package', 'test/package/*.test.mjs'),
	{ name: 'pack', command: ['node', 'sandbox/launcher/packedFiles.mts'] },
	{ ...jestStep('e2e', '--runInBand'), needsN8n: true },
	{ name: 'main job', command: ['node', 'sandbox/start.mjs', '--check'], needsN8n: true },
	{
		name: 'faults',
		command: ['node', 'checks/faults/start.mjs', '--orders', '12', '--kills', '1', '--seed', '1', '--skip-race'],
		needsN8n: true,
	},
];

function jestStep(project, ...flags) {
	const report = join(reports, `${project}.json`);
	return {
		name: project,
		command: ['jest', '--selectProjects', project, ...flags, '--json', '--outputFile', report],
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

/** How a step that has ended went, by its report where it has one. */
export function countOf(step, succeeded) {
	if (step.count === undefined) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
	// A runner that left no report did not get to its end, whatever its exit code says.
	return existsSync(step.report) ? step.count() : { passed: 0, failed: 1, skipped: 0 };
}
