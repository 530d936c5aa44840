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

/** The value that `read` returns; where it throws UnreadableError, the other one. Any other error is thrown on. */
export function readableOr<T, Other>(read: () => T, other: Other | (() => Other)): T | Other {
	const value = catchUnreadable(read);
	if (!(value instanceof UnreadableError)) return value;
	return typeof other === 'function' ? (other as () => Other)() : other;
}
