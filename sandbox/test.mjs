#!/usr/bin/env node
// `npm test`. Runs on any Node >= 20 with nothing installed: Node's own modules only, here and in launcher/bootstrap.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dotFolder, node24, root } from './launcher/bootstrap/folders.mjs';
import { installWhatIsMissing } from './launcher/bootstrap/installs.mjs';
import { checkMachine } from './launcher/bootstrap/nodeVersion.mjs';
import { endWith, Problem } from './launcher/bootstrap/problem.mjs';
import { clearReports, countOf, steps } from './launcher/bootstrap/testSteps.mjs';

const mustNotSkip = process.env.FAIL_ON_SKIP === '1';
const total = { passed: 0, failed: 0 };
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopRunning(signal));

try {
	checkMachine();
	const chosen = chooseSteps(process.argv.slice(2));
	await installWhatIsMissing({ n8n: chosen.some(({ needsN8n }) => needsN8n === true) });
	clearReports();
	const allGood = await runUntilFailure(chosen);
	const closing = `${total.passed} passed, ${total.failed} failed`;
	writeFileSync(join(dotFolder, 'test/summary.txt'), `${closing}\n`);
	console.log(`\n${closing}`);
	process.exit(allGood ? 0 : 1);
} catch (error) {
	endWith(error);
}

function chooseSteps(args) {
	const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
	const names = values.only?.split(',') ?? steps.map(({ name }) => name);
	const stranger = names.find((name) => !steps.some((step) => step.name === name));
	if (stranger !== undefined)
		throw new Problem(`There is no step "${stranger}". Known are ${steps.map(({ name }) => name).join(', ')}.`);
	return steps.filter(({ name }) => names.includes(name));
}

async function runUntilFailure(chosen) {
	for (const step of chosen) {
		if (!(await runStep(step))) return false;
	}
	return true;
}

async function runStep(step) {
	console.log(`\n=== ${step.name}`);
	const begun = Date.now();
	const code = await run(step.command);
	const { passed, failed, skipped } = countOf(step, code === 0);
	const isGood = code === 0 && failed === 0 && !(mustNotSkip && skipped > 0);
	total.passed += passed;
	// A step that fails outside its tests, or by a skipped one, must not close with "0 failed".
	total.failed += isGood ? 0 : Math.max(failed, 1);
	const skips = skipped === 0 ? '' : `, ${skipped} skipped`;
	console.log(
		`=== ${step.name}: ${isGood ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - begun) / 1000)} s (${passed} passed, ${failed} failed${skips})`,
	);
	return isGood;
}

/** The step that runs ends, and as a failed one it is the last. */
function stopRunning(signal) {
	if (running === undefined) process.exit(1);
	running.kill(signal);
}

function run([command, ...args]) {
	const env = { ...process.env, PATH: `${dirname(node24)}${delimiter}${process.env.PATH}` };
	running = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
	return new Promise((resolve) => {
		running.once('error', () => resolve(1));
		running.once('exit', (code) => resolve(code ?? 1));
	});
}
