import XMLBuilder from 'fast-xml-builder';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Numbers stay text: item ids are longer than a number holds. */
const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
	isArray: (name) => name === 'InventoryStatus',
});

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });

export const NAMESPACE = 'urn:ebay:apis:eBLBaseComponents';

export type XmlNode = Readonly<Record<string, unknown>>;

/** The content of `<{callName}Request>`; null when the text is no XML, another call, or not in eBay's namespace. */
export function readCall(text: string, callName: string): XmlNode | null {
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor brings seven packages along for this one question
	if (XMLValidator.validate(text) !== true) return null;
	const { [`${callName}Request`]: call } = parser.parse(text) as Record<string, unknown>;
	return isNode(call) && call['@xmlns'] === NAMESPACE ? call : null;
}

export function isNode(value: unknown): value is XmlNode {
	return typeof value === 'object' && value !== null;
}

export function writeReply(callName: string, content: XmlNode): string {
	const body = builder.build({ [`${callName}Response`]: { '@xmlns': NAMESPACE, ...content } });
	return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

/** The text of a simple element; null when it is not there. */
export function textOf(node: unknown, ...path: readonly string[]): string | null {
	const found = path.reduce<unknown>((at, name) => (isNode(at) ? at[name] : undefined), node);
	const text = isNode(found) ? found['#text'] : found;
	return typeof text === 'string' ? text.trim() : null;
}

/** The texts of an element that may come more than once. */
export function textsOf(node: unknown, ...path: readonly string[]): string[] {
	const found = path.reduce<unknown>((at, name) => (isNode(at) ? at[name] : undefined), node);
	return (Array.isArray(found) ? found : [found]).flatMap((one: unknown) => textOf(one) ?? []);
}

/** An amount with its currency, as the Trading API writes it. */
export function priceNode(minor: number, currency: string): XmlNode {
	return { '@currencyID': currency, '#text': (minor / 100).toFixed(2) };
}
