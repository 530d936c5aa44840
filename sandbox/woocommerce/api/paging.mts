import type { Rows } from '../../kit/table.mts';
import { numberOf, type Query } from './query.mts';
import type { Rules } from './parameters.mts';
import type { Call, RouteReply } from './route.mts';

export const pagingRules: Rules = {
	page: { type: 'integer', minimum: 1 },
	per_page: { type: 'integer', minimum: 1, maximum: 100 },
	offset: { type: 'integer' },
	context: { type: 'string', oneOf: ['view', 'edit'] },
};

export interface Page<Row> {
	readonly rows: readonly Row[];
	readonly headers: Readonly<Record<string, string>>;
}

/** Cuts the page that was asked for and says how many there are: none at all on a page beyond the end. */
export function cutPage<Row>(call: Call, all: Rows<Row>, added: Readonly<Record<string, string>> = {}): Page<Row> {
	const perPage = numberOf(call.query, 'per_page', 10);
	const page = numberOf(call.query, 'page', 1);
	const start = numberOf(call.query, 'offset', (page - 1) * perPage);
	const rows = all.slice(start, start + perPage);
	const total = rows.length === 0 ? 0 : all.length;
	const pages = Math.ceil(total / perPage);
	const links = [
		...(page > 1 ? [linkTo(call, Math.min(page - 1, Math.max(pages, 1)), 'prev', added)] : []),
		...(page < pages ? [linkTo(call, page + 1, 'next', added)] : []),
	];
	return {
		rows,
		headers: {
			'x-wp-total': String(total),
			'x-wp-totalpages': String(pages),
			link: links.length > 0 ? links.join(', ') : `<${call.shop.siteUrl}/wp-json/>; rel="https://api.w.org/"`,
			allow: 'GET, POST',
		},
	};
}

function linkTo(call: Call, page: number, relation: string, added: Readonly<Record<string, string>>): string {
	const search = new URLSearchParams(flat(call.query));
	search.set('page', String(page));
	for (const [name, value] of Object.entries(added)) search.set(name, value);
	return `<${call.shop.siteUrl}${call.route}?${search.toString()}>; rel="${relation}"`;
}

function flat(query: Query): [string, string][] {
	return Object.entries(query).flatMap(([name, value]): [string, string][] =>
		Array.isArray(value) ? value.map((one, index) => [`${name}[${index}]`, one]) : [[name, value]],
	);
}

/** A page of JSON rows as a reply. */
export function pageReply(page: Page<unknown>): RouteReply {
	return { headers: page.headers, body: page.rows };
}
