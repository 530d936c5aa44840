import { unsoundness } from './sound';

/** Something that makes a typed value of what came from outside. */
export interface Reader {
	/** `path#function`, and in brackets which of its questions. */
	readonly name: string;
	/** Raw input that is read without trouble; what is fuzzed grows out of it. */
	readonly sample: unknown;
	/** A promise from readers that ask the wire. */
	readonly read: (raw: unknown) => unknown;
	/** True where the reader hands on what it was given, unread, so that nothing can be promised of it. */
	readonly handsOn?: boolean;
	/** What the reader may throw: UnreadableError, which `allReaders` allows to all of them, and what its own list says. */
	readonly mayThrow?: (error: unknown) => boolean;
	/** What the docstring promises of a value; null when it is kept. */
	readonly trouble?: (value: never) => string | null;
}

/** A reading that takes longer hangs, for whoever waits for it. Milliseconds, other work on the machine included. */
const LONGEST = 3000;

/** What is wrong with how the reader took this input; null when it gave a value or UnreadableError. */
export function troubleWith(reader: Reader, input: unknown): string | null | Promise<string | null> {
	const start = Date.now();
	let value: unknown;
	try {
		value = reader.read(input);
	} catch (error) {
		return judgedError(reader, error, start);
	}
	if (!(value instanceof Promise)) return judged(reader, value, start);
	return value.then(
		(read: unknown) => judged(reader, read, start),
		(error: unknown) => judgedError(reader, error, start),
	);
}

function judged({ handsOn, trouble }: Reader, value: unknown, start: number): string | null {
	return late(start) ?? pollution() ?? (handsOn ? null : unsoundness(value)) ?? trouble?.(value as never) ?? null;
}

function judgedError({ mayThrow }: Reader, error: unknown, start: number): string | null {
	const isExpected = mayThrow?.(error) === true;
	return (
		late(start) ??
		pollution() ??
		(isExpected ? null : error instanceof Error ? (error.stack ?? error.message).slice(0, 1500) : String(error))
	);
}

function late(start: number): string | null {
	const took = Date.now() - start;
	return took > LONGEST ? `It took ${took} ms` : null;
}

const clean = Object.getOwnPropertyNames(Object.prototype).length;

function pollution(): string | null {
	return Object.getOwnPropertyNames(Object.prototype).length === clean ? null : 'A prototype was changed';
}
