import { parseFault, wordsOf, type Word } from './words.mts';

/** Reads words one by one; keywords in any case. */
export interface Reading {
	take(...keywords: readonly string[]): boolean;
	expect(...keywords: readonly string[]): void;
	next(kind: Word['kind']): Word;
	peek(): Word | undefined;
	fail(): never;
}

/** A statement, to be read from its beginning. Throws 4000 where the words are not those that are expected. */
export function readWords(statement: string): Reading {
	const words = wordsOf(statement);
	let position = 0;
	const fail = (): never => {
		throw parseFault(statement, words[position]?.start ?? statement.length);
	};
	const isKeyword = (word: Word | undefined, keyword: string): boolean =>
		word !== undefined && (word.kind === 'name' || word.kind === 'sign') && word.text.toUpperCase() === keyword;
	const take = (...keywords: readonly string[]): boolean => {
		const fits = keywords.every((keyword, index) => isKeyword(words[position + index], keyword));
		if (fits) position += keywords.length;
		return fits;
	};
	return {
		take,
		expect(...keywords) {
			if (!take(...keywords)) fail();
		},
		next(kind) {
			const word = words[position];
			if (word?.kind !== kind) return fail();
			position += 1;
			return word;
		},
		peek: () => words[position],
		fail,
	};
}
