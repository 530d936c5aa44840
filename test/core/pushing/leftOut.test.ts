import { describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import { UnusableCredential } from '../../../core/http/unusableCredential';
import { withWhatWasMissed } from '../../../core/pushing/leftOut';
import { processMemory } from '../../../core/memory/processMemory';
import type { Sku } from '../../../core/model/sku';
import { aRun } from '../../support/aRun';
import { aShopsRun, carried, justLevels } from '../../support/carrying';
import { sku, stockLevel } from '../../support/levels';
import { asOf, listing, world } from '../../support/pushWorld';
import { shopIn } from '../../support/shopsWorld';
import { toMillis } from '../../../core/model/moment';

const gone = new UnusableCredential(
	'The credential "One" does not exist any more',
	'Choose another one in the node "Push", and publish the workflow',
);
const level = stockLevel({ sku: sku('mug'), itemId: 'mug', name: 'mug', quantityOnHand: 4, asOf });
const items = [
	{ id: 'mug', sku: 'mug', quantity: 4 },
	{ id: 'tee', sku: 'tee', quantity: 6 },
];

/** Runs of one node, each of which makes up for what a shop has missed. */
function aNode() {
	const run = aRun();
	const memory = processMemory();
	const { quickBooks } = world({ listings: [], items }).targets;
	return async (
		shops: ReadonlyArray<ReturnType<typeof shopIn>>,
		{ isManual = false, skus = [] as Sku[], hour = 0 } = {},
	) => {
		const known = shops.map(({ shop }) => shop);
		const clock = () => toMillis(asOf) + hour * 3_600_000;
		const ofShops = aShopsRun(quickBooks, { memory, run: { ...run, isManual }, clock });
		const asked = await withWhatWasMissed({ ...justLevels([level]), skus }, known, ofShops);
		const { attention } = await carried(asked, known, ofShops);
		return { everything: asked.everything, attention: attention.map(({ row }) => row.summary) };
	};
}

const listings = [listing('mug', 9), listing('tee', 9)];
const dead = () => shopIn('one', { listings }, { trouble: gone });
const well = (channel = 'one') => shopIn(channel, { listings });

describe('A shop whose credential a person has to mend', () => {
	test('is told of by the name of the credential, with the way out and what comes after it', async () => {
		const { attention } = await aNode()([dead()]);
		expect(attention).toEqual([
			'The stock of One was not brought up to date: The credential "One" does not exist any more. Choose another one in the node "Push", and publish the workflow. The first run after that looks through all of QuickBooks and mends what One has missed',
			'Levels go down and not up: One: its open orders could not be read: The credential "One" does not exist any more. Choose another one in the node "Push", and publish the workflow',
		]);
	});

	test('gets what it has missed with the first run that can use it, and once', async () => {
		const push = aNode();
		expect((await push([dead(), well('two')])).everything).toBe(false);
		expect((await push([dead(), well('two')])).everything).toBe(false);
		const one = well();
		expect((await push([one, well('two')])).everything).toBe(true);
		expect(one.written().flat()).toEqual([
			['mug', 4],
			['tee', 6],
		]);
		expect((await push([well(), well('two')])).everything).toBe(false);
	});

	test('does not count as back by a run in the editor, which repairs nothing for the others', async () => {
		const push = aNode();
		await push([dead()]);
		expect((await push([well()], { isManual: true })).everything).toBe(false);
		expect((await push([well()])).everything).toBe(true);
	});

	test('does not count as back by a run about chosen SKUs, which is about nothing else', async () => {
		const push = aNode();
		await push([dead()]);
		expect((await push([well()], { skus: [sku('mug')] })).everything).toBe(false);
		expect((await push([well()])).everything).toBe(true);
	});

	test('that is down once it is back costs a look through all of QuickBooks an hour, and no more', async () => {
		const push = aNode();
		const down = () => shopIn('one', { listings }, { trouble: new IntegrationError('unavailable', 'nobody answers') });
		await push([dead()]);
		const looked = [];
		for (const hour of [0, 0.1, 0.9, 1.1, 1.2]) looked.push((await push([down()], { hour })).everything);
		expect(looked).toEqual([true, false, false, true, false]);
		const one = well();
		expect((await push([one], { hour: 2.2 })).everything).toBe(true);
		expect(one.written().flat()).toContainEqual(['tee', 6]);
		expect((await push([well()], { hour: 4 })).everything).toBe(false);
	});

	test('a run in the editor alone leaves nothing to be made up for', async () => {
		const push = aNode();
		await push([dead()], { isManual: true });
		expect((await push([well()])).everything).toBe(false);
	});
});
