/** What a row of the report is about, in the order of the report. */
export const SECTIONS = ['notRead', 'order', 'oversold', 'stock', 'sku', 'document', 'mended'] as const;

export type Section = (typeof SECTIONS)[number];

/** A row for people and for programs: `summary` says it all in a sentence, `about` is its section. What has no value is absent. */
export type ReportRow = Readonly<Record<string, unknown>> & { readonly about: Section; readonly summary: string };

/** A row without what has no value. */
export function reportRow(about: Section, summary: string, details: Readonly<Record<string, unknown>>): ReportRow {
	const known = Object.entries(details).filter(([, value]) => value !== null && value !== undefined && value !== '');
	return { summary, ...Object.fromEntries(known), about };
}
