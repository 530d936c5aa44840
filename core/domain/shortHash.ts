import { createHash } from 'node:crypto';

/** The first hexadecimal digits of a SHA-256, for keys that must be short and always the same. */
export function shortHash(value: unknown, digits: number): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
