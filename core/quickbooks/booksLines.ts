import { readMoney } from '../model/money';
import { readOptional, readOptionalText, type Fields } from '../reading/readUnknown';
import {
	readItemId,
	readLineRows,
	readQuantity,
	readTaxCodeId,
	readTaxInclusiveAmount,
	type BooksDocument,
	type BooksLine,
} from './booksDocument';
import type { PostingMarker } from './documentMarker';

/** The keys count only where people added and took away no line. */
export function readLines(lines: readonly Fields[], keys: readonly string[], currency: string): BooksLine[] {
	const areKnown = keys.length === lines.length;
	return lines.map((line, place) => ({
		id: readOptionalText(line.Id, 'Line.Id') ?? '',
		itemId: readItemId(line),
		quantity: readQuantity(line),
		amount: readOptional(line.Amount, 'Line.Amount', (value, path) => readMoney(value, currency, path)) ?? 0,
		gross: readOptional(readTaxInclusiveAmount(line), 'Line.TaxInclusiveAmt', (value, path) =>
			readMoney(value, currency, path),
		),
		taxCodeId: readTaxCodeId(line),
		name: readOptionalText(line.Description, 'Line.Description') ?? '',
		key: areKnown ? (keys[place] ?? null) : null,
	}));
}

/**
 * The mark of a body, for a document that says the same: its keys in the sequence of the document's lines, which may be another one than the
 * body's. Lines that say the same change places without a difference.
 */
export function markFor(
	{ lines, currency }: Pick<BooksDocument, 'lines' | 'currency'>,
	body: Fields,
	mark: PostingMarker,
): PostingMarker {
	const drafted = readLines(readLineRows(body), mark.lineKeys, currency);
	const lineKeys = lines.flatMap((line) => {
		const place = drafted.findIndex((one) => sayingOf(one) === sayingOf(line));
		const [found] = place === -1 ? [] : drafted.splice(place, 1);
		return found?.key ?? [];
	});
	return lineKeys.length === mark.lineKeys.length ? { ...mark, lineKeys } : mark;
}

/** What a line says, as contentHash compares it. */
function sayingOf({ itemId, quantity, amount, gross, name }: BooksLine): string {
	return JSON.stringify([itemId, quantity, gross ?? amount, name.replace(/\s+/g, ' ')]);
}
