import { toSku, type Sku } from './sku';

/** Characters that are not seen: zero-width spaces, joiners, marks of direction, soft hyphens. */
const UNSEEN = /\p{Cf}/gu;

/** Text with the signs that HTML writes as entities. */
function withoutEntities(text: string): string {
	return text
		.replace(/&#(\d{1,6});/g, (whole, code: string) => characterOf(Number(code)) ?? whole)
		.replace(/&#x([0-9a-f]{1,5});/gi, (whole, code: string) => characterOf(Number.parseInt(code, 16)) ?? whole)
		.replace(/&apos;/gi, "'")
		.replace(/&quot;/gi, '"')
		.replace(/&nbsp;/gi, ' ')
		.replace(/&lt;/gi, '<')
		.replace(/&gt;/gi, '>')
		.replace(/&amp;/gi, '&');
}

function characterOf(code: number): string | null {
	return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** Equal for two SKUs that a person takes for the same: they differ in case, spaces, characters that are not seen, or ways to write one. */
export function looseKey(sku: Sku): string {
	return withoutEntities(sku).normalize('NFKC').replace(UNSEEN, '').toLowerCase().replace(/\s+/g, '');
}

/** True for two SKUs of one loose key that differ in more than case and plain spaces: on a screen they look alike. */
export function differsUnseen(sku: Sku, other: Sku): boolean {
	const seen = (text: string) => text.toLowerCase().replace(/ +/g, '');
	return seen(sku) !== seen(other);
}

/**
 * The SKUs, and other spellings under which a service may keep them, to ask for: accents as one character or two, HTML's entities, and
 * without what is not seen. An ordinary SKU has no other.
 */
export function withSpellings(skus: readonly Sku[]): Sku[] {
	return [...new Set(skus.flatMap((sku) => [sku, ...otherSpellings(sku)]))];
}

function otherSpellings(sku: Sku): Sku[] {
	if (/^[^&\u0080-\uffff]*$/.test(sku)) return [];
	const plain = withoutEntities(sku).replace(UNSEEN, '');
	const spellings = [plain, plain.normalize('NFC'), plain.normalize('NFD'), plain.replaceAll('&', '&amp;')];
	return spellings.flatMap((text) => toSku(text) ?? []).filter((spelling) => spelling !== sku);
}
