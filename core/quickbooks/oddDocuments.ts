import { IntegrationError } from '../http/integrationError';
import { readMoment, type Moment } from '../model/moment';
import { UnreadableError, fieldsOrNone, readOptionalText, textOr, type Fields } from '../reading/readUnknown';
import { catchUnreadable, readableOr } from '../reading/catchUnreadable';
import { nameOf, type BooksDocumentType } from './booksDocument';
import { readCutMarker, readMarker } from './documentMarker';

/** A sales document that cannot be read, with as much of it as says whose it may be. */
export interface OddDocument {
	readonly type: BooksDocumentType;
	/** In words where it has none that can be read. */
	readonly id: string;
	/** Null where it has none, or none that can be read. */
	readonly number: string | null;
	/** False where its number cannot be read. */
	readonly isNumberKnown: boolean;
	/** What its memo says that it stands for; null where that says nothing, or cannot be read. */
	readonly identity: string | null;
	/** False where its memo cannot be read. */
	readonly isMemoKnown: boolean;
	readonly createdAt: Moment | null;
	/** What of it cannot be read, in words that name the field. */
	readonly trouble: string;
}

/** Reads of a row what can be read; `trouble` says why the whole of it cannot. */
export function readOddDocument(type: BooksDocumentType, row: Fields, trouble: string): OddDocument {
	const number = catchUnreadable(() => readOptionalText(row.DocNumber, `${type}.DocNumber`));
	const known = number instanceof UnreadableError ? null : number;
	const memo = catchUnreadable(() => readOptionalText(row.PrivateNote, `${type}.PrivateNote`));
	const note = memo instanceof UnreadableError ? '' : (memo ?? '');
	return {
		type,
		id: textOr(row.Id, idOfUnreadable(known)),
		number: known,
		isNumberKnown: !(number instanceof UnreadableError),
		identity: readMarker(note)?.identity ?? readCutMarker(note).identity,
		isMemoKnown: !(memo instanceof UnreadableError),
		createdAt: readableOr(() => readMoment(fieldsOrNone(row.MetaData).CreateTime, 'MetaData.CreateTime'), null),
		trouble,
	};
}

/** What stands for the id of a document that has none that can be read. */
export function idOfUnreadable(number: string | null): string {
	return `that cannot be read, number ${number ?? 'unknown'}`;
}

/** Throws IntegrationError where one of these cannot be read: what was to be seen in it is not known, and nothing may follow. */
export function throwIfOdd(odd: readonly OddDocument[]): void {
	const [first] = odd;
	if (first !== undefined)
		throw new IntegrationError('unavailable', `${nameOf(first)} in QuickBooks cannot be read: ${first.trouble}`);
}
