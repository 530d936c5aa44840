import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBooks, companyOf } from './checkBooks.mts';
import { CHANNELS } from './protocol.mts';
import { reportLines, summaryOf } from './report.mts';

/**
 * The one company of the tests can show most.
 *
 * Canada has tax codes (the US have none), sets of one and of two rates, untaxed goods, and a tax that eBay collects for one half
 * of the orders and the seller owes for a quarter. This seed's three forms have all document types, all ways with missing items,
 * payments recorded and not, a further state that counts as sold, and a set of rates that is not mapped. QuickBooks closes its
 * books, has an item that starts late, and pages with one row too many.
 *
 * The seed is fixed, so a red test stays red. `npm run check:nightly` draws fresh seeds, for a company of each country.
 */
const SEED = 57_331;
const COUNTRY = 'CA';
const ORDERS = 15;

test(`random orders of every channel are in the books of a company in ${COUNTRY} to the cent and to the unit (seed ${SEED})`, async () => {
	const { environment, histories, verdict } = await checkBooks({ seed: SEED, orders: ORDERS, channels: CHANNELS });
	assert.equal(environment.company.country, COUNTRY);
	assert.deepEqual(companyOf(SEED), environment.company);
	assert.equal(histories.length, CHANNELS.length * ORDERS);
	assert.ok(verdict.documents > 0);
	assert.equal(
		verdict.findings.length,
		0,
		[
			...reportLines({ seed: SEED, orders: ORDERS, channels: CHANNELS }, environment, verdict),
			JSON.stringify(summaryOf(SEED, histories, verdict)),
		].join('\n'),
	);
});
