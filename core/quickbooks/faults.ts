import type { HttpReply, HttpRequest } from '../http/httpPort';
import { IntegrationError, toIntegrationError, type FailureKind } from '../http/integrationError';
import { findWebPage } from '../http/webPage';
import type { BatchAnswer, BatchEntry, Fault } from './quickBooksClient';
import { ownEntry } from '../reading/ownEntry';
import { UnreadableError, readFields, readList, readText, type Fields } from '../reading/readUnknown';

/**
 * One answer for each entry, in the order of the entries; QuickBooks promises none. An entry without an
 * answer makes the whole batch unclear, so it throws UnreadableError.
 */
export function readBatchAnswers(
	entries: readonly BatchEntry[],
	body: Fields | null,
	fault: Fault | null,
): BatchAnswer[] {
	if (body === null)
		throw new IntegrationError(
			'rejected',
			`QuickBooks refused the batch: ${fault === null ? 'no reason given' : toFaultText(fault)}`,
		);
	const answers = readList(body.BatchItemResponse, 'BatchItemResponse', readFields);
	const byId = new Map(
		answers.map((answer, place) => [readText(answer.bId, `BatchItemResponse[${place}].bId`), answer]),
	);
	return entries.map((entry) => readAnswer(entry, byId.get(entry.id)));
}

function readAnswer({ id, entity }: BatchEntry, answer: Fields | undefined): BatchAnswer {
	if (answer === undefined) throw new UnreadableError('BatchItemResponse', `an answer for every entry, ${id} included`);
	const fault = readFault(answer);
	return fault === null
		? { id, row: readFields(answer[entity], `BatchItemResponse ${id}.${entity}`), fault }
		: { id, row: null, fault };
}

/** Codes of business faults that decide what is done next. https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes */
export const FAULT = {
	/** The request, or one with the same requestid, was done before. */
	doneBefore: '600',
	/** What it names was made inactive, voided or deleted. */
	gone: '610',
	/** Changed since it was read: the SyncToken is an old one. */
	stale: '5010',
	/** The query cannot be parsed. */
	unparsed: '4000',
	numberTaken: '6140',
	nameTaken: '6240',
} as const;

/** Somebody changed what is to be written since it was read, or took it away: what to do is decided anew. */
export function isConflict({ code }: { readonly code: string }): boolean {
	return code === FAULT.stale || code === FAULT.gone;
}

/** Faults that no document can mend, and what to do about them. */
const WIRE_FAULTS: Readonly<Record<string, readonly [FailureKind, string]>> = {
	'100': ['notAuthorised', 'QuickBooks does not accept the connection: reconnect the QuickBooks credential'],
	'110': ['notAuthorised', 'QuickBooks does not accept the connection: reconnect the QuickBooks credential'],
	'120': [
		'notAuthorised',
		'The user who connected QuickBooks has no rights in this company any more: reconnect with one who has',
	],
	'3100': [
		'notAuthorised',
		'QuickBooks does not let this app into the company: development keys open sandbox companies only, production keys real ones only',
	],
	'3200': ['notAuthorised', 'The QuickBooks connection has expired: reconnect the QuickBooks credential'],
	'6190': [
		'notAuthorised',
		'The QuickBooks subscription of this company has ended or is not active: sign in to QuickBooks and check it',
	],
	'3001': ['rateLimited', 'QuickBooks asks for fewer requests'],
	'130': ['unavailable', 'QuickBooks cannot reach this company at the moment'],
	'140': ['unavailable', 'This QuickBooks company is locked at the moment'],
	'150': ['unavailable', 'QuickBooks is under maintenance'],
	'10000': ['unavailable', 'QuickBooks reports a system fault of its own'],
};

/** Reads the first fault of a body, `Fault` (business) or `fault` (gateway); null when there is none. */
export function readFault(body: unknown): Fault | null {
	const fault = part(body, 'Fault') ?? part(body, 'fault');
	const errors = part(fault, 'Error') ?? part(fault, 'error');
	const first: unknown = Array.isArray(errors) ? errors[0] : errors;
	if (fault === undefined) return null;
	return {
		code: plainCode(textOf(first, 'code')),
		message: textOf(first, 'Message') || textOf(first, 'message') || 'QuickBooks gave no reason',
		detail: textOf(first, 'Detail') || textOf(first, 'detail'),
		element: textOf(first, 'element') || null,
	};
}

/** The failure that a fault of the wire stands for; null for a broken business rule, which is the caller's to judge. */
export function findFailure(fault: Fault, reply?: HttpReply): IntegrationError | null {
	const known = ownEntry(WIRE_FAULTS, fault.code);
	return known === undefined
		? null
		: new IntegrationError(known[0], `${known[1]} (QuickBooks code ${fault.code})`, reply);
}

/** True when the same entry may go through at another time. */
export function isTransientFault(fault: Fault): boolean {
	const kind = ownEntry(WIRE_FAULTS, fault.code)?.[0];
	return kind === 'unavailable' || kind === 'rateLimited';
}

/** What a reply without a business fault means when it is no success. */
export function toFailure(request: HttpRequest, reply: HttpReply, fault: Fault | null): IntegrationError {
	const known = fault === null ? null : findFailure(fault, reply);
	if (known !== null) return known;
	if (findWebPage(reply) !== null) return toIntegrationError(request, reply);
	if (reply.status === 401)
		return new IntegrationError(
			'notAuthorised',
			'The QuickBooks connection has expired: reconnect the QuickBooks credential',
			reply,
		);
	if (reply.status === 403)
		return new IntegrationError(
			'notAuthorised',
			'QuickBooks does not let this app into the company: reconnect the QuickBooks credential',
			reply,
		);
	if (fault === null) return toIntegrationError(request, reply);
	if (reply.status < 400) return new IntegrationError('rejected', toFaultText(fault), reply);
	return toIntegrationError(request, reply, toFaultText(fault));
}

/**
 * The fault of a record that QuickBooks refused without saying which rule it breaks: the request as a whole was answered with 500, or as one
 * that it cannot read.
 */
export function faultOf({ reply, message }: IntegrationError): Fault {
	if (reply?.status === 500) return { ...UNEXPLAINED, message: OWN_ERROR };
	return readFault(reply?.body) ?? { ...UNEXPLAINED, message };
}

const UNEXPLAINED: Fault = { code: '', message: '', detail: '', element: null };

const OWN_ERROR =
	'it answers with an error of its own (500), alone and however often it is sent. Take unusual characters out of names, addresses and texts in the shop, or post it by hand';

/** "Duplicate Document Number Error: … (QuickBooks code 6140)" */
function toFaultText({ message, detail, code }: Fault): string {
	const addsNothing = detail === '' || detail === message;
	const words = addsNothing ? message : detail.startsWith(message) ? detail : `${message}: ${detail}`;
	return code === '' ? words : `${words} (QuickBooks code ${code})`;
}

/** Gateways write 003200 for 3200. */
function plainCode(code: string): string {
	return code.trim().replace(/^(-?)0+(?=\d)/, '$1');
}

function textOf(holder: unknown, name: string): string {
	const value = part(holder, name);
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A fault must be legible whatever shape it is in, so nothing here insists. */
function part(holder: unknown, name: string): unknown {
	return typeof holder === 'object' && holder !== null ? (holder as Fields)[name] : undefined;
}

/** What a refused document needs from a person. */
const ADVICE: Readonly<Record<string, string>> = {
	'600':
		'QuickBooks has done this very request before, and the document that it made then is not there any more or has lost its mark: it was deleted, or its memo was written over. Nothing is posted again: look for it in the audit log of QuickBooks',
	'610':
		'Something that the document names (an item, a customer, an account) was made inactive or deleted in QuickBooks: make it active again, or choose another in this node',
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
export function toRefusalText(fault: Fault): string {
	const advice = ADVICE[fault.code];
	return advice === undefined
		? `QuickBooks refused it: ${toFaultText(fault)}`
		: `${advice}. QuickBooks says: ${toFaultText(fault)}`;
}
