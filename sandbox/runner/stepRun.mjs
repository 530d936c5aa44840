import { startProcess } from './stepProcess.mjs';
import { verdictOf } from './testSteps.mjs';

const mustNotSkip = process.env.FAIL_ON_SKIP === '1';

/**
 * Starts a step, tells of it, and judges it when it has ended. What was ended for another step's sake is shown by its log file's name.
 * @param {object} step
 * @param {ReturnType<import('./laneTelling.mjs').openLaneTelling>} telling
 */
export function startStep(step, telling) {
	const begun = Date.now();
	let wasEnded = false;
	telling.begin(step.name);
	const running = startProcess(step, telling);

	async function judge() {
		const { code, output, log } = await running.ended;
		const seconds = (Date.now() - begun) / 1000;
		const verdict = verdictOf(step, { code, mustNotSkip });
		const closing = wasEnded
			? `=== ${step.name}: ended after ${Math.round(seconds)} s${log === undefined ? '' : `, its output is in ${log}`}`
			: closingOf(step, { ...verdict, seconds });
		telling.end({ name: step.name, output: wasEnded ? '' : output, closing });
		// A sandbox that is asked to end leaves with code 0, and has shown nothing.
		return { ...verdict, isGood: verdict.isGood && !wasEnded, seconds };
	}

	return {
		ended: judge(),
		end() {
			wasEnded = true;
			running.end();
		},
	};
}

function closingOf({ name }, { isGood, seconds, passed, failed, skipped }) {
	const skips = skipped === 0 ? '' : `, ${skipped} skipped`;
	return `=== ${name}: ${isGood ? 'ok' : 'FAILED'} in ${Math.round(seconds)} s (${passed} passed, ${failed} failed${skips})`;
}
