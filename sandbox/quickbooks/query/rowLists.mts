import type { ListPlan, Table as Filing } from '../../kit/table.mts';
import type { Row } from '../json.mts';
import { keyOf } from './compare.mts';
import type { QueryField } from './fields.mts';

/** The fields by whose values rows are found. */
const FOUND_BY = ['Sku', 'DocNumber', 'Type'] as const;

/** The times by which rows are kept in sequence. */
const KEPT_BY = ['MetaData.CreateTime', 'MetaData.LastUpdatedTime'] as const;

type ListName = (typeof FOUND_BY)[number] | (typeof KEPT_BY)[number] | 'all' | 'active' | 'flagged';

/** The rows of an entity by id, with the lists that queries are answered from. */
export type Table = Filing<string, Row, ListName>;

export const rowLists = Object.fromEntries<ListPlan<Row>>([
	...FOUND_BY.map((name): [ListName, ListPlan<Row>] => [
		name,
		{ names: (row) => namesIn(row, { name, kind: 'text' }) },
	]),
	...KEPT_BY.map((name): [ListName, ListPlan<Row>] => [
		name,
		{ names: () => [''], rank: (row) => Number(keyOf(row, { name, kind: 'time' }) ?? 0) },
	]),
	['all', { names: () => [''] }],
	/** Those that can be inactive. */
	['flagged', { names: (row) => (typeof row['Active'] === 'boolean' ? [''] : []) }],
	['active', { names: (row) => (row['Active'] === false ? [] : ['']) }],
]) as Readonly<Record<ListName, ListPlan<Row>>>;

export function isFoundBy(field: string): field is (typeof FOUND_BY)[number] {
	return FOUND_BY.some((name) => name === field);
}

export function isKeptBy(field: string): field is (typeof KEPT_BY)[number] {
	return KEPT_BY.some((name) => name === field);
}

function namesIn(row: Row, field: QueryField): readonly string[] {
	const key = keyOf(row, field);
	return key === null ? [] : [String(key)];
}
