import XMLBuilder from 'fast-xml-builder';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/** Whether the client asked for JSON; without that QuickBooks answers in XML. */
export function wantsJson(accept: string | undefined): boolean {
	return (accept ?? '').toLowerCase().includes('application/json');
}

export function asXml({ time, ...content }: { readonly time?: unknown; readonly [field: string]: unknown }): string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${builder.build({ IntuitResponse: { '@xmlns': 'http://schema.intuit.com/finance/v3', '@time': time, ...content } })}`;
}
