import { readFlag, type Fields } from '../reading/readUnknown';

/** What holds for a company, whatever workflow works for it. It stands in the credential of QuickBooks and nowhere else. */
interface BooksSettings {
	/** True: SKUs that differ in case alone are one. */
	readonly ignoreCase: boolean;
}

/** Reads what holds for the company out of its credential. Throws UnreadableError, which names the field as the form does, for a value of a wrong kind. */
export function readBooksSettings({ ignoreCase }: Fields): BooksSettings {
	const isEmpty = ignoreCase === undefined || ignoreCase === null || ignoreCase === '';
	return { ignoreCase: isEmpty ? false : readFlag(ignoreCase, 'QuickBooks credential.Ignore Case of SKUs') };
}
