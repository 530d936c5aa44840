import { readFilterDate } from './dates.mts';
import { readBoolean, type Rules } from './parameters.mts';
import { textOf, type Query } from './query.mts';
import type { Shop } from '../shop.mts';

const date = { type: 'string', date: true } as const;

export const dateRules: Rules = {
	after: date,
	before: date,
	modified_after: date,
	modified_before: date,
	dates_are_gmt: { type: 'boolean' },
};

interface Dated {
	readonly createdAt: number;
	readonly modifiedAt: number;
}

/** What `after`, `before`, `modified_after` and `modified_before` let through; every bound is exclusive. */
export function dateFilter(shop: Shop, query: Query): (row: Dated) => boolean {
	const datesAreGmt = readBoolean(query.dates_are_gmt ?? false);
	const bound = (name: string, otherwise: number): number => {
		const text = textOf(query, name);
		return text === undefined ? otherwise : readFilterDate(text, datesAreGmt, shop.settings.timeZone);
	};
	const [after, before] = [bound('after', -Infinity), bound('before', Infinity)];
	const [modifiedAfter, modifiedBefore] = [bound('modified_after', -Infinity), bound('modified_before', Infinity)];
	return ({ createdAt, modifiedAt }) =>
		createdAt > after && createdAt < before && modifiedAt > modifiedAfter && modifiedAt < modifiedBefore;
}
