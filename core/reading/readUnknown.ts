/**
 * A value that breaks the promise of its source.
 * `path` is its place: `woocommerce order.line_items[2].quantity`. `expected` completes the sentence "… should be …".
 */
export class UnreadableError extends Error {
	override readonly name = 'UnreadableError';

	constructor(
		readonly path: string,
		readonly expected: string,
	) {
		super(`${path} should be ${expected}`);
	}
}

export type Fields = Readonly<Record<string, unknown>>;

export function readFields(value: unknown, path: string): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnreadableError(path, 'an object');
	return value as Fields;
}

/** Reads each element of a list with `read`, which gets the path of the element. */
export function readList<T>(value: unknown, path: string, read: (element: unknown, path: string) => T): T[] {
	if (!Array.isArray(value)) throw new UnreadableError(path, 'a list');
	return value.map((element, place) => read(element, `${path}[${place}]`));
}

/** Reads text. A number becomes text too: the services send some ids both ways. */
export function readText(value: unknown, path: string): string {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (typeof value !== 'string') throw new UnreadableError(path, 'text');
	return value;
}

export function readNonEmptyText(value: unknown, path: string): string {
	const text = readText(value, path).trim();
	if (text === '') throw new UnreadableError(path, 'text that is not empty');
	return text;
}

/** Reads a finite number, also from decimal text. */
export function readNumber(value: unknown, path: string): number {
	const parsed =
		typeof value === 'string' && /^\s*-?\d+(\.\d+)?([eE][-+]?\d+)?\s*$/.test(value) ? Number(value) : value;
	if (typeof parsed !== 'number' || !Number.isFinite(parsed)) throw new UnreadableError(path, 'a number');
	return parsed;
}

export function readWholeNumber(value: unknown, path: string): number {
	const number = readNumber(value, path);
	if (!Number.isSafeInteger(number)) throw new UnreadableError(path, 'a whole number');
	return number;
}

export function readFlag(value: unknown, path: string): boolean {
	if (typeof value !== 'boolean') throw new UnreadableError(path, 'true or false');
	return value;
}

export function readChoice<T extends string>(value: unknown, choices: readonly T[], path: string): T {
	const found = choices.find((choice) => choice === value);
	if (found === undefined) throw new UnreadableError(path, `one of ${choices.join(', ')}`);
	return found;
}

/**
 * Reads a field of a form as trimmed text: '' for an empty field, "true" for a switch. Throws UnreadableError for lists and objects.
 */
export function readTyped(value: unknown, path: string): string {
	if (value === undefined || value === null) return '';
	return (typeof value === 'boolean' ? String(value) : readText(value, path)).trim();
}

/** Reads a value that may be missing: undefined and null give null, all else goes to `read`. */
export function readOptional<T>(value: unknown, path: string, read: (value: unknown, path: string) => T): T | null {
	return value === undefined || value === null ? null : read(value, path);
}

/** Reads trimmed text that may be missing or empty: both give null. */
export function readOptionalText(value: unknown, path: string): string | null {
	const text = readOptional(value, path, readText)?.trim();
	return text === undefined || text === '' ? null : text;
}

/** Trimmed text of a value that nothing depends on: `other` where it is blank, missing or no text. */
export function textOr<Other>(value: unknown, other: Other): string | Other {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text.trim() !== '' ? text.trim() : other;
}

/** The elements of a value that nothing depends on: none where it is no list. */
export function listOrNone(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The fields of a value that nothing depends on: none where it is no object. */
export function fieldsOrNone(value: unknown): Fields {
	return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
