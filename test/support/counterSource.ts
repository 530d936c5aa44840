import type { FeedPage } from '../../core/model/feed';
import type { PollSource } from '../../nodes/bridge/polling/pollSource';

interface Counter {
	readonly after: number;
}

interface Script {
	/** Numbers to deliver, page by page; an error is thrown in place of its page. */
	readonly pages: ReadonlyArray<readonly number[] | Error>;
	readonly hasSecondOutput?: boolean;
	/** Numbers that leave by the second output. */
	readonly second?: readonly number[];
	/** What is wrong with the set-up. */
	readonly trouble?: Error;
}

/** News that is nothing but numbers: the cursor is the last number handled. */
export function counterSource({ pages, hasSecondOutput = true, second = [], trouble }: Script) {
	const source: PollSource<Counter, number> = {
		checkSetup: async () => (trouble === undefined ? undefined : await Promise.reject(trouble)),
		firstCursor: () => ({ after: 0 }),
		published: (cursor) => cursor,
		readCursor: (stored) => stored as Counter,
		toStoredCursor: (cursor) => ({ ...cursor }),
		pages: (cursor) => pagesAfter(pages, cursor),
		keyOf: (unit) => `unit ${unit}`,
		outputOf: (unit) => (second.includes(unit) ? 1 : 0),
		items: (units) =>
			[false, true].map((isSecond) => itemsOf(units.filter((unit) => second.includes(unit) === isSecond))),
		deadLetter: (unit, reason) => (hasSecondOutput ? [[], [{ json: { reason: `${unit} failed: ${reason}` } }]] : null),
		sample: async () => [1],
	};
	return { source };
}

function itemsOf(units: readonly number[]) {
	return units.map((number) => ({ json: { number } }));
}

async function* pagesAfter(pages: Script['pages'], { after }: Counter): AsyncIterable<FeedPage<Counter, number>> {
	for (const page of pages) {
		if (page instanceof Error) throw page;
		yield {
			units: page.filter((number) => number > after),
			handled: (at, units) => ({ after: Math.max(at.after, ...units) }),
			done: (at) => at,
		};
	}
}
