import type { Moment } from '../model/moment';
import type { Entity, QuickBooksClient } from './quickBooksClient';
import { isInLatin1 } from '../model/text';
import { readNonEmptyText, type Fields } from '../reading/readUnknown';

/** Values to one IN list. No limit is documented; statements of this size are known to be taken. */
const VALUES_PER_LIST = 50;

/** Characters of one IN list, quotes included. */
const CHARACTERS_PER_LIST = 3000;

/** QuickBooks serves at most 1,000 rows to a query. */
export const ROWS_PER_PAGE = 1000;

/** A string literal: ' and \ are escaped with a backslash; half a character, which no address can carry, becomes the sign for an unknown one. */
export function quoted(value: string): string {
	return `'${value.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[\\']/g, (character) => `\\${character}`)}'`;
}

export function equals(field: string, value: string): string {
	return `${field} = ${quoted(value)}`;
}

/** Changed at or after a moment; the fraction of the second is dropped, so it may find a little more. */
export function updatedSince(since: Moment): string {
	return `MetaData.LastUpdatedTime >= ${quotedSecond(since)}`;
}

/** Made before a moment or in its second. */
export function createdUntil(until: Moment): string {
	return `MetaData.CreateTime <= ${quotedSecond(until)}`;
}

/** Made at or after a moment: people change days and numbers, nobody changes this. */
export function createdSince(since: Moment): string {
	return `MetaData.CreateTime >= ${quotedSecond(since)}`;
}

/** Booked on a day (YYYY-MM-DD) or later. */
export function datedFrom(day: string): string {
	return `TxnDate >= ${quoted(day)}`;
}

function quotedSecond(moment: Moment): string {
	return quoted(moment.replace(/\.\d+Z$/, 'Z'));
}

/** Without this a query returns active list entries only. */
export const ACTIVE_OR_NOT = 'Active IN (true, false)';

export function allOf(...conditions: readonly string[]): string {
	return conditions.join(' AND ');
}

/**
 * Conditions that cover all values, each short enough for one statement. Equal values are asked once. QuickBooks' parser is said to take
 * no character beyond Latin-1, so a value with one is asked for by `LIKE`, with % in its place: more may be found than was asked.
 */
export function inLists(field: string, values: readonly string[]): string[] {
	const askable = values.filter(isInLatin1);
	const others = new Set(values.filter((value) => !isInLatin1(value)).map((value) => like(field, value)));
	return [...askableLists(field, askable), ...others];
}

function like(field: string, value: string): string {
	return `${field} LIKE ${quoted(value.replace(/[\u0100-\uffff]+/g, '%'))}`;
}

function askableLists(field: string, values: readonly string[]): string[] {
	const lists: string[][] = [];
	let characters = 0;
	for (const literal of new Set(values.map(quoted))) {
		const open = lists.at(-1);
		const fits =
			open !== undefined && open.length < VALUES_PER_LIST && characters + literal.length <= CHARACTERS_PER_LIST;
		if (fits) open.push(literal);
		else lists.push([literal]);
		characters = fits ? characters + literal.length : literal.length;
	}
	return lists.map((literals) => `${field} IN (${literals.join(', ')})`);
}

/** What `inLists` writes, between the field and the rest of a condition; a value may hold any of these words itself. */
const SOUGHT = /^(\S+ (?:IN \(|LIKE ))('(?:[^'\\]|\\.)*'(?:, '(?:[^'\\]|\\.)*')*)(\)?)(?: AND )?(.*)$/s;

const LITERAL = /'(?:[^'\\]|\\.)*'/gs;

/**
 * Conditions to be asked one after the other in place of one that QuickBooks cannot parse: two halves of a list, and for a single value
 * all rows that fit the rest of it. None where nothing is left to be taken out. Whoever asks has to compare what is found.
 */
export function gentlerConditions(where: string): string[] {
	const [, opening = '', list, closing = '', rest = ''] = SOUGHT.exec(where) ?? [];
	const literals = list?.match(LITERAL) ?? [];
	if (literals.length <= 1) return literals.map(() => rest);
	const half = Math.ceil(literals.length / 2);
	return [literals.slice(0, half), literals.slice(half)].map((some) => {
		const sought = opening + some.join(', ') + closing;
		return rest === '' ? sought : allOf(sought, rest);
	});
}

/** One page in the order of Id: ordered by what changes, a row could slip from one page to another unseen. */
export function selectPage(entity: Entity, where: string, startPosition: number): string {
	const condition = where === '' ? '' : ` WHERE ${where}`;
	return `SELECT * FROM ${entity}${condition} ORDERBY Id STARTPOSITION ${startPosition} MAXRESULTS ${ROWS_PER_PAGE}`;
}

/** All rows of all pages that any of the conditions finds; none asks nothing, '' is every active row. */
export async function readRows(
	client: QuickBooksClient,
	entity: Entity,
	conditions: readonly string[],
): Promise<Fields[]> {
	const found: Fields[] = [];
	for (const where of conditions) {
		for await (const { rows } of client.pages(entity, where)) found.push(...rows);
	}
	return found;
}

/** The account that QuickBooks set up for a purpose; null where the company has none of the kind. */
export async function findAccount(client: QuickBooksClient, type: string, subType: string): Promise<string | null> {
	const rows = await readRows(client, 'Account', [equals('AccountType', type)]);
	const found = rows.find(({ AccountSubType }) => AccountSubType === subType);
	return found === undefined ? null : readNonEmptyText(found.Id, 'Account.Id');
}
