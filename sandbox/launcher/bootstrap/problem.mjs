/** Trouble that a person can mend: told in one line, without a stack trace. */
export class Problem extends Error {
	name = 'Problem';
}

/**
 * Ends the process with code 1 and one line for a Problem, the stack for anything else.
 * @param {unknown} error
 * @returns {never}
 */
export function endWith(error) {
	console.error(error instanceof Problem ? `\n${error.message}` : error);
	process.exit(1);
}
