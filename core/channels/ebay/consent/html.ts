import { htmlText } from '../../../model/html';

/** Text that is HTML already. */
export interface Html {
	readonly html: string;
}

/** HTML out of a template: what is put in is text that a browser shows as it is written, unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...values: ReadonlyArray<string | Html>): Html {
	const put = values.map((value) => (typeof value === 'string' ? htmlText(value) : value.html));
	return { html: parts.map((part, place) => part + (put[place] ?? '')).join('') };
}

/** Nothing to show. */
export const NOTHING: Html = { html: '' };
