import { describe, expect, test } from '@jest/globals';
import type { Oversold } from '../../../core/availability/oversold';
import { newlyOversold } from '../../../core/availability/oversoldAlerts';
import { processMemory } from '../../../core/memory/processMemory';
import { aRun } from '../../support/aRun';
import { sku, heldLevel } from '../../support/levels';

const short = (shortage: number, itemId = 'short'): Oversold => ({
	sku: sku('MUG'),
	itemId,
	name: 'Mug',
	quantityOnHand: 1,
	shortage,
	orders: [],
	reason: '',
});

/** A node in a process of its own: how many of what is oversold it raises. */
function aNode(run = aRun({ workflow: 'failing' }), { alerts } = processMemory()) {
	const raises = async (oversold: readonly Oversold[], now: number, levels = [heldLevel({ itemId: 'short' })]) =>
		(await newlyOversold(levels, oversold, { run, alerts, now })).length;
	return { alerts, raises };
}

describe('E5: Oversold', () => {
	test('is raised once more when the run that raised it failed: nobody may have heard of it', async () => {
		const { raises, alerts } = aNode();
		const first = [await raises([short(2)], 10), await raises([short(2)], 20)];
		await alerts.takeBack('failing', 15);
		await alerts.takeBack('another workflow', 0);
		const ofEarlierRun = await raises([short(2)], 30);
		await alerts.takeBack('failing', 10);
		expect([...first, ofEarlierRun, await raises([short(2)], 40), await raises([short(2)], 50)]).toEqual([
			1, 0, 0, 1, 0,
		]);
	});

	test('is raised again when it got worse, also after it got better, and after it was over; never by time alone', async () => {
		const { raises } = aNode();
		const shortages = [3, 3, 1, 2, 2, 0, 1, 1];
		const raised = [];
		for (const [day, shortage] of shortages.entries())
			raised.push(await raises(shortage === 0 ? [] : [short(shortage)], day * 30 * 24 * 3600_000));
		expect(raised).toEqual([1, 0, 0, 1, 0, 0, 1, 0]);
	});

	test('shows a person in the editor what is news to the others', async () => {
		const memory = processMemory();
		const run = aRun();
		const [byHand, scheduled] = [aNode({ ...run, isManual: true }, memory), aNode(run, memory)];
		expect([
			await byHand.raises([short(1)], 0),
			await byHand.raises([short(1)], 1),
			await scheduled.raises([short(1)], 2),
			await byHand.raises([short(1)], 3),
		]).toEqual([1, 1, 1, 0]);
	});

	test('is raised for each item', async () => {
		const { raises } = aNode();
		expect([await raises([short(1)], 0), await raises([short(1), short(1, 'other')], 1)]).toEqual([1, 1]);
	});
});
