import { htmlText } from '../model/html';

/** A row of a table, by the keys of its columns. */
export type TableRow = Readonly<Record<string, unknown>>;

/** A column: its heading, the key of its value, and that of the address where people see it. */
export type TableColumn = readonly [heading: string, key: string, urlKey?: string];

const FONT = 'font-family:Arial,Helvetica,sans-serif;font-size:14px';
const CELL = 'border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top';

/** A paragraph for a mail. */
export function paragraph(text: string): string {
	return `<p style="${FONT}">${htmlText(text)}</p>`;
}

/** The heading of a table. */
export function heading(text: string): string {
	return `<h3 style="${FONT};font-size:16px">${htmlText(text)}</h3>`;
}

/** A table for a mail, without the columns that no row has a value for. HTML in values is shown as it is written. */
export function htmlTable(columns: readonly TableColumn[], rows: readonly TableRow[]): string {
	const used = columns.filter(([, key]) => rows.some((row) => row[key] !== undefined));
	const head = used.map(([name]) => `<th style="${CELL};background:#f2f2f2">${htmlText(name)}</th>`).join('');
	const body = rows.map(
		(row) =>
			`<tr>${used.map(([, key, urlKey]) => `<td style="${CELL}">${cellOf(row, key, urlKey)}</td>`).join('')}</tr>`,
	);
	return `<table style="border-collapse:collapse;${FONT}"><tr>${head}</tr>${body.join('')}</table>`;
}

function cellOf(row: TableRow, key: string, urlKey = ''): string {
	const url = htmlText(row[urlKey]);
	const text = htmlText(row[key]);
	return url === '' || text === '' ? text : `<a href="${url}">${text}</a>`;
}
