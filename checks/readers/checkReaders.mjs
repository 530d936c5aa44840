// `npm run check:readers -- --inputs 100000 --seed 7`: the long run of the fuzz that checks/readers/readers.test.ts runs for seconds.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readerNames } from './builtReaders.mjs';

/** Inputs from one seed. */
const CHUNK = 1000;
/** A worker that says nothing for so many ticks hangs. Ticks and not time: a machine that sleeps is no reader that hangs. */
const SILENT_TICKS = 60;
const TICK = 2000;

const { inputs, seed, only } = readArguments();
const start = Date.now();
compile();
const names = readerNames().filter((name) => name.includes(only));
const waiting = names.entries();
const failures = [];
const done = { inputs: 0 };
await Promise.all(Array.from({ length: availableParallelism() }, work));
const seconds = Math.round((Date.now() - start) / 1000);
console.log(JSON.stringify({ readers: names.length, inputs: done.inputs, failures, seed, seconds }));
process.exitCode = failures.length === 0 && done.inputs > 0 ? 0 : 1;

function readArguments() {
	const options = {
		inputs: { type: 'string', default: '10000' },
		seed: { type: 'string', default: String(Date.now() % 1_000_000) },
		only: { type: 'string', default: '' },
	};
	const { values } = parseArgs({ options });
	const [inputsEach, first] = [Number(values.inputs), Number(values.seed)];
	if (!Number.isSafeInteger(inputsEach) || inputsEach < 1 || !Number.isSafeInteger(first))
		throw new Error('--inputs and --seed take whole numbers');
	return { inputs: inputsEach, seed: first, only: values.only };
}

/** The sources as they are, without a check of types: that is what npm run typecheck is for. */
function compile() {
	const { status } = spawnSync('tsc', ['-p', 'checks/readers/tsconfig.json'], {
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32',
	});
	if (status !== 0) throw new Error('The readers could not be compiled');
}

/** Fuzzes one reader after the other in one worker. After a failure another worker goes on: the old one may hang, or have a changed prototype. */
async function work() {
	let worker = openWorker();
	for (const [place, name] of waiting) {
		const found = await fuzzedBy(worker, name, place);
		if (found !== null) {
			failures.push(found);
			await worker.terminate();
			worker = openWorker();
		}
		console.error(
			`${found === null ? 'ok    ' : 'FAILED'} ${name}${found === null ? '' : `: ${found.input}\n       ${found.trouble}`}`,
		);
	}
	await worker.terminate();
}

function openWorker() {
	return new Worker(new URL('./worker.mjs', import.meta.url));
}

async function fuzzedBy(worker, name, place) {
	let watch;
	try {
		return await new Promise((resolve, reject) => {
			let silent = 0;
			watch = setInterval(() => {
				silent += 1;
				if (silent === SILENT_TICKS)
					resolve({ reader: name, seed, input: 'unknown: the reader never came back', trouble: 'It hangs' });
			}, TICK);
			worker.on('error', reject);
			worker.on('message', (message) => {
				silent = 0;
				done.inputs += message.inputs;
				if ('found' in message) resolve(message.found);
			});
			worker.postMessage({ name, inputs, chunk: CHUNK, seed: seed + place * 1_000_003 });
		});
	} finally {
		clearInterval(watch);
		worker.removeAllListeners('message').removeAllListeners('error');
	}
}
