import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkBooks } from './checkBooks.mts';
import { reportLines, summaryOf } from './report.mts';
import { CHANNELS } from './protocol.mts';

/** One seed for each company that a seed can found; the figures are small so that all of it takes a minute. */
const SEEDS: Readonly<Record<string, number>> = { US: 43, GB: 3, CA: 20, DE: 46, JP: 29 };
const ORDERS = 15;

describe('random orders of every channel', { concurrency: 3 }, () => {
	for (const [country, seed] of Object.entries(SEEDS)) {
		test(`are in the books of a company in ${country} to the cent and to the unit (seed ${seed})`, async () => {
			const { environment, histories, verdict } = await checkBooks({ seed, orders: ORDERS, channels: CHANNELS });
			assert.equal(environment.company.country, country);
			assert.equal(histories.length, CHANNELS.length * ORDERS);
			assert.ok(verdict.documents > 0);
			assert.equal(
				verdict.findings.length,
				0,
				[...reportLines(seed, environment, verdict), JSON.stringify(summaryOf(seed, histories, verdict))].join('\n'),
			);
		});
	}
});
