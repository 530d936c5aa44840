import { readWords, type Reading } from './readWords.mts';

export type Operator = '=' | '<' | '>' | '<=' | '>=' | 'IN' | 'LIKE';

export interface Literal {
	readonly kind: 'string' | 'number' | 'flag';
	readonly text: string;
}

export interface Condition {
	readonly field: string;
	readonly operator: Operator;
	readonly values: readonly Literal[];
}

export interface Ordering {
	readonly field: string;
	readonly descending: boolean;
}

export interface Statement {
	readonly counts: boolean;
	readonly entity: string;
	readonly where: readonly Condition[];
	readonly orderBy: readonly Ordering[];
	readonly startPosition: number | null;
	readonly maxResults: number | null;
}

/**
 * SELECT * | count(*) FROM entity [WHERE a op v AND …] [ORDERBY f [ASC|DESC], …] [STARTPOSITION n] [MAXRESULTS m].
 * There is no OR, NOT, JOIN or column list. Throws 4000.
 */
export function parse(statement: string): Statement {
	const reading = readWords(statement);
	reading.expect('SELECT');
	const counts = readSelection(reading);
	reading.expect('FROM');
	const entity = reading.next('name').text;
	const where = reading.take('WHERE') ? series(reading, 'AND', readCondition) : [];
	const ordered = reading.take('ORDERBY') || reading.take('ORDER', 'BY');
	const orderBy = ordered ? series(reading, ',', readOrdering) : [];
	const startPosition = reading.take('STARTPOSITION') ? wholeNumber(reading) : null;
	const maxResults = reading.take('MAXRESULTS') ? wholeNumber(reading) : null;
	if (reading.peek() !== undefined) reading.fail();
	return { counts, entity, where, orderBy, startPosition, maxResults };
}

function readSelection(reading: Reading): boolean {
	if (reading.take('*')) return false;
	reading.expect('COUNT', '(', '*', ')');
	return true;
}

function series<T>(reading: Reading, separator: string, readOne: (reading: Reading) => T): readonly T[] {
	const all = [readOne(reading)];
	while (reading.take(separator)) all.push(readOne(reading));
	return all;
}

function readCondition(reading: Reading): Condition {
	const field = reading.next('name').text;
	if (reading.take('IN')) return { field, operator: 'IN', values: readList(reading) };
	const operator =
		(['<=', '>=', '=', '<', '>', 'LIKE'] as const).find((candidate) => reading.take(candidate)) ?? reading.fail();
	return { field, operator, values: [readLiteral(reading)] };
}

function readList(reading: Reading): readonly Literal[] {
	reading.expect('(');
	const values = series(reading, ',', readLiteral);
	reading.expect(')');
	return values;
}

function readLiteral(reading: Reading): Literal {
	const word = reading.peek();
	if (word?.kind === 'string' || word?.kind === 'number')
		return { kind: word.kind, text: reading.next(word.kind).text };
	if (reading.take('TRUE')) return { kind: 'flag', text: 'true' };
	if (reading.take('FALSE')) return { kind: 'flag', text: 'false' };
	return reading.fail();
}

function readOrdering(reading: Reading): Ordering {
	const field = reading.next('name').text;
	const descending = reading.take('DESC');
	if (!descending) reading.take('ASC');
	return { field, descending };
}

function wholeNumber(reading: Reading): number {
	const { text } = reading.next('number');
	return /^\d+$/.test(text) ? Number(text) : reading.fail();
}
