import { describe, expect, test } from '@jest/globals';
import type { Alert, Memory } from '../../../core/memory/memory';
import { MOST_ENTRIES } from '../../../core/memory/boundedStore';
import { processMemory } from '../../../core/memory/processMemory';
import { announce } from '../../../core/memory/workflowRun';

const HOUR = 3600_000;
const refused: Alert = { name: 'MUG', text: 'refused' };

/** Whether a memory tells an alert, of its own or of a workflow. */
function teller({ alerts }: Memory = processMemory()) {
	return async (alert: Alert, now: number, workflow: string | null = 'w') =>
		(await alerts.tell([alert], { workflow, now }))[0];
}

describe('An alert', () => {
	test('is told once a day, also where the daily run is a little early', async () => {
		const tell = teller();
		const told = [];
		for (const now of [0, 1, 19 * HOUR, 23 * HOUR, 24 * HOUR]) told.push(await tell(refused, now));
		expect(told).toEqual([true, false, false, true, false]);
	});

	test('is told again after its own pause', async () => {
		const tell = teller();
		const weekly = { name: 'end', pause: 168 * HOUR };
		expect([await tell(weekly, 0), await tell(weekly, 168 * HOUR - 1), await tell(weekly, 168 * HOUR)]).toEqual([
			true,
			false,
			true,
		]);
	});

	test('is told at once when something else is said under its name', async () => {
		const tell = teller();
		const failed = { name: 'MUG', text: 'failed' };
		expect([await tell(refused, 0), await tell(failed, 1), await tell(failed, 2), await tell(refused, 3)]).toEqual([
			true,
			true,
			false,
			true,
		]);
	});

	test('is told when it is worse than last time, and less bad counts from there', async () => {
		const tell = teller();
		const short = async (severity: number, now: number) => await tell({ name: 'MUG', severity, pause: Infinity }, now);
		expect([
			await short(3, 0),
			await short(3, 900 * HOUR),
			await short(1, 901 * HOUR),
			await short(2, 902 * HOUR),
			await short(2, 903 * HOUR),
		]).toEqual([true, false, false, true, false]);
	});

	test('that comes twice in one run is told once', async () => {
		const { alerts } = processMemory();
		expect(await alerts.tell([refused, refused], { workflow: 'w', now: 0 })).toEqual([true, false]);
	});

	test('that is over is told at once when it comes back', async () => {
		const memory = processMemory();
		const tell = teller(memory);
		await tell(refused, 0);
		await memory.alerts.end(['MUG', 'unknown']);
		expect(await tell(refused, 1)).toBe(true);
	});

	test('is looked at without being told', async () => {
		const memory = processMemory();
		expect(await memory.alerts.isDue([refused], 0)).toEqual([true]);
		expect([await teller(memory)(refused, 1), await teller(memory)(refused, 2)]).toEqual([true, false]);
		expect(await memory.alerts.isDue([refused], 3)).toEqual([false]);
	});

	test('is told once more when the run that told it failed: of its workflow alone, and since its start', async () => {
		const memory = processMemory();
		const tell = teller(memory);
		await tell({ name: 'early' }, 9, 'failing');
		await tell({ name: 'late' }, 10, 'failing');
		await tell({ name: 'other' }, 10, 'other');
		await tell({ name: 'of no run' }, 10, null);
		await memory.alerts.takeBack('failing', 10);
		const names = ['early', 'late', 'other', 'of no run'];
		expect(
			await memory.alerts.isDue(
				names.map((name) => ({ name })),
				11,
			),
		).toEqual([false, true, false, false]);
	});
});

describe('Alerts of a catalogue of 100,000', () => {
	const alertsUpTo = (count: number): Alert[] =>
		Array.from({ length: count }, (_, place) => ({ name: `listing ${place}` }));

	test('on three channels are told once, and not told again in the next run', async () => {
		const { alerts } = processMemory();
		const all = alertsUpTo(300_000);
		expect((await alerts.tell(all, { workflow: 'w', now: 0 })).every(Boolean)).toBe(true);
		expect((await alerts.tell(all, { workflow: 'w', now: 1 })).some(Boolean)).toBe(false);
	});

	test('of which there is one more than the limit: the oldest alone is told again', async () => {
		const { alerts } = processMemory();
		const all = alertsUpTo(MOST_ENTRIES.small + 1);
		await alerts.tell(all, { workflow: 'w', now: 0 });
		const due = await alerts.isDue(all, 1);
		expect([due.filter(Boolean).length, due[0]]).toEqual([1, true]);
	});
});

describe('A person who runs the workflow in the editor', () => {
	test('is told all of it, and keeps it from nobody else', async () => {
		const { alerts } = processMemory();
		const run = { node: 'n', workflow: 'w', isManual: false };
		const told = async (isManual: boolean, now: number) =>
			(await announce([refused], { run: { ...run, isManual }, alerts, now }))[0];
		expect([
			await told(true, 0),
			await told(true, 1),
			await told(false, 2),
			await told(true, 3),
			await told(false, 4),
		]).toEqual([true, true, true, true, false]);
	});
});
