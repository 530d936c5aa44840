import type { Moment } from '../model/moment';
import type { Money } from '../model/money';
import { identityIn, isSale, nameOf, type BooksDocument, type BooksDocumentType } from './booksDocument';
import { buyerTraces } from './buyerTraces';
import type { VoidReason } from './documentMarker';

/** What is known of one sales document, as small as possible: there may be 100,000 of them. Times are seconds since the epoch. */
export interface IndexedDocument {
	readonly type: BooksDocumentType;
	readonly id: string;
	/** As people read it: "Invoice WC-812". */
	readonly number: string | null;
	/** What its marker says it stands for, or said when it was last seen with one; null for a foreign document. */
	readonly identity: string | null;
	/** False where a person wrote over the memo that held the marker. */
	readonly isMarked: boolean;
	readonly generation: number;
	readonly fingerprint: string;
	/** The version of the order that it shows; 0 for a foreign document. */
	readonly version: number;
	readonly voidReason: VoidReason | null;
	readonly voided: boolean;
	readonly createdAt: number;
	readonly updatedAt: number;
	/** The day that it is booked on, YYYYMMDD. */
	readonly day: number;
	/** In the smallest unit of its currency. */
	readonly total: Money;
	/**
	 * What a sale says of its buyer (see buyerTraces), joined by commas, where it may have been ours before a person wrote over its memo: it had no mark when it
	 * was first seen, and had been changed by then. Empty for all others: what we write has a mark until somebody changes it.
	 */
	readonly traces: string;
	/** True where somebody deleted it in QuickBooks. */
	readonly deleted: boolean;
}

/** "Invoice WC-812" */
export function entryName({ type, number, id }: IndexedDocument): string {
	return nameOf({ type, number, id });
}

/** What a document says now. What it no longer says of the order it stood for is kept from the entry before. */
export function toEntry(document: BooksDocument, before: IndexedDocument | undefined): IndexedDocument {
	const { type, id, number, marker, voided, createdAt, updatedAt, day, total } = document;
	const entry: IndexedDocument = {
		type,
		id,
		number,
		identity: identityIn(document) ?? before?.identity ?? null,
		isMarked: marker !== null,
		generation: marker?.generation ?? before?.generation ?? 1,
		fingerprint: marker?.fingerprint ?? '',
		version: marker === null ? (before?.version ?? 0) : toSeconds(marker.version),
		voidReason: marker?.voidReason ?? null,
		voided,
		createdAt: toSeconds(createdAt),
		updatedAt: toSeconds(updatedAt),
		day: Number(day.replaceAll('-', '')),
		total,
		traces: mayBeOurs(document, before) ? buyerTraces(document.buyer).join() : '',
		deleted: false,
	};
	// Text cut out of a note keeps the whole note alive.
	return JSON.parse(JSON.stringify(entry)) as IndexedDocument;
}

/** A new document of ours has a mark. QuickBooks counts the changes of a document from 0 on. */
function mayBeOurs(document: BooksDocument, before: IndexedDocument | undefined): boolean {
	if (identityIn(document) !== null || !isSale(document)) return false;
	return before === undefined ? document.syncToken !== '0' : before.traces !== '';
}

function toSeconds(moment: Moment): number {
	return Math.floor(Date.parse(moment) / 1000);
}
