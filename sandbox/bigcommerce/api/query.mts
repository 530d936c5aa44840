import type { Rows } from '../../kit/table.mts';
import { ApiError, unprocessable } from './errors.mts';

/** Query parameters; the last of a name wins. */
export type Query = ReadonlyMap<string, string>;

export function readQuery(url: string): Query {
	const [, ...rest] = url.split('?');
	return new Map(new URLSearchParams(rest.join('?')));
}

export interface PageLimits {
	readonly otherwise: number;
	readonly most: number;
}

export interface PageAsked {
	readonly page: number;
	readonly limit: number;
}

/** Refuses a limit above the most with 413, and what is no positive whole number with 400. */
export function readPage(query: Query, limits: PageLimits): PageAsked {
	const limit = positive(query, 'limit') ?? limits.otherwise;
	if (limit > limits.most) throw new ApiError(413, `The limit must be at most ${limits.most}.`);
	return { page: positive(query, 'page') ?? 1, limit };
}

export function cut<Row>(rows: Rows<Row>, { page, limit }: PageAsked): readonly Row[] {
	return rows.slice((page - 1) * limit, page * limit);
}

/** A whole number, or null without the parameter; anything else is refused with 400. */
export function readInteger(query: Query, name: string): number | null {
	const text = query.get(name);
	if (text === undefined) return null;
	if (!/^\d+$/.test(text)) throw new ApiError(400, `The field '${name}' is invalid.`);
	return Number(text);
}

/** v3 refuses filters that a route does not have. */
export function refuseUnknown(query: Query, known: readonly string[]): void {
	const unknown = [...query.keys()].filter((name) => !known.includes(name));
	if (unknown.length > 0)
		throw unprocessable(`The filter(s): ${unknown.join(', ')} are not valid filter parameter(s).`);
}

/** "a,b" as a list; null without the parameter. */
export function listOf(query: Query, name: string): string[] | null {
	return query.get(name)?.split(',') ?? null;
}

function positive(query: Query, name: string): number | null {
	const number = readInteger(query, name);
	if (number === 0) throw new ApiError(400, `The field '${name}' is invalid.`);
	return number;
}
