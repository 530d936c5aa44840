import { UnreadableError } from './readUnknown';

/** The value that `read` returns, or the UnreadableError that it throws. Any other error is thrown on. */
export function catchUnreadable<T>(read: () => T): T | UnreadableError {
	try {
		return read();
	} catch (error) {
		return unreadableOnly(error);
	}
}

function unreadableOnly(error: unknown): UnreadableError {
	if (error instanceof UnreadableError) return error;
	throw error;
}
