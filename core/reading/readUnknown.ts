/**
 * A value that is not what its source promised.
 * `path` names where it stood, as `woocommerce order.line_items[2].quantity`.
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

/** Reads each element with `read`, which gets the element's own path. */
export function readList<T>(value: unknown, path: string, read: (element: unknown, path: string) => T): T[] {
	if (!Array.isArray(value)) throw new UnreadableError(path, 'a list');
	return value.map((element, place) => read(element, `${path}[${place}]`));
}

/** Text, or a number written as one: the services send some ids both ways. */
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

/** A finite number, also when the service sends it as text. */
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

/** What a person or an expression put into a field, as trimmed text: '' for nothing, "true" for a switch. Lists and objects are unreadable. */
export function readTyped(value: unknown, path: string): string {
	if (value === undefined || value === null) return '';
	return (typeof value === 'boolean' ? String(value) : readText(value, path)).trim();
}

/** Reads what may be missing: undefined and null give null, all else goes to `read`. */
export function readOptional<T>(value: unknown, path: string, read: (value: unknown, path: string) => T): T | null {
	return value === undefined || value === null ? null : read(value, path);
}

/** Text that may be missing or empty: both give null. */
export function readOptionalText(value: unknown, path: string): string | null {
	const text = readOptional(value, path, readText)?.trim();
	return text === undefined || text === '' ? null : text;
}
