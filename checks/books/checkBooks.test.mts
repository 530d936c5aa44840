import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { describe, test } from 'node:test';
import { checkBooks, companyOf, type CheckOptions } from './checkBooks.mts';
import { KEPT_SEEDS } from './keptSeeds.mts';
import { CHANNELS } from './protocol.mts';
import { reportLines, summaryOf } from './report.mts';
import { commandOf } from './shortest.mts';

/**
 * Another one each time: what one seed draws gets right after a while, and says nothing of the next. The command in the test's name plays a red
 * one again, and keptSeeds.mts keeps it as a test.
 */
const fresh: CheckOptions = { seed: randomInt(1, 1_100_000_000), orders: 15, channels: CHANNELS };

// Each check waits for the shops' seconds most of its time.
describe('random orders are in the books to the cent and to the unit', { concurrency: 3 }, () => {
	test(`with a new seed each time: ${commandOf(fresh)}`, async () => await check(fresh));
	for (const { why, ...kept } of KEPT_SEEDS) test(`${why}: ${commandOf(kept)}`, async () => await check(kept));
});

async function check(options: CheckOptions): Promise<void> {
	const { seed, orders, channels, picked } = options;
	const { environment, histories, verdict } = await checkBooks(options);
	assert.deepEqual(companyOf(seed, options.acts), environment.company);
	assert.equal(histories.length, channels.length * (picked?.length ?? orders));
	assert.equal(
		verdict.findings.length,
		0,
		[...reportLines(options, environment, verdict), JSON.stringify(summaryOf(seed, histories, verdict))].join('\n'),
	);
}
