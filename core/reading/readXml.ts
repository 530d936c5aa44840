import { ownEntry } from './ownEntry';
import { UnreadableError } from './readUnknown';

export interface XmlElement {
	readonly name: string;
	/** The element's own text, trimmed, entities resolved; that of its children is not in it. */
	readonly text: string;
	readonly children: readonly XmlElement[];
	/** The attributes as they are written. */
	readonly attributes: string;
}

const MAX_LENGTH = 32 * 1024 * 1024;
const MAX_DEPTH = 32;

const NAME = '[A-Za-z_][\\w.:-]*';
const ATTRIBUTE = `\\s+${NAME}\\s*=\\s*(?:"[^<"]*"|'[^<']*')`;
/**
 * One token of a document: declaration, comment, CDATA (1), end tag (2), start tag (3, its attributes 4, closed at once 5), text
 * (6).
 */
const TOKEN = new RegExp(
	`<\\?xml\\s[^?<>]*\\?>|<!--[\\s\\S]*?-->|<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|</(${NAME})\\s*>|<(${NAME})((?:${ATTRIBUTE})*)\\s*(/?)>|([^<]+)`,
	'y',
);

/**
 * Reads an XML document into a tree. It knows neither DTD nor external entities, so nothing can expand or load.
 *
 * 1. The text is cut into tokens.
 * 2. A start tag opens an element on the stack; an end tag closes the innermost one, whose name must match.
 * 3. Text goes to the innermost element.
 *
 * Throws UnreadableError for a DTD, for malformed XML, for more than 32 million characters, and for more than 32 levels.
 */
export function readXml(source: unknown, path: string): XmlElement {
	if (typeof source !== 'string' || source.length > MAX_LENGTH)
		throw new UnreadableError(path, 'XML text of at most 32 MB');
	const open: OpenElement[] = [{ name: '', text: [], children: [], attributes: '' }];
	for (const { index, 0: whole, 1: cdata, 2: end, 3: start, 4: attributes = '', 5: closed, 6: text } of tokensOf(
		source.replace(/^\uFEFF/, ''),
		path,
	)) {
		if (whole.startsWith('<?xml') && index > 0) throw new UnreadableError(path, 'XML with its declaration first');
		if (start !== undefined) openElement(open, { name: start, attributes }, path);
		if (end !== undefined || closed === '/') closeElement(open, end ?? start ?? '', path);
		if (text !== undefined) innermost(open).text.push(resolveEntities(text, path));
		if (cdata !== undefined) innermost(open).text.push(cdata);
	}
	return soleRoot(open, path);
}

/** The first child of that name; null when there is none, or no element. */
export function findChild(element: XmlElement | null, name: string): XmlElement | null {
	return element?.children.find((child) => child.name === name) ?? null;
}

/** All children of that name; none for no element. */
export function childrenOf(element: XmlElement | null, name: string): readonly XmlElement[] {
	return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of the element at the end of a path of first children; null when it is missing or empty. */
export function findText(element: XmlElement | null, ...names: readonly string[]): string | null {
	const text = names.reduce<XmlElement | null>((at, name) => findChild(at, name), element)?.text ?? '';
	return text === '' ? null : text;
}

/** The value of an attribute; null when it is missing, or holds an entity. */
export function findAttribute(element: XmlElement | null, name: string): string | null {
	return element?.attributes.match(new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"'&]*)["']`))?.[1] ?? null;
}

/** Text for an element or a quoted attribute. A character that XML forbids becomes U+FFFD. */
export function escapeXml(text: string): string {
	return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

interface OpenElement {
	readonly name: string;
	readonly text: string[];
	readonly children: XmlElement[];
	readonly attributes: string;
}

function* tokensOf(source: string, path: string): Iterable<RegExpExecArray> {
	const piece = new RegExp(TOKEN);
	while (piece.lastIndex < source.length) {
		const at = piece.lastIndex;
		const found = piece.exec(source);
		if (found === null) throw new UnreadableError(`${path} at character ${at}`, 'well-formed XML without a DTD');
		yield found;
	}
}

function openElement(open: OpenElement[], started: Pick<OpenElement, 'name' | 'attributes'>, path: string): void {
	if (open.length > MAX_DEPTH) throw new UnreadableError(path, `XML of at most ${MAX_DEPTH} levels`);
	open.push({ ...started, text: [], children: [] });
}

function closeElement(open: OpenElement[], name: string, path: string): void {
	const finished = innermost(open);
	if (open.length === 1 || finished.name !== name)
		throw new UnreadableError(`${path} at </${name}>`, 'XML whose tags match');
	open.pop();
	innermost(open).children.push({
		name,
		text: finished.text.join('').trim(),
		children: finished.children,
		attributes: finished.attributes,
	});
}

function innermost(open: readonly OpenElement[]): OpenElement {
	const element = open.at(-1);
	if (element === undefined) throw new Error('The document itself is never closed');
	return element;
}

function soleRoot(open: readonly OpenElement[], path: string): XmlElement {
	const { children, text } = innermost(open);
	const [root] = children;
	const complete = open.length === 1 && children.length === 1 && text.join('').trim() === '';
	if (root === undefined || !complete) throw new UnreadableError(path, 'one whole XML element');
	return root;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveEntities(text: string, path: string): string {
	if (!text.includes('&')) return text;
	return text.replace(
		/&(#x[\da-fA-F]{1,6}|#\d{1,7}|\w+)?(;?)/g,
		(whole: string, entity: string | undefined, end: string) => {
			const character = entity === undefined || end === '' ? undefined : characterOf(entity);
			if (character === undefined) throw new UnreadableError(`${path} at ${whole}`, 'XML without entities of its own');
			return character;
		},
	);
}

function characterOf(entity: string): string | undefined {
	if (!entity.startsWith('#')) return ownEntry(ENTITIES, entity);
	const code = entity.startsWith('#x') ? parseInt(entity.slice(2), 16) : Number(entity.slice(1));
	const isLegal =
		code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff));
	return isLegal ? String.fromCodePoint(code) : undefined;
}
