import { createHash } from 'node:crypto';

/** Text that QuickBooks keeps as it is: without pictures and control characters, spaces collapsed, at most `longest` long. */
export function plainText(text: string, longest: number): string {
	return text
		.replace(/[\p{Extended_Pictographic}\p{Cf}]/gu, (character) => (/[©®™]/u.test(character) ? character : ''))
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, longest)
		.trim();
}

/** The first hexadecimal digits of a SHA-256, for keys that must be short and always the same. */
export function shortHash(value: unknown, digits: number): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
