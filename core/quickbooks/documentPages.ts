import { readMoment, wholeSecond, type Moment } from '../model/moment';
import { stallDetector } from '../http/progress';
import { allOf, createdSince, createdUntil, updatedSince, ROWS_PER_PAGE } from './queryLanguage';
import type { BooksDocument } from './booksDocument';
import { readDocumentRows } from './documents';
import type { OddDocument } from './oddDocuments';
import { fieldsOrNone, type Fields } from '../reading/readUnknown';
import { readableOr } from '../reading/catchUnreadable';
import type { DocumentType, QuickBooksClient } from './quickBooksClient';

/** Which documents of a type are read, by the time that they were made at or last changed at. */
interface DocumentsOfTime {
	readonly type: DocumentType;
	readonly by: 'CreateTime' | 'LastUpdatedTime';
	/** At or after. */
	readonly since: Moment;
	/** Made before, or in this second; null for no end. */
	readonly until?: Moment | null;
}

interface DocumentPage {
	readonly documents: readonly BooksDocument[];
	/** Those that cannot be read. */
	readonly odd: readonly OddDocument[];
	/** QuickBooks' clock when it answered. */
	readonly asOf: Moment;
}

/**
 * The documents of a time, 1,000 to a read, the earliest first. Nothing is lost where documents are deleted or changed meanwhile: each page begins
 * at the time at which the one before ended, not at a count of rows. A document that two pages share comes twice.
 *
 * 1. Read up to 1,000 from the moment on.
 * 2. Go on from the time of the last of them; where all of a page are of one moment, by their count.
 */
export async function* documentsOfTime(
	client: QuickBooksClient,
	{ type, by, since, until = null }: DocumentsOfTime,
): AsyncIterable<DocumentPage> {
	const company = await client.company();
	const see = stallDetector();
	const seen = new Set<unknown>();
	let from = since;
	let start = 1;
	for (;;) {
		const condition = by === 'CreateTime' ? createdSince(from) : updatedSince(from);
		const where = until === null ? condition : allOf(condition, createdUntil(until));
		const statement = `SELECT * FROM ${type} WHERE ${where} ORDERBY MetaData.${by} STARTPOSITION ${start} MAXRESULTS ${ROWS_PER_PAGE}`;
		const { rows, asOf } = await client.query(type, statement);
		yield { ...readDocumentRows(type, rows, company), asOf };
		if (rows.length < ROWS_PER_PAGE) return;
		const reached = wholeSecond(lastMomentOf(rows, by) ?? from);
		see(
			`QuickBooks ${type} list`,
			rows.some(({ Id }) => !seen.has(Id)),
		);
		rows.forEach(({ Id }) => seen.add(Id));
		start = reached > wholeSecond(from) ? 1 : start + ROWS_PER_PAGE;
		from = reached;
	}
}

/** Of the last row whose time can be read; null where none can. */
function lastMomentOf(rows: readonly Fields[], by: DocumentsOfTime['by']): Moment | null {
	const moments = rows.map(({ MetaData }) => readableOr(() => readMoment(fieldsOrNone(MetaData)[by], by), null));
	return moments.filter((moment) => moment !== null).at(-1) ?? null;
}
