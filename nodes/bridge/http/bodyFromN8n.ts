import type { HttpReply, HttpRequest } from '../../../core/http/httpPort';
import { IntegrationError } from '../../../core/http/integrationError';
import { findWebPage } from '../../../core/http/webPage';
import { UnreadableReply } from './unreadableReply';
import { boundedBytes } from './boundedBytes';

/** No service sends a larger page. Bytes. */
const MAX_BODY = 32 * 1024 * 1024;

/** The part of a refusal that is read, since its reason stands at the beginning. Bytes. */
const MAX_REFUSAL = 1024 * 1024;

const MAX_REFUSAL_LENGTH = 2_000;

const MAX_QUOTED = 80;

/** Levels of lists and objects. No service comes near, and a reader of deeper values would run out of stack. */
const MAX_DEPTH = 100;

/** The part of a reply that is known before its body has been read. */
export interface ReplyHead {
	readonly request: HttpRequest;
	readonly status: number;
	/** Names in lower case. */
	readonly headers?: HttpReply['headers'];
	/** The time that the whole body may take, in milliseconds. */
	readonly timeout: number;
}

/**
 * Reads a body into the value that HttpReply.body promises. `raw` is the body as n8n hands it over: a stream that nobody has read.
 *
 * 1. At most 32 MB are read, of a refusal 1 MB.
 * 2. Text that was asked for is returned as it is, unless it is a web page.
 * 3. An empty body is undefined.
 * 4. Everything else has to be JSON of at most 100 levels, byte order marks and PHP's notices before it aside; a refusal may be plain
 *    text.
 *
 * Rejects with UnreadableReply for a success that is too long, too deep, a login or maintenance page, or cut short; with
 * IntegrationError when the body takes too long; and as the stream does when it breaks off.
 */
export async function bodyOf(head: ReplyHead, raw: unknown): Promise<unknown> {
	const text = await textOf(head, raw);
	if (head.request.answer === 'text') return plainTextOf(head, text);
	if (text.trim() === '') return undefined;
	const asSent = parseJson(text);
	const parsed = 'isNotJson' in asSent ? parseJson(withoutNotices(text)) : asSent;
	if ('value' in parsed) return parsed.value;
	if (head.status >= 300) return text.slice(0, MAX_REFUSAL_LENGTH);
	if ('isTooDeep' in parsed) throw new UnreadableReply(placeOf(head), `JSON of at most ${MAX_DEPTH} levels`);
	throw notTheAnswer(head, text, 'JSON');
}

/** The text, unless it is a web page: no service answers a call with one. */
function plainTextOf(head: ReplyHead, text: string): string {
	const isPage = /^\s*<(!doctype\s+)?html\b/i.test(text);
	if (isPage && head.status < 300) throw notTheAnswer(head, text, "the service's own answer");
	return text;
}

/** The failure of a success with other text than was asked for. A web page is named. */
function notTheAnswer(head: ReplyHead, text: string, expected: string): UnreadableReply {
	const page = findWebPage({ status: head.status, headers: head.headers ?? {}, body: text });
	const seen = page?.standsInBetween === true ? `${quoted(text)}: ${page.name}` : quoted(text);
	return new UnreadableReply(placeOf(head), `${expected}, not ${seen}`, page?.wayOut);
}

function quoted(text: string): string {
	return `"${text.trim().slice(0, MAX_QUOTED)}"`;
}

async function textOf(head: ReplyHead, raw: unknown): Promise<string> {
	const isRefusal = head.status >= 300;
	const read = await boundedBytes(raw, {
		maxBytes: isRefusal ? MAX_REFUSAL : MAX_BODY,
		deadline: Date.now() + head.timeout,
	});
	if ('isLate' in read)
		throw new IntegrationError(
			'unavailable',
			`${head.request.method} ${head.request.url} was not answered: its answer took too long`,
		);
	if (!read.isWhole && !isRefusal) throw new UnreadableReply(placeOf(head), 'at most 32 MB long');
	// Some shops' plugins put byte order marks in front, one each.
	return new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes).replace(/^\uFEFF+/, '');
}

/** The part of an answer that PHP's notices may take, in characters. */
const NOTICES = 20_000;

/** PHP's notices as it shows them with display_errors: in HTML, or as lines of text. */
const NOTICE =
	/^\s*(?:(?:<br\s*\/?>\s*)?<b>(?:Notice|Warning|Deprecated|Strict Standards)<\/b>:.*? on line <b>\d+<\/b>(?:<br\s*\/?>)?|(?:PHP )?(?:Notice|Warning|Deprecated|Strict Standards): [^\n]* on line \d+)\s*/s;

/** The text behind the notices that a shop's PHP prints before its answer. */
function withoutNotices(text: string): string {
	let rest = text.slice(0, NOTICES);
	for (let notice = NOTICE.exec(rest); notice !== null; notice = NOTICE.exec(rest)) rest = rest.slice(notice[0].length);
	return rest + text.slice(NOTICES);
}

function placeOf({ request: { method, url }, status }: ReplyHead): string {
	return `the answer to ${method} ${url} (status ${status})`;
}

type Parsed = { readonly value: unknown } | { readonly isNotJson: true } | { readonly isTooDeep: true };

function parseJson(text: string): Parsed {
	if (isDeeperThan(MAX_DEPTH, text)) return { isTooDeep: true };
	try {
		return { value: /\d{16}/.test(text) ? JSON.parse(text, keepLongIds as never) : JSON.parse(text) };
	} catch {
		return { isNotJson: true };
	}
}

const QUOTE = 0x22;

const BACKSLASH = 0x5c;

/** Counts brackets outside of strings. { and [ differ from } and ] by two, and from each other by the bit 0x20. */
function isDeeperThan(most: number, text: string): boolean {
	let depth = 0;
	let isInside = false;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) isInside = !isInside;
		else if (isInside) at += Number(code === BACKSLASH);
		else if ((code & ~0x20) === 0x5b) depth += 1;
		else if ((code & ~0x20) === 0x5d) depth -= 1;
		if (depth > most) return true;
	}
	return false;
}

/** Keeps a whole number that JavaScript would round as the text that was sent. */
function keepLongIds(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
	const isRounded =
		typeof value === 'number' && source !== undefined && /^-?\d+$/.test(source) && !Number.isSafeInteger(value);
	return isRounded ? source : value;
}
