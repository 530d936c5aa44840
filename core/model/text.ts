import { createHash } from 'node:crypto';

/** Text that QuickBooks keeps as it is: no emoji, no control characters, single spaces, at most `longest` characters. */
export function plainText(text: string, longest: number): string {
	return text
		.replace(/[\p{Extended_Pictographic}\p{Cf}]/gu, (character) => (/[©®™]/u.test(character) ? character : ''))
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, longest)
		.trim();
}

/** The first hexadecimal digits of the SHA-256 of a text, or of the JSON of any other value. Equal values give equal keys. */
export function shortHash(value: unknown, digits: number): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
