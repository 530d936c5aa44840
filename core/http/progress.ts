import { UnreadableError } from '../reading/readUnknown';

/** Answers in a row that may bring nothing new. A list that moves while it is read can repeat itself once, hardly three times. */
const REPEATS = 3;

/** To be told of each answer whether it brought something new. Throws UnreadableError when too many in a row did not: such a list never ends. */
export function watchProgress(): (list: string, isNew: boolean) => void {
	let repeats = 0;
	return (list, isNew) => {
		repeats = isNew ? 0 : repeats + 1;
		if (repeats === REPEATS) throw ignoredQuery(list, 'the same rows come again and again');
	};
}

/** A list that does not do what it is asked. */
export function ignoredQuery(list: string, seen: string): UnreadableError {
	return new UnreadableError(
		list,
		`a list that heeds its query, but ${seen}: a cache or a plugin in front of it, or a version that is too old, seems to ignore the query`,
	);
}
