import { describe, expect, test } from '@jest/globals';
import { processMemory } from '../../../core/memory/processMemory';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { outcomeWithoutDocument } from '../../../core/posting/plan/postingOutcome';
import { waitingOrders } from '../../../core/posting/waitingOrders';
import { aRun } from '../../support/aRun';
import { order } from '../../support/orders';

const HOUR = 3600_000;
const CHANGED = Date.parse('2026-11-28T09:00:00.000Z');
const at = (hours: number) => new Date(CHANGED + hours * HOUR).toISOString();
const sold = order({ modifiedAt: at(0) });
const soap = 'Soap has no SKU';

/** A node whose runs come so many hours after the order's last change. */
function aNode(memory = processMemory(), run = aRun()) {
	/** Of one order: since when it waits, and whether people are told of it. */
	const comes = async (
		hours: number,
		reason: string | null = soap,
		over: Partial<SalesOrder> = {},
		isManual = false,
	) => {
		const outcome = outcomeWithoutDocument(reason === null ? 'created' : 'needsAttention', reason ?? '');
		const said = [{ order: { ...sold, ...over }, outcome }];
		const waiting = await waitingOrders(said, { memory, run: { ...run, isManual }, now: at(hours) });
		return [...waiting.values()].map(
			({ since, isTold }) => `${isTold ? 'told' : 'silent'} since ${since.slice(5, 16)}`,
		)[0];
	};
	return { comes, memory, run };
}

/** rules.md H */
describe('an order that waits', () => {
	test('is told once and then once a day, and says since when it waits', async () => {
		const { comes } = aNode();
		const said = [];
		for (const hours of [0, 1, 2, 19, 20, 21, 43]) said.push(await comes(hours));
		expect(said).toEqual([
			'told since 11-28T09:00',
			...Array(3).fill('silent since 11-28T09:00'),
			'told since 11-28T09:00',
			'silent since 11-28T09:00',
			'told since 11-28T09:00',
		]);
	});

	test('is told at once when its reason changes, and waits since the same moment', async () => {
		const { comes } = aNode();
		await comes(0);
		expect([await comes(1, 'The books are closed'), await comes(2, 'The books are closed')]).toEqual([
			'told since 11-28T09:00',
			'silent since 11-28T09:00',
		]);
	});

	test('waits since the same moment when it changes meanwhile, and since its change when it was done in between', async () => {
		const { comes } = aNode();
		await comes(0);
		expect(await comes(3, soap, { modifiedAt: at(3) })).toBe('silent since 11-28T09:00');
		expect(await comes(4, null)).toBeUndefined();
		expect(await comes(5, soap, { modifiedAt: at(5) })).toBe('told since 11-28T14:00');
	});

	test('that was not seen waiting for two days was done by a person, and waits since its last change', async () => {
		const { comes } = aNode();
		await comes(0);
		expect(await comes(47, soap, { modifiedAt: at(47) })).toBe('told since 11-28T09:00');
		expect(await comes(96, soap, { modifiedAt: at(96) })).toBe('told since 12-02T09:00');
	});

	test('never waits since the future', async () => {
		expect(await aNode().comes(1, soap, { modifiedAt: '2027-06-01T00:00:00.000Z' })).toBe('told since 11-28T10:00');
	});

	test('is told in every run by hand, which counts as told to nobody else', async () => {
		const { comes } = aNode();
		expect([await comes(0, soap, {}, true), await comes(1, soap, {}, true), await comes(2)]).toEqual(
			Array(3).fill('told since 11-28T09:00'),
		);
	});

	test('is told again when the run that told it has failed', async () => {
		const { comes, memory, run } = aNode();
		await comes(0);
		await memory.alerts.takeBack(run.workflow ?? '', CHANGED);
		expect([await comes(1), await comes(2)]).toEqual(['told since 11-28T09:00', 'silent since 11-28T09:00']);
	});

	test('is told for itself, and by each node', async () => {
		const { comes, memory } = aNode();
		await comes(0);
		expect(await comes(1, soap, { orderId: '9' })).toMatch(/^told/);
		expect(await aNode(memory).comes(1)).toMatch(/^told/);
	});

	test('is told once where an older version of it is in the same run', async () => {
		const [memory, run] = [processMemory(), aRun()];
		const said = [
			{ order: { ...sold }, outcome: outcomeWithoutDocument('nothingToPost', 'A newer version is in the same run') },
			{ order: sold, outcome: outcomeWithoutDocument('needsAttention', soap) },
		];
		const told = [];
		for (const hours of [0, 1]) {
			const waiting = await waitingOrders(said, { memory, run, now: at(hours) });
			told.push([...waiting].map(([one, { isTold }]) => [one === sold, isTold]));
		}
		expect(told).toEqual([[[true, true]], [[true, false]]]);
	});
});
