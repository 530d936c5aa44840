import { describe, expect, test } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';
import { IntegrationError } from '../../../core/http/integrationError';
import { acknowledgedPoll } from '../../../nodes/bridge/polling/acknowledgedPoll';
import { fakeN8n, type FakeN8n } from '../../support/fakeN8n';
import { memory } from '../../../nodes/bridge/memory/memory';
import { counterSource } from '../../support/counterSource';

const MINUTE = 60_000;
const numbers = (batch: INodeExecutionData[][]) =>
	batch.map((output) => output.map(({ json }) => json.number ?? json.reason));

/** One tick of the schedule, a minute after the last. */
async function tick(n8n: FakeN8n, news: ReturnType<typeof counterSource>) {
	n8n.clock.advance(MINUTE);
	return await acknowledgedPoll(n8n.context, async () => news.source, n8n.clock);
}

describe('an acknowledged poll', () => {
	test('moves its cursor when the run that got the batch has succeeded', async () => {
		const n8n = fakeN8n({ runs: ['success'] });
		const news = counterSource({ pages: [[1, 2, 3]] });
		await tick(n8n, news);
		expect(numbers(n8n.emitted[0] ?? [])).toEqual([[1, 2, 3], []]);
		expect(n8n.cursor()).toEqual({ after: 3 });
		await tick(n8n, news);
		expect(n8n.emitted).toHaveLength(1);
	});

	test('drains a backlog in one poll, batch after batch', async () => {
		const n8n = fakeN8n({ runs: ['success', 'success', 'success'] });
		const news = counterSource({ pages: [[1, 2], [3, 4], [5]] });
		await tick(n8n, news);
		expect(n8n.emitted.map(numbers)).toEqual([
			[[1, 2], []],
			[[3, 4], []],
			[[5], []],
		]);
		expect(n8n.cursor()).toEqual({ after: 5 });
	});

	test('gives each run what leaves by one output, in order, so that no node behind works twice in a run', async () => {
		const n8n = fakeN8n({ runs: ['success', 'success', 'success', 'success'] });
		await tick(n8n, counterSource({ pages: [[1, 2, 3, 4, 5]], second: [3, 5] }));
		expect(n8n.emitted.map(numbers)).toEqual([
			[[1, 2], []],
			[[], [3]],
			[[4], []],
			[[], [5]],
		]);
		expect(n8n.cursor()).toEqual({ after: 5 });
	});

	test.each(['error', 'canceled', 'crashed', 'reject', 'none'] as const)(
		'reads the window again after a run that ended as %s',
		async (ending) => {
			const n8n = fakeN8n({ runs: [ending, 'success'] });
			const news = counterSource({ pages: [[1, 2]] });
			await tick(n8n, news);
			expect(n8n.cursor()).toEqual({ after: 0 });
			await tick(n8n, news);
			expect(n8n.emitted.map(numbers)).toEqual([
				[[1, 2], []],
				[[1, 2], []],
			]);
			expect(n8n.cursor()).toEqual({ after: 2 });
		},
	);

	test.each([
		['error', true],
		['wireError', true],
		['comesAgain', false],
		['success', false],
	] as const)('what a run told that ended as %s is news again in the next: %j', async (ending, isNews) => {
		const news = async (name: string) => {
			const source = { workflow: 'workflow', now: n8n.clock.now() };
			return (await memory.alerts.tell([{ name: `${ending}: ${name}` }], source))[0];
		};
		const n8n = fakeN8n({ runs: ['success', 'pending', 'success'] });
		const source = counterSource({ pages: [[1], [2]] });
		await news('told by an earlier run');
		n8n.clock.advance(1);
		const poll = tick(n8n, source);
		await poll;
		await news('told by this run');
		n8n.clock.advance(MINUTE);
		n8n.land(1, ending);
		await tick(n8n, source);
		expect([await news('told by an earlier run'), await news('told by this run')]).toEqual([false, isNews]);
	});

	test('counts a waiting run as handled, since n8n has stored it', async () => {
		const n8n = fakeN8n({ runs: ['waiting'] });
		await tick(n8n, counterSource({ pages: [[1]] }));
		expect(n8n.cursor()).toEqual({ after: 1 });
	});

	test('leaves a slow run in flight, emits nothing beside it, and moves the cursor when it lands', async () => {
		const n8n = fakeN8n({ runs: ['pending', 'success'] });
		const news = counterSource({ pages: [[1], [2]] });
		await tick(n8n, news);
		await tick(n8n, news);
		expect(n8n.emitted).toHaveLength(1);
		expect(n8n.cursor()).toEqual({ after: 0 });
		n8n.land(0, 'success');
		await tick(n8n, news);
		expect(n8n.emitted.map(numbers)).toEqual([
			[[1], []],
			[[2], []],
		]);
		expect(n8n.cursor()).toEqual({ after: 2 });
	});

	test('gives a run fifteen minutes, then reads its window again', async () => {
		const n8n = fakeN8n({ runs: ['pending', 'success'] });
		const news = counterSource({ pages: [[1]] });
		await tick(n8n, news);
		n8n.clock.advance(15 * MINUTE);
		await tick(n8n, news);
		await tick(n8n, news);
		expect(n8n.emitted.map(numbers)).toEqual([
			[[1], []],
			[[1], []],
		]);
		expect(n8n.cursor()).toEqual({ after: 1 });
	});

	test('hands half as much to a run after one that took too long', async () => {
		const n8n = fakeN8n({ runs: ['pending', 'success', 'success'] });
		const news = counterSource({ pages: [[1, 2, 3, 4]] });
		await tick(n8n, news);
		n8n.clock.advance(15 * MINUTE);
		for (let minute = 0; minute < 3; minute++) await tick(n8n, news);
		expect(n8n.emitted.map(numbers)).toEqual([
			[[1, 2, 3, 4], []],
			[[1, 2], []],
			[[3, 4], []],
		]);
	});

	test.each([
		['five minutes at most', 'wireError', [1, 2, 3, 5, 9, 14, 19, 24]],
		['two where the run asked to come again', 'comesAgain', [1, 2, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25]],
	] as const)('pauses longer after each failure, %s', async (_most, ending, minutes) => {
		const n8n = fakeN8n({ runs: Array.from({ length: 20 }, () => ending) });
		const news = counterSource({ pages: [[1]] });
		const emittedAt: number[] = [];
		for (let minute = 1; minute <= 25; minute++) {
			const before = n8n.emitted.length;
			await tick(n8n, news);
			if (n8n.emitted.length > before) emittedAt.push(minute);
		}
		expect(emittedAt).toEqual(minutes);
	});

	test.each([
		['wireError', [1, 2, 3, 4]],
		['error', [1, 3, 4]],
	] as const)('a run that ends as %s long after its poll is repeated at minutes %j', async (ending, minutes) => {
		const n8n = fakeN8n({ runs: Array.from({ length: 9 }, () => 'pending' as const) });
		const news = counterSource({ pages: [[1]] });
		const emittedAt: number[] = [];
		for (let minute = 1; minute <= 4; minute++) {
			const before = n8n.emitted.length;
			await tick(n8n, news);
			if (n8n.emitted.length === before) continue;
			emittedAt.push(minute);
			n8n.land(before, minute === 1 ? ending : 'success');
			news.source.pages = async function* () {
				yield { units: [minute + 1], handled: (at) => at, done: (at) => at };
			};
		}
		expect(emittedAt).toEqual(minutes);
	});

	test.each([
		['a credential that is refused', 'refused'],
		['a form that is wrong', 'wrongForm'],
	] as const)('tries %s again after five minutes, then once an hour, and loses nothing', async (_what, ending) => {
		let isRefused = true;
		const n8n = fakeN8n({ runs: () => (isRefused ? ending : 'success') });
		const news = counterSource({ pages: [[1, 2]] });
		const emittedAt: number[] = [];
		for (let minute = 1; minute <= 130; minute++) {
			if (minute === 100) isRefused = false;
			const before = n8n.emitted.length;
			await tick(n8n, news);
			if (n8n.emitted.length > before) emittedAt.push(minute);
		}
		expect(emittedAt).toEqual([1, 6, 66, 126]);
		expect(n8n.emitted.map(numbers)).toEqual(Array.from({ length: 4 }, () => [[1, 2], []]));
		expect(n8n.cursor()).toEqual({ after: 2 });
	});

	test.each([
		['activate', 2],
		['update', 2],
		['init', 1],
	] as const)('after an activation of the kind "%s" has handed the window over %i times', async (activation, times) => {
		const before = fakeN8n({ runs: ['refused'] });
		const after = fakeN8n({ runs: ['success'], sameNodeAs: before, activation });
		const news = counterSource({ pages: [[1]] });
		await tick(before, news);
		await tick(after, news);
		expect(before.emitted.length + after.emitted.length).toBe(times);
	});

	test('halves a batch that failed three times by its own fault until the culprit leaves alone, and loses nobody else', async () => {
		const news = counterSource({ pages: [[1, 2, 3, 4]] });
		const n8n = fakeN8n({
			runs: (batch) => ((batch[0] ?? []).some(({ json }) => json.number === 3) ? 'error' : 'success'),
		});
		for (let minute = 0; minute < 60; minute++) await tick(n8n, news);
		const handled = n8n.emitted.filter((_, place) => n8n.endings[place] === 'success').map(numbers);
		expect(handled).toEqual([
			[[1, 2], []],
			[[], ['3 failed: boom']],
			[[4], []],
		]);
		expect(n8n.cursor()).toEqual({ after: 4 });
	});

	test('does not halve for a failure of the wire', async () => {
		const n8n = fakeN8n({ runs: ['wireError', 'wireError', 'wireError', 'wireError', 'success'] });
		const news = counterSource({ pages: [[1, 2]] });
		for (let minute = 0; minute < 20; minute++) await tick(n8n, news);
		expect(n8n.emitted.map(numbers).every(([orders]) => orders?.length === 2)).toBe(true);
		expect(n8n.cursor()).toEqual({ after: 2 });
	});

	test('goes on without a culprit that has no output to leave by, and says so', async () => {
		const news = counterSource({ pages: [[1], [2]], hasSecondOutput: false });
		const n8n = fakeN8n({ runs: (batch) => (batch[0]?.[0]?.json.number === 1 ? 'error' : 'success') });
		const told: string[] = [];
		for (let minute = 0; minute < 20; minute++) await tick(n8n, news).catch((error: Error) => told.push(error.message));
		expect(told).toEqual([expect.stringContaining('unit 1')]);
		expect(n8n.cursor()).toEqual({ after: 2 });
	});

	test('lets a second tick pass while the first still polls', async () => {
		const n8n = fakeN8n({ runs: ['success'] });
		const news = counterSource({ pages: [[1]] });
		await Promise.all([tick(n8n, news), acknowledgedPoll(n8n.context, async () => news.source, n8n.clock)]);
		expect(n8n.emitted).toHaveLength(1);
	});

	test('stops emitting when a republish has overtaken it, and hands its flight over', async () => {
		const before = fakeN8n({ runs: ['pending'] });
		const after = fakeN8n({ runs: ['success'], sameNodeAs: before });
		const news = counterSource({ pages: [[1], [2]] });
		await tick(before, news);
		const old = tick(before, news);
		const republished = acknowledgedPoll(after.context, async () => news.source, after.clock);
		before.land(0, 'success');
		await Promise.all([old, republished]);
		expect(before.emitted.map(numbers)).toEqual([[[1], []]]);
		expect(after.emitted.map(numbers)).toEqual([[[2], []]]);
		expect(after.cursor()).toEqual({ after: 2 });
	});

	test.each([
		['activate', 100],
		['update', 3],
		['init', 3],
	] as const)(
		'after an activation of the kind "%s" begins where the source wants it: %i',
		async (activation, after) => {
			const n8n = fakeN8n({ runs: ['success', 'success'], activation });
			const { source } = counterSource({ pages: [[1, 2, 3]] });
			const news = { source: { ...source, published: () => ({ after: 100 }) } };
			await tick(n8n, news);
			await tick(n8n, news);
			expect(n8n.cursor()).toEqual({ after });
		},
	);

	test('in a manual run shows a sample and touches nothing', async () => {
		const n8n = fakeN8n({ runs: [], mode: 'manual' });
		const shown = await tick(n8n, counterSource({ pages: [[1, 2]] }));
		expect(numbers(shown ?? [])).toEqual([[1], []]);
		expect(n8n.emitted).toEqual([]);
		expect(n8n.cursor()).toBeUndefined();
	});
});

describe('a fault while polling', () => {
	const down = () => new IntegrationError('unavailable', 'the shop is down');
	const dead = () => new IntegrationError('notAuthorised', 'the key was revoked');

	test.each(['init', 'update', 'leadershipChange'] as const)(
		'is never thrown while n8n activates the trigger by itself (%s)',
		async (activation) => {
			const n8n = fakeN8n({ runs: [], activation });
			await expect(tick(n8n, counterSource({ pages: [dead()] }))).resolves.toBeNull();
		},
	);

	test('is shown to the person who presses Publish', async () => {
		const n8n = fakeN8n({ runs: [], activation: 'activate' });
		await expect(tick(n8n, counterSource({ pages: [down()] }))).rejects.toThrow('the shop is down');
	});

	test('in the set-up is looked for when a person presses Publish, and at no other time', async () => {
		const trouble = new IntegrationError('rejected', 'QuickBooks keeps no stock');
		await expect(
			tick(fakeN8n({ runs: [], activation: 'activate' }), counterSource({ pages: [], trouble })),
		).rejects.toThrow('QuickBooks keeps no stock');
		await expect(
			tick(fakeN8n({ runs: ['success'], activation: 'init' }), counterSource({ pages: [[1]], trouble })),
		).resolves.toBeNull();
	});

	test('of the passing kind is shown at its third poll and again after an hour', async () => {
		const n8n = fakeN8n({ runs: [] });
		const news = counterSource({ pages: [down()] });
		const shownAt: number[] = [];
		await tick(n8n, news);
		for (let minute = 1; minute <= 70; minute++) await tick(n8n, news).catch(() => shownAt.push(minute));
		expect(shownAt).toEqual([3, 63]);
	});

	test('of the lasting kind is shown at once, and again only after an hour', async () => {
		const n8n = fakeN8n({ runs: [] });
		const news = counterSource({ pages: [dead()] });
		const shownAt: number[] = [];
		await tick(n8n, news);
		for (let minute = 1; minute <= 65; minute++) await tick(n8n, news).catch(() => shownAt.push(minute));
		expect(shownAt).toEqual([1, 61]);
	});
});
