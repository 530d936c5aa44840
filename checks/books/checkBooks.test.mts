import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkBooks, companyOf, type CheckOptions } from './checkBooks.mts';
import { KEPT_SEEDS } from './keptSeeds.mts';
import { reportLines, summaryOf } from './report.mts';
import { commandOf } from './shortest.mts';

// Each check waits for the shops' seconds most of its time.
describe('random orders are in the books to the cent and to the unit', { concurrency: 3 }, () => {
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
