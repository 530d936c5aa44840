import { showProgress } from '../launcher/bootstrap/progressLine.mjs';

/**
 * What is said while lanes go on. In lanes side by side a step's output is shown in one piece when the step ends, below one line that
 * says what runs; a lane that `isAlone` writes by itself.
 */
export function openLaneTelling({ isAlone }) {
	const running = new Map();
	let progress;

	function line() {
		const one = ([name, begun]) => `${name} (${Math.round((Date.now() - begun) / 1000)} s)`;
		return `... ${[...running].map(one).join(', ')}`;
	}

	return {
		isAlone,
		begin(name) {
			running.set(name, Date.now());
			if (isAlone) console.log(`\n=== ${name}`);
			else progress ??= showProgress(line);
		},
		/** @param {{ name: string, output: string, closing: string }} step */
		end({ name, output, closing }) {
			running.delete(name);
			const text = isAlone || output === '' ? closing : `\n=== ${name}\n${output}${closing}`;
			if (progress === undefined) console.log(text);
			else progress.print(text);
			if (running.size > 0) return;
			progress?.end();
			progress = undefined;
		},
	};
}
