import { parentPort } from 'node:worker_threads';
import { builtFuzz, builtReaders } from './builtReaders.mjs';

const { allReaders } = builtReaders();
const { fuzzed } = builtFuzz();
// Most readings throw, and a trace costs more than the reading.
Error.stackTraceLimit = 4;

/** Fuzzes one reader. It reports after each chunk, and `found` with the last: the first failure, or null. */
async function fuzzOne({ name, inputs, chunk, seed }) {
	const reader = allReaders.find((one) => one.name === name);
	for (let made = 0; made < inputs; made += chunk) {
		const size = Math.min(chunk, inputs - made);
		const found = await fuzzed(reader, { inputs: size, seed: seed + made });
		const isLast = found !== null || made + size >= inputs;
		parentPort.postMessage({ inputs: size, ...(isLast ? { found } : {}) });
		if (isLast) return;
	}
}

parentPort.on('message', (job) => void fuzzOne(job));
