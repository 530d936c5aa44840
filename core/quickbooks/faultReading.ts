import { failureOf, IntegrationError, type FailureKind } from '../http/integrationError';
import type { HttpReply, HttpRequest } from '../http/httpPort';
import { ofTable } from '../reading/ofTable';
import type { Fields } from '../reading/readUnknown';
import type { Fault } from './quickBooksClient';

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
export function failureOfFault(fault: Fault, reply?: HttpReply): IntegrationError | null {
	const known = ofTable(WIRE_FAULTS, fault.code);
	return known === undefined
		? null
		: new IntegrationError(known[0], `${known[1]} (QuickBooks code ${fault.code})`, reply);
}

/** True when the same entry may go through at another time. */
export function isPassing(fault: Fault): boolean {
	const kind = ofTable(WIRE_FAULTS, fault.code)?.[0];
	return kind === 'unavailable' || kind === 'rateLimited';
}

/** What a reply without a business fault means when it is no success. */
export function failureOfReply(request: HttpRequest, reply: HttpReply, fault: Fault | null): IntegrationError {
	const known = fault === null ? null : failureOfFault(fault, reply);
	if (known !== null) return known;
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
	if (fault === null) return failureOf(request, reply);
	if (reply.status < 400) return new IntegrationError('rejected', faultInWords(fault), reply);
	return failureOf(request, reply, faultInWords(fault));
}

/** "Duplicate Document Number Error: … (QuickBooks code 6140)" */
export function faultInWords({ message, detail, code }: Fault): string {
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
