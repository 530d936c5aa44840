import type { HttpPort } from '../../../core/http/httpPort';
import { readFields, readList } from '../../../core/reading/readUnknown';

/** More questions to one address than any reading of a small sample needs: whoever asks on does not end. */
const MOST_QUESTIONS = 200;

/** A service whose answers are the fuzzed input: bodies by the end of the address that they belong to, "" for all others. */
export function answering(raw: unknown): HttpPort {
	const bodies = readFields(raw, 'replies');
	const keys = Object.keys(bodies).sort((one, other) => other.length - one.length);
	const asked = new Map<string, number>();
	return async ({ url }) => {
		const path = url.replace(/\?.*$/, '');
		const times = (asked.get(path) ?? 0) + 1;
		asked.set(path, times);
		if (times > MOST_QUESTIONS) throw new Error('It asks again and again');
		const key = keys.find((end) => path.endsWith(end)) ?? '';
		return { status: 200, headers: {}, body: Object.hasOwn(bodies, key) ? bodies[key] : undefined };
	};
}

/** At most the first hundred pages: nobody waits for a list that the service says is longer. */
export async function allOf<T>(pages: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const page of pages) if (found.push(page) === 100) break;
	return found;
}

export function rows(raw: unknown): unknown[] {
	return readList(raw, 'rows', (row) => row);
}

export function fields(raw: unknown) {
	return readFields(raw, 'fields');
}
