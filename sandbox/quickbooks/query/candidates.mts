import type { Rows } from '../../kit/table.mts';
import type { Row } from '../json.mts';
import { literalKey } from './compare.mts';
import type { QueryField } from './fields.mts';
import type { Condition } from './parse.mts';
import { isFoundBy, isKeptBy, type Table } from './rowLists.mts';

/** A condition with the field that it is about. */
export interface Asked {
	readonly condition: Condition;
	readonly field: QueryField;
}

/** Rows among which all are that fulfil a statement. */
export interface Candidates {
	readonly rows: Rows<Row>;
	/** What they stand in the sequence of. */
	readonly by: 'Id' | 'MetaData.CreateTime' | 'MetaData.LastUpdatedTime';
	/** The condition that all of them fulfil, if any. */
	readonly met: Condition | null;
	/** Whether there are inactive ones among them that the statement does not speak of. */
	readonly hasHidden: boolean;
}

/**
 * The fewest rows that have to be looked at:
 *
 * 1. Those that are found by one of the conditions.
 * 2. Else, in the sequence of a time, those from its first moment on.
 * 3. Else all, or all active ones.
 */
export function candidates(table: Table, asked: readonly Asked[], asksForActive: boolean): Candidates {
	const all: Candidates = {
		rows: table.list(asksForActive ? 'all' : 'active'),
		by: 'Id',
		met: null,
		hasHidden: false,
	};
	const hasHidden = !asksForActive && table.list('active').length < table.size;
	return asked
		.flatMap((one) => foundBy(table, one) ?? [])
		.reduce<Candidates>((best, next) => (next.rows.length < best.rows.length ? { ...next, hasHidden } : best), all);
}

type Found = Omit<Candidates, 'hasHidden'>;

function foundBy(table: Table, { condition, field }: Asked): Found | null {
	const { operator, values } = condition;
	if (operator === '=' || operator === 'IN') return foundByValues(table, { condition, field });
	const [value] = values;
	if (!isKeptBy(field.name) || value === undefined || (operator !== '>=' && operator !== '>')) return null;
	const list = table.list(field.name);
	const from = list.firstAt(Number(literalKey(value, field)));
	return { rows: list.from(from), by: field.name, met: operator === '>=' ? condition : null };
}

function foundByValues(table: Table, { condition, field }: Asked): Found | null {
	const { name } = field;
	const [only = '', ...others] = new Set(condition.values.map((value) => String(literalKey(value, field))));
	const foundIn = (rowsOf: (key: string) => Iterable<Row>): Found => {
		const rows = [only, ...others].flatMap((key) => [...rowsOf(key)]);
		return { rows: inTableOrder(table, rows), by: 'Id', met: condition };
	};
	if (field.kind === 'id') return foundIn((id) => [table.get(id)].filter((row) => row !== undefined));
	if (!isFoundBy(name)) return null;
	return others.length === 0
		? { rows: table.list(name, only), by: 'Id', met: condition }
		: foundIn((key) => table.list(name, key));
}

/** As the table has them. New rows have higher ids, so that is the sequence of ids, too. */
export function inTableOrder(table: Table, rows: Iterable<Row>): readonly Row[] {
	return [...rows].sort((one, other) => table.placeOf(one.Id) - table.placeOf(other.Id));
}
