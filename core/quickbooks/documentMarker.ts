import type { Moment } from '../model/moment';
import type { Money } from '../model/money';

/** Why we ended a document: its order was cancelled, its order was refunded by its status alone, or it was one too many of the same order. */
export type VoidReason = 'cancelled' | 'refunded' | 'duplicate';

/** What we leave in a document's private note to know it again. */
export interface PostingMarker {
	/** See identityKey. */
	readonly identity: string;
	/** When the version of the order that the document shows was made, by the channel's clock. */
	readonly version: Moment;
	/** Of the sale (see fingerprintOf) or the credit that the document shows. */
	readonly fingerprint: string;
	/** 1 for the first document of an order, 2 for the one after a cancellation that was taken back. */
	readonly generation: number;
	/** What the document said when we wrote it; another content means that people changed it. */
	readonly content: string;
	/** The tax that the document is to have, minor units; null where the channel does not name it. */
	readonly tax: Money | null;
	/** A key for each line that we wrote, in their sequence. */
	readonly lineKeys: readonly string[];
	/** Set before we void a document; a void without it is a person's. */
	readonly voidReason: VoidReason | null;
	/** The version at which the sale came to nothing, before an edit added to it: what is paid was paid at that time, which is nothing. Absent for all others. */
	readonly nothingAt?: Moment;
}

/** Ends before the next bracket: what stands in a marker has none, so one that was cut takes nothing of the one behind it. */
const PATTERN = /\[qbosync:1 ([^\][]*)\]/;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** QuickBooks keeps 4,000 characters of a note; the rest of it is for people. */
const LONGEST_MARKER = 3000;

function toMarkerText(marker: PostingMarker): string {
	const entries = [
		`o=${marker.identity}`,
		`v=${marker.version}`,
		`f=${marker.fingerprint}`,
		`g=${marker.generation}`,
		`c=${marker.content}`,
		...(marker.tax === null ? [] : [`t=${marker.tax}`]),
		...(marker.voidReason === null ? [] : [`x=${marker.voidReason}`]),
		...(marker.nothingAt === undefined ? [] : [`n=${marker.nothingAt}`]),
	];
	const withLines = [...entries, `l=${marker.lineKeys.join('.')}`].join(' ');
	return `[qbosync:1 ${withLines.length <= LONGEST_MARKER ? withLines : entries.join(' ')}]`;
}

/** Null when the note carries no marker of ours, or one that somebody cut. */
export function readMarker(note: string): PostingMarker | null {
	const entries = new Map((PATTERN.exec(note)?.[1] ?? '').split(' ').map(entryOf));
	const text = (key: string) => entries.get(key) ?? '';
	const generation = Number(text('g'));
	const isWhole = ['o', 'f', 'c'].every((key) => text(key) !== '') && MOMENT.test(text('v'));
	if (!isWhole || !Number.isSafeInteger(generation) || generation < 1) return null;
	return {
		identity: text('o'),
		version: text('v'),
		fingerprint: withoutRefunds(text('f')),
		generation,
		content: text('c'),
		tax: readTax(entries.get('t')),
		lineKeys: text('l')
			.split('.')
			.filter((key) => key !== ''),
		voidReason: readVoidReason(entries.get('x')),
		...(MOMENT.test(text('n')) ? { nothingAt: text('n') } : {}),
	};
}

/** What a marker that somebody cut still names whole: identity and version, null where it does not. */
export function readCutMarker(note: string): { readonly identity: string | null; readonly version: Moment | null } {
	const [, identity = null, version = null] = CUT.exec(note) ?? [];
	return { identity, version };
}

/** Of two markers the last one counts: the one before it was cut. */
const CUT = /.*\[qbosync:1 o=([^\s\]]{1,400}) v=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?/s;

/** The note with the marker put in the old one's place, or behind what people read. */
export function noteWithMarker(note: string, marker: PostingMarker): string {
	const text = toMarkerText(marker);
	if (PATTERN.test(note)) return note.replace(PATTERN, () => text);
	return note === '' ? text : `${note}\n${text}`;
}

/** Notes in the old form have a second hash behind the first, of what was given back; nobody compares it. */
function withoutRefunds(fingerprints: string): string {
	return fingerprints.split('.')[0] ?? '';
}

function entryOf(entry: string): [string, string] {
	const cut = entry.indexOf('=');
	return [entry.slice(0, cut), entry.slice(cut + 1)];
}

function readTax(text: string | undefined): Money | null {
	return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}

function readVoidReason(text: string | undefined): VoidReason | null {
	return text === 'cancelled' || text === 'refunded' || text === 'duplicate' ? text : null;
}
