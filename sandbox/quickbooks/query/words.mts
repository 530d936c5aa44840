import { RuleFault } from '../ruleFault.mts';

/** One word of a statement. Strings have their escapes undone. */
export interface Word {
	readonly kind: 'name' | 'string' | 'number' | 'sign';
	readonly text: string;
	/** Where it begins, from 0. */
	readonly start: number;
}

const WORD =
	/\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_.]*)|(?<number>-?\d+(?:\.\d+)?)|'(?<string>(?:\\['\\]|[^'\\])*)'|(?<sign><=|>=|[=<>(),*]))/y;

/** 4000: the statement does not parse. */
export function parseFault(statement: string, where: number): RuleFault {
	return new RuleFault(
		'4000',
		'Error parsing query',
		`QueryParserError: Encountered " ${statement.slice(where, where + 20)} " at line 1, column ${where + 1}.`,
	);
}

/** The words of a statement. In strings only \' and \\ are escapes. Throws 4000. */
export function wordsOf(statement: string): readonly Word[] {
	const words: Word[] = [];
	const end = statement.trimEnd().length;
	for (let start = 0; start < end; ) {
		WORD.lastIndex = start;
		const found = WORD.exec(statement);
		if (found?.groups === undefined) throw parseFault(statement, start);
		words.push(wordOf(found.groups, start));
		start = WORD.lastIndex;
	}
	return words;
}

function wordOf({ name, number, string, sign }: Record<string, string | undefined>, start: number): Word {
	if (name !== undefined) return { kind: 'name', text: name, start };
	if (number !== undefined) return { kind: 'number', text: number, start };
	if (string !== undefined) return { kind: 'string', text: string.replaceAll(/\\(['\\])/g, '$1'), start };
	return { kind: 'sign', text: sign ?? '', start };
}
