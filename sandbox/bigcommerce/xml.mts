/** What v2 writes for clients that do not ask for JSON: a list as the plural of its element. */
export function toXml(body: unknown, element: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${elementOf(Array.isArray(body) ? plural(element) : element, body, element)}`;
}

function elementOf(name: string, value: unknown, item: string): string {
	const content = contentOf(value, item);
	return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function contentOf(value: unknown, item: string): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return value.map((entry) => elementOf(item, entry, 'value')).join('');
	if (typeof value !== 'object') return escaped(String(value));
	return Object.entries(value)
		.map(([name, entry]) => elementOf(name, entry, name.replace(/s$/, '')))
		.join('');
}

function plural(element: string): string {
	return /[sx]$/.test(element) ? `${element}es` : `${element}s`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
