import XMLBuilder from 'fast-xml-builder';

const builder = new XMLBuilder({ format: true, suppressEmptyNode: true });

/** What v2 writes for clients that do not ask for JSON: a list as the plural of its element. */
export function toXml(body: unknown, element: string): string {
	const content = Array.isArray(body) ? { [plural(element)]: { [element]: body as unknown[] } } : { [element]: body };
	return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(content)}`;
}

function plural(element: string): string {
	return /[sx]$/.test(element) ? `${element}es` : `${element}s`;
}
