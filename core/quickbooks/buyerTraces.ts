import { shortHash } from '../model/text';
import type { BuyerNote } from './booksDocument';

/** One in four billion that two different texts look alike; then the document is read, and compared as a whole. */
const DIGITS = 8;

/** What a document that says nothing of its buyer has in common with the others that do not. */
const NOBODY = 'nobody';

/**
 * What a document says of its buyer, as short as possible: a word for each thing that it says. Two documents have a word in common where isSameBuyer takes
 * their buyers for one.
 */
export function buyerTraces({ email, billTo, shipTo }: BuyerNote): string[] {
	const said = Object.entries({ email, billTo, shipTo }).filter(([, text]) => text !== null);
	return said.length === 0 ? [NOBODY] : said.map((one) => shortHash(one, DIGITS));
}
