import type { Listing } from '../model/listing';

/** Counts the tracked listings of a channel page by page, until there are enough. */
export async function trackedCount(pages: AsyncIterable<readonly Listing[]>, enough: number): Promise<number> {
	let count = 0;
	for await (const page of pages) {
		count += page.filter(({ tracksStock }) => tracksStock).length;
		if (count >= enough) break;
	}
	return count;
}
