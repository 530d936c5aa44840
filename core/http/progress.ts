import { UnreadableError } from '../reading/readUnknown';

/** Answers in a row without anything new. A list that moves while it is read repeats itself once, hardly three times. */
const MAX_REPEATS = 3;

/**
 * Returns a function to be called for each answer of a list. It throws UnreadableError when too many in a row bring nothing new:
 * such a list never ends.
 */
export function stallDetector(): (list: string, isNew: boolean) => void {
	let repeats = 0;
	return (list, isNew) => {
		repeats = isNew ? 0 : repeats + 1;
		if (repeats === MAX_REPEATS) throw ignoredQueryError(list, 'the same rows come again and again');
	};
}

/** The failure of a list that does not heed its query; `seen` is how that showed. */
export function ignoredQueryError(list: string, seen: string): UnreadableError {
	return new UnreadableError(
		list,
		`a list that heeds its query, but ${seen}: a cache or a plugin in front of it, or a version that is too old, seems to ignore the query`,
	);
}
