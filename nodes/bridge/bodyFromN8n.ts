import type { HttpRequest } from '../../core/http/httpPort';
import { UnreadableError } from '../../core/reading/readUnknown';

/** More than the largest page that any of the services sends. Bytes. */
const LARGEST_BODY = 32 * 1024 * 1024;
const LONGEST_REFUSAL = 2_000;
const QUOTED = 80;

/** A success that is no answer at all. It says nothing against what was asked for, so a run that fails on it was stopped by the wire. */
export class UnreadableReply extends UnreadableError {}

/**
 * What a reply carries, as HttpReply.body promises. `raw` is the body's bytes as n8n hands them over.
 * Throws UnreadableReply when a success is too long or is not what was asked for: a login page, a maintenance page, a reply cut short.
 */
export function bodyOf(request: HttpRequest, status: number, raw: unknown): unknown {
	const text = textOf(request, status, raw);
	if (request.answer === 'text') return plainTextOf(request, status, text);
	if (text.trim() === '') return undefined;
	const parsed = parseJson(text);
	if ('value' in parsed) return parsed.value;
	if (status >= 300) return text.slice(0, LONGEST_REFUSAL);
	throw new UnreadableReply(placeOf(request, status), `JSON, not ${quoted(text)}`);
}

/** No service answers a call with a web page. */
function plainTextOf(request: HttpRequest, status: number, text: string): string {
	const isPage = /^\s*<(!doctype\s+)?html\b/i.test(text);
	if (isPage && status < 300) throw new UnreadableReply(placeOf(request, status), `the service's own answer, not ${quoted(text)}`);
	return text;
}

function quoted(text: string): string {
	return `"${text.trim().slice(0, QUOTED)}"`;
}

function textOf(request: HttpRequest, status: number, raw: unknown): string {
	if (raw === undefined || raw === null) return '';
	const bytes = typeof raw === 'string' ? Buffer.from(raw) : Buffer.from(raw as Uint8Array);
	if (bytes.length > LARGEST_BODY) throw new UnreadableReply(placeOf(request, status), 'at most 32 MB long');
	// Drops the byte order mark that some shops' plugins put in front.
	return new TextDecoder().decode(bytes);
}

function placeOf({ method, url }: HttpRequest, status: number): string {
	return `the answer to ${method} ${url} (status ${status})`;
}

type Parsed = { readonly value: unknown } | { readonly isNotJson: true };

function parseJson(text: string): Parsed {
	try {
		return { value: /\d{16}/.test(text) ? JSON.parse(text, keepLongIds as never) : JSON.parse(text) };
	} catch {
		return { isNotJson: true };
	}
}

/** A whole number that JavaScript would round stays the text that it was sent as. */
function keepLongIds(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
	const isRounded = typeof value === 'number' && source !== undefined && /^-?\d+$/.test(source) && !Number.isSafeInteger(value);
	return isRounded ? source : value;
}
