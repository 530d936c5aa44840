import { readTime } from '../dates.mts';
import { at, type Row } from '../json.mts';
import { RuleFault } from '../ruleFault.mts';
import type { Condition, Literal } from './parse.mts';
import type { FieldKind, QueryField } from './fields.mts';

/** What a row is compared by: text without case, numbers and times as numbers; null where the field is empty. */
type Key = string | number | boolean | null;

/** 4001: the statement parses and cannot be answered. */
export function invalidQuery(detail: string): RuleFault {
	return new RuleFault('4001', 'Invalid query', `QueryValidationError: ${detail}`);
}

/** Whether a row fulfils the condition. Throws 4001 when the field cannot be compared so. */
export function matcher({ operator, values }: Condition, field: QueryField): (row: Row) => boolean {
	if (field.kind === 'id' && operator !== '=' && operator !== 'IN')
		throw invalidQuery('Id can be compared with = and IN only');
	if (operator === 'LIKE') return like(field, values);
	const wanted = values.map((value) => literalKey(value, field));
	const [first = null] = wanted;
	if (operator === '=' || operator === 'IN') return (row) => wanted.includes(keyOf(row, field));
	if (field.kind === 'flag') throw invalidQuery(`${field.name} can be compared with = and IN only`);
	return (row) => ordered(keyOf(row, field), first, operator);
}

function like(field: QueryField, [value]: readonly Literal[]): (row: Row) => boolean {
	if ((field.kind !== 'text' && field.kind !== 'email') || value?.kind !== 'string')
		throw invalidQuery(`LIKE cannot be used on ${field.name}`);
	const parts = value.text.split('%').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
	const pattern = new RegExp(`^${parts.join('.*')}$`, 'is');
	return (row) => pattern.test(String(keyOf(row, field) ?? ''));
}

function ordered(key: Key, wanted: Key, operator: '<' | '>' | '<=' | '>='): boolean {
	if (key === null || wanted === null) return false;
	const order = compareKeys(key, wanted);
	if (operator === '<') return order < 0;
	if (operator === '>') return order > 0;
	return operator === '<=' ? order <= 0 : order >= 0;
}

/** Below, equal or above; empty fields come first. */
export function compareKeys(one: Key, other: Key): number {
	if (one === other) return 0;
	if (one === null) return -1;
	if (other === null) return 1;
	return one < other ? -1 : 1;
}

export function keyOf(row: Row, { name, kind }: QueryField): Key {
	const value = at(row, ...name.split('.'));
	if (value === undefined || value === null) return null;
	if (kind === 'ref') return String(at(value, 'value'));
	if (kind === 'email') return String(at(value, 'Address')).toLowerCase();
	if (kind === 'time') return readTime(String(value));
	if (kind === 'text' || kind === 'day') return String(value).toLowerCase();
	return kind === 'id' ? String(value) : (value as number | boolean);
}

const LITERALS: Readonly<Record<FieldKind, readonly Literal['kind'][]>> = {
	id: ['string'],
	text: ['string'],
	email: ['string'],
	ref: ['string'],
	day: ['string'],
	time: ['string'],
	number: ['string', 'number'],
	flag: ['flag'],
};

/** The value that a literal is compared as. Throws 4001 where it does not fit the field. */
export function literalKey({ kind, text }: Literal, field: QueryField): Key {
	if (!LITERALS[field.kind].includes(kind)) throw invalidQuery(`the value ${text} does not fit ${field.name}`);
	if (field.kind === 'flag') return text === 'true';
	if (field.kind === 'number') return readNumber(text, field);
	if (field.kind === 'time') return readTime(text) ?? refuseValue(text, field);
	return field.kind === 'text' || field.kind === 'email' ? text.toLowerCase() : text;
}

function readNumber(text: string, field: QueryField): number {
	const value = Number(text);
	return text.trim() === '' || !Number.isFinite(value) ? refuseValue(text, field) : value;
}

function refuseValue(text: string, field: QueryField): never {
	throw invalidQuery(`the value ${text} does not fit ${field.name}`);
}
