import { fieldsOrNone, textOr, UnreadableError } from '../../../reading/readUnknown';

/** What eBay says when a seller comes back. What is missing is null. */
interface EbayAnswer {
	/** What the browser left with, as `state`. */
	readonly mark: string | null;
	readonly code: string | null;
	/** Why there is no consent. */
	readonly refusal: string | null;
}

/** What an address that eBay sends a browser to has in its query; `address` holds such an address that somebody has pasted. */
const OF_AN_ANSWER = ['state', 'code', 'error', 'address'];

/** Whether somebody comes back from eBay; else he is here for the form. */
export function isAnswer(query: unknown): boolean {
	return OF_AN_ANSWER.some((name) => Object.hasOwn(fieldsOrNone(query), name));
}

/** Reads eBay's answer out of the query of the page, or out of the address that was pasted. Throws UnreadableError for one that is broken. */
export function readAnswer(query: unknown): EbayAnswer {
	const { address } = fieldsOrNone(query);
	const {
		state,
		code,
		error,
		error_description: said,
	} = address === undefined ? fieldsOrNone(query) : inAddress(address);
	return { mark: textOr(state, null), code: textOr(code, null), refusal: textOr(said, textOr(error, null)) };
}

function inAddress(address: unknown): Readonly<Record<string, string>> {
	const [, query = ''] = /\?([^#]*)/.exec(textOr(address, '')) ?? [];
	// URLSearchParams would put a sign of its own in the place of a letter that was cut.
	if (/%(?![\da-f]{2})/i.test(query) || new URLSearchParams(query).toString().includes('%EF%BF%BD'))
		throw new UnreadableError("The address of eBay's page", 'whole: copy it as eBay showed it after you agreed');
	return Object.fromEntries(new URLSearchParams(query));
}
