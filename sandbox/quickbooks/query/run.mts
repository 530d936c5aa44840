import type { Rows } from '../../kit/table.mts';
import { ENTITY_NAMES, type Company, type EntityName } from '../company.mts';
import type { Json, Row } from '../json.mts';
import { companyInfo, preferences } from '../preferences.mts';
import { compareKeys, invalidQuery, keyOf, matcher } from './compare.mts';
import { candidates, inTableOrder, type Candidates } from './candidates.mts';
import { parse, type Condition, type Ordering, type Statement } from './parse.mts';
import type { Table } from './rowLists.mts';
import { QUERY_FIELDS, RATE_FIELDS, type QueryField } from './fields.mts';
import { exchangeRates } from '../exchangeRates.mts';

const MOST_ROWS = 1000;
const USUAL_ROWS = 100;

export interface QueryAnswer {
	/** The value of "QueryResponse". */
	readonly response: Json;
	readonly hardPaths: readonly string[];
}

/** Answers a statement. Throws 4000 where it does not parse and 4001 where it asks for what cannot be asked. */
export function runQuery(company: Company, text: string): QueryAnswer {
	const statement = parse(text);
	const hardPaths = (statement.startPosition ?? 1) > 1 ? ['query page 2'] : [];
	const single = singleton(company, statement.entity);
	if (single !== null) return { response: { ...single, maxResults: 1 }, hardPaths };
	if (statement.entity.toLowerCase() === 'exchangerate') return { response: rates(company, statement), hardPaths };
	const entity = ENTITY_NAMES.find((name) => name.toLowerCase() === statement.entity.toLowerCase());
	if (entity === undefined) throw invalidQuery(`there is no entity ${statement.entity}`);
	const rows = selected(company, entity, statement);
	if (statement.counts) return { response: { totalCount: rows.length }, hardPaths };
	return { response: page(entity, rows, statement, company.settings.pagesHaveOneMore), hardPaths };
}

function singleton(company: Company, entity: string): Json | null {
	if (entity.toLowerCase() === 'preferences') return { Preferences: [preferences(company)] };
	return entity.toLowerCase() === 'companyinfo' ? { CompanyInfo: [companyInfo(company)] } : null;
}

/** The rates of a day, of today unless it is said. */
function rates(company: Company, { where }: Statement): Json {
	const tests = where.map((condition) => {
		const field = RATE_FIELDS.find(({ name }) => name.toLowerCase() === condition.field.toLowerCase());
		if (field === undefined) throw invalidQuery(`property ${condition.field} of ExchangeRate is not queryable`);
		return { field, test: matcher(condition, field) };
	});
	const day = where.find(({ field }) => field.toLowerCase() === 'asofdate')?.values[0]?.text ?? null;
	const rows = exchangeRates(company, day).filter((row) => tests.every(({ test }) => test(row as Row)));
	return rows.length === 0 ? {} : { ExchangeRate: rows, startPosition: 1, maxResults: rows.length };
}

/** Entries of lists that are inactive stay hidden unless the statement speaks of Active. */
function selected(company: Company, entity: EntityName, { where, orderBy }: Statement): Rows<Row> {
	const table = company.tables[entity];
	const asked = where.map((condition) => ({ condition, field: fieldOf(entity, condition.field, 'where') }));
	const tests = asked.map(({ condition, field }) => ({ condition, test: matcher(condition, field) }));
	const asksForActive = asked.some(({ field }) => field.name === 'Active');
	const { rows, by, met, hasHidden } = candidates(table, asked, asksForActive);
	const left = tests.filter(({ condition }) => condition !== met && !isMetByAll(table, condition));
	const fitting =
		left.length === 0 && !hasHidden
			? rows
			: [...rows].filter((row) => (!hasHidden || row['Active'] !== false) && left.every(({ test }) => test(row)));
	return isInOrder(by, orderBy) ? fitting : sorted(entity, inTableOrder(table, fitting), orderBy);
}

/** "Active IN (true, false)" shows what is inactive, and keeps nothing out where all rows are one or the other. */
function isMetByAll(table: Table, { field, operator, values }: Condition): boolean {
	return (
		field.toLowerCase() === 'active' &&
		operator === 'IN' &&
		new Set(values.map(({ text }) => text)).size === 2 &&
		table.list('flagged').length === table.size
	);
}

function isInOrder(by: Candidates['by'], [first, ...others]: readonly Ordering[]): boolean {
	const wanted = first === undefined ? 'id' : first.field.toLowerCase();
	return others.length === 0 && first?.descending !== true && wanted === by.toLowerCase();
}

function fieldOf(entity: EntityName, name: string, use: 'where' | 'order'): QueryField {
	const field = QUERY_FIELDS[entity].find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
	if (field === undefined || (use === 'where' && field.sortOnly === true))
		throw invalidQuery(`property ${name} of ${entity} is not queryable`);
	return field;
}

function sorted(entity: EntityName, rows: readonly Row[], orderBy: readonly Ordering[]): readonly Row[] {
	const orderings = orderBy.map(({ field, descending }) => ({
		field: fieldOf(entity, field, 'order'),
		sign: descending ? -1 : 1,
	}));
	const keyed = rows.map((row) => ({
		row,
		keys: orderings.map(({ field }) => (field.kind === 'id' ? Number(row.Id) : keyOf(row, field))),
	}));
	const order = keyed.toSorted((one, other) => {
		const decided = orderings.map(
			({ sign }, index) => sign * compareKeys(one.keys[index] ?? null, other.keys[index] ?? null),
		);
		return decided.find((value) => value !== 0) ?? 0;
	});
	return order.map(({ row }) => row);
}

function page(entity: EntityName, rows: Rows<Row>, statement: Statement, oneMore: boolean): Json {
	const start = statement.startPosition ?? 1;
	const most = statement.maxResults ?? USUAL_ROWS;
	if (start < 1) throw invalidQuery('STARTPOSITION begins with 1');
	if (most < 1 || most > MOST_ROWS) throw invalidQuery(`MAXRESULTS is between 1 and ${MOST_ROWS}`);
	const shown = rows.slice(start - 1, start - 1 + most + (oneMore ? 1 : 0));
	return shown.length === 0 ? {} : { [entity]: shown, startPosition: start, maxResults: shown.length };
}
