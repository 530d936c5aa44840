import { faultInWords } from './faultReading';
import type { Fault } from './quickBooksClient';

/** What a refused document needs from a person. */
const ADVICE: Readonly<Record<string, string>> = {
	'610': 'Something that the document names was made inactive or deleted in QuickBooks',
	'2500': 'An item, customer, account or tax code that the document names is not in QuickBooks',
	'5010':
		'Somebody changed the document in QuickBooks at the same moment; the next version of the order will be posted on top of it',
	'5020': 'The plan or the rights of the connected user do not allow it',
	'6070': 'QuickBooks does not agree with quantity x price of a line',
	'6140': 'Another transaction has this number already',
	'6200': 'The books are closed for this day: move the closing date, or post by hand',
	'6210': 'The books are closed for this day: move the closing date, or post by hand',
	'6270':
		'The order is older than the day from which one of its items is counted: set an earlier start date for the item in QuickBooks, or post by hand',
	'6430': 'The chosen account has the wrong type',
	'6540': 'The document is part of a bank deposit, so QuickBooks does not let it change',
};

/** A broken rule in plain words, QuickBooks' own words and code behind. */
export function refusalInWords(fault: Fault): string {
	const advice = ADVICE[fault.code];
	return advice === undefined
		? `QuickBooks refused it: ${faultInWords(fault)}`
		: `${advice}. QuickBooks says: ${faultInWords(fault)}`;
}
