import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedLevels, CHANNELS, openRunning, orders, quietMinute, type Measured } from './scenarios.mts';
import type { Calls } from './services.mts';

/**
 * The most calls of each job: QuickBooks, WooCommerce, BigCommerce, eBay. Whoever makes the product ask less lowers them here; nothing may
 * raise them. `npm run bench -- --kinds` says what the calls are for. Those of many sales
 * depend on the seconds in which they fall, and are not held.
 */
const MOST: Readonly<Record<string, readonly [number, number, number, number]>> = {
	'a quiet minute': [1, 1, 1, 1],
	'10 of 1,000 lowered': [2, 6, 11, 21],
	'10 of 1,000 raised': [5, 6, 12, 21],
	'1,000 of 1,000 lowered': [3, 118, 23, 939],
	'1,000 of 1,000 raised': [63, 118, 25, 939],
	'one sale on WooCommerce': [23, 5, 9, 6],
	'one sale on BigCommerce': [20, 5, 11, 6],
	'one sale on eBay': [20, 5, 10, 6],
};

const size = { articles: 1000, mix: 'mixed' } as const;

function overdrawn({ job, calls, kinds }: Measured): readonly string[] {
	const most = MOST[job];
	assert.ok(most !== undefined, `nothing is said of ${job}`);
	const names = ['quickbooks', 'woocommerce', 'bigcommerce', 'ebay'] as const satisfies readonly (keyof Calls)[];
	return names.flatMap((name, place) =>
		calls[name] > (most[place] ?? 0)
			? [`${job}: ${calls[name]} calls to ${name}, at most ${most[place]}: ${JSON.stringify(kinds[name])}`]
			: [],
	);
}

test('no job takes more calls than before', async () => {
	const running = await openRunning(size);
	const rows = [await quietMinute(running)];
	rows.push(...(await changedLevels(running, 10)));
	for (const channel of CHANNELS) rows.push(await orders(running, channel, 1));
	rows.push(...(await changedLevels(await openRunning(size), 1000)));
	assert.deepEqual(rows.flatMap(overdrawn), []);
	assert.deepEqual(rows.map(({ job }) => job).toSorted(), Object.keys(MOST).toSorted());
});
