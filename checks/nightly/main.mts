import { parseArgs } from 'node:util';
import { endWith, Problem } from '../../sandbox/launcher/bootstrap/problem.mjs';
import { buildPackage } from '../../sandbox/launcher/builtPackage.mts';
import { runStep } from './runStep.mts';
import { stepsFrom, type Step } from './steps.mts';

/** A night is another one every day; whoever gives its seed repeats it. */
function readArguments(): { readonly seed: number; readonly steps: readonly Step[] } {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 100_000_000) },
			only: { type: 'string', multiple: true },
		},
	});
	const seed = Number(values.seed);
	if (!Number.isSafeInteger(seed) || seed < 0) throw new Problem('--seed is a whole number.');
	const steps = stepsFrom(seed).filter(({ kind }) => values.only?.includes(kind) ?? true);
	if (steps.length === 0) throw new Problem('--only is books, readers, properties or faults.');
	return { seed, steps };
}

/** Runs all steps, also after one that fails, and prints the last line of each. */
async function runAll(seed: number, steps: readonly Step[]): Promise<boolean> {
	console.log(`check:nightly with --seed ${seed}`);
	let failed = 0;
	for (const step of steps) {
		const { isGood, wasStopped, seconds, lastLine, log } = await runStep(step);
		failed += isGood ? 0 : 1;
		console.log(`${isGood ? 'ok    ' : 'FAILED'} ${step.name}, ${seconds} s: ${lastLine.slice(0, 1000)}`);
		if (wasStopped) break;
		if (!isGood) console.log(`       again: node ${step.args.join(' ')}; all that it printed: ${log}`);
	}
	console.log(JSON.stringify({ steps: steps.length, failed, seed }));
	return failed === 0;
}

try {
	const { seed, steps } = readArguments();
	await buildPackage();
	process.exit((await runAll(seed, steps)) ? 0 : 1);
} catch (error) {
	endWith(error);
}
