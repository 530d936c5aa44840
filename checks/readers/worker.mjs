import { parentPort, workerData } from 'node:worker_threads';
import { builtFuzz, builtReaders } from './builtReaders.mjs';

const { name, inputs, chunk, seed } = workerData;
const reader = builtReaders().allReaders.find((one) => one.name === name);
const { fuzzed } = builtFuzz();
// Most readings throw, and a trace costs more than the reading.
Error.stackTraceLimit = 4;

/** Says after each chunk that it goes on, and at the end what was found first. */
async function run() {
	for (let made = 0; made < inputs; made += chunk) {
		const size = Math.min(chunk, inputs - made);
		const found = await fuzzed(reader, { inputs: size, seed: seed + made });
		parentPort.postMessage({ inputs: size, ...(found === null ? {} : { found }) });
		if (found !== null) return;
	}
	parentPort.postMessage({ inputs: 0, found: null });
}

await run();
