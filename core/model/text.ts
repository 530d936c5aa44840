import { createHash } from 'node:crypto';

/** Emoji, what joins and selects them, and what no JSON and no XML can carry. */
const LEFT_OUT = /[\p{Extended_Pictographic}\p{Cf}\p{Variation_Selector}\p{Surrogate}\u20E3\uFFFE\uFFFF]/gu;

/** Signs that count as emoji and are plain text all the same. */
const KEPT = /[©®™]/u;

const BEYOND_BASIC_PLANE = /[\u{10000}-\u{10FFFF}]/gu;

/** A letter or a digit that QuickBooks cannot keep leaves a mark, so that two names do not become one. */
const STAND_IN = '?';

/** A mark, or the second half of a character: a text must not be cut before it. */
const CONTINUES = /[\p{M}\uDC00-\uDFFF]/u;

/**
 * Text that QuickBooks keeps as it is: no emoji, no control characters, single spaces, at most `longest` characters, none of them cut in
 * half. QuickBooks answered 500 to whole requests with a character beyond Unicode's basic plane, so there is none either: a fancy letter becomes a plain
 * one, any other letter or digit "?", and signs are left out. May be empty. https://github.com/intuit/QuickBooks-V3-PHP-SDK/issues/264
 */
export function plainText(text: string, longest: number): string {
	const plain = text
		.replace(BEYOND_BASIC_PLANE, toBasicPlane)
		.replace(LEFT_OUT, (character) => (KEPT.test(character) ? character : ''))
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return cutText(plain, longest).trim();
}

/** The first of these texts that is more than signs for unknown letters once it is plain; null where none is. */
export function firstPlainText(texts: ReadonlyArray<string | null>, longest: number): string | null {
	return texts.map((text) => plainText(text ?? '', longest)).find((text) => /[^?\s]/.test(text)) ?? null;
}

/** The beginning of a text, at most `longest` characters, with whole characters and their marks. */
export function cutText(text: string, longest: number): string {
	let end = Math.min(text.length, longest);
	while (end > 0 && CONTINUES.test(text.charAt(end))) end -= 1;
	return text.slice(0, end);
}

/** False for text that QuickBooks may refuse with all that is sent beside it. */
export function isInBasicPlane(text: string): boolean {
	return !/[\p{Surrogate}\u{10000}-\u{10FFFF}]/u.test(text);
}

/** False for text that QuickBooks' query parser may refuse, in six public reports with code 4000. */
export function isInLatin1(text: string): boolean {
	return !/[\u0100-\uffff]/.test(text);
}

function toBasicPlane(character: string): string {
	const plain = character.normalize('NFKC');
	if (isInBasicPlane(plain)) return plain;
	return /[\p{L}\p{N}]/u.test(character) ? STAND_IN : '';
}

/** The first hexadecimal digits of the SHA-256 of a text, or of the JSON of any other value. Equal values give equal keys. */
export function shortHash(value: unknown, digits: number): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** The sentence with what ends it. */
export function withPeriod(sentence: string): string {
	return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
