import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { OtherShape, type KeptState } from './keptState.mts';

/** Services' data by name. All lie in one file, so that they are of one moment. */
export type States = Readonly<Record<string, KeptState>>;

/** Counted up when the same holders come to hold something else. */
const LAYOUT = 1;

/** Milliseconds between two looks, at least; and many times as long as a look takes. */
const EVERY = 2_000;
const SHARE = 20;

/** A snapshot that says nothing, or nothing to this version. */
export class SnapshotUnusable extends Error {
	constructor(file: string, why: string) {
		super(`What the local services knew cannot be taken over from ${file}: ${why}.`);
	}
}

/** Takes over what an earlier process has kept; nothing to do without a file. Throws SnapshotUnusable. */
export function loadSnapshot(file: string, states: States): void {
	if (!existsSync(file)) return;
	const { layout, saved } = read(file);
	if (layout !== LAYOUT || Object.keys(saved).join() !== Object.keys(states).join())
		throw new SnapshotUnusable(file, 'it is of another version');
	for (const [name, state] of Object.entries(states)) {
		try {
			state.load(saved[name]);
		} catch (error) {
			throw error instanceof OtherShape
				? new SnapshotUnusable(file, `${name} is of another version, ${error.message}`)
				: error;
		}
	}
}

/** Writes the data down every few seconds while it changes. Returns how to end that, with a last look. */
export function keepSnapshot(file: string, states: States): () => void {
	let written: Buffer | null = null;
	let timer: NodeJS.Timeout | undefined;
	const look = (): void => {
		const bytes = write(states);
		if (written?.equals(bytes) === true) return;
		replaceFile(file, bytes);
		written = bytes;
	};
	const lookAgain = (pause: number): void => {
		timer = setTimeout(() => {
			const begun = performance.now();
			try {
				look();
			} catch (error) {
				console.error(`The local services' data could not be written down: ${String(error)}`);
			}
			lookAgain(Math.max(EVERY, (performance.now() - begun) * SHARE));
		}, pause);
		timer.unref();
	};
	lookAgain(EVERY);
	return () => {
		clearTimeout(timer);
		look();
	};
}

function write(states: States): Buffer {
	const saved = Object.fromEntries(Object.entries(states).map(([name, state]) => [name, state.save()]));
	return serialize({ layout: LAYOUT, saved });
}

/** Whole or not at all, whenever the process is killed. */
function replaceFile(file: string, bytes: Buffer): void {
	const beside = `${file}.new`;
	writeFileSync(beside, bytes, { flush: true });
	renameSync(beside, file);
}

function read(file: string): { readonly layout: unknown; readonly saved: Readonly<Record<string, unknown>> } {
	try {
		const { layout, saved } = deserialize(readFileSync(file)) as { layout?: unknown; saved?: Record<string, unknown> };
		return { layout, saved: saved ?? {} };
	} catch (error) {
		throw new SnapshotUnusable(file, `it cannot be read (${(error as Error).message})`);
	}
}
