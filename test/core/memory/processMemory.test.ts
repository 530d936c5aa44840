import { describe, expect, test } from '@jest/globals';
import { MOST_ENTRIES } from '../../../core/memory/boundedStore';
import { processMemory } from '../../../core/memory/processMemory';

describe('The memory of a process', () => {
	test('has one store for each subject, and none in common with another memory', async () => {
		const memory = processMemory();
		await memory.store<number>('levels').write(new Map([['MUG', 7]]));
		expect((await memory.store<number>('levels').read(['MUG', 'CAP'])).get('MUG')).toBe(7);
		expect((await memory.store<number>('levels').read(['CAP'])).size).toBe(0);
		expect((await memory.store<number>('prices').read(['MUG'])).size).toBe(0);
		expect((await processMemory().store<number>('levels').read(['MUG'])).size).toBe(0);
	});

	test('forgets what is written as null', async () => {
		const store = processMemory().store<number>('levels');
		await store.write(new Map([['MUG', 7]]));
		await store.write(new Map([['MUG', null]]));
		expect((await store.read(['MUG'])).size).toBe(0);
	});

	test('loses no update of two that come at the same moment', async () => {
		const store = processMemory().store<number>('counts');
		const oneMore = async () =>
			await store.update(['MUG'], (known) => {
				const result = (known.get('MUG') ?? 0) + 1;
				return { entries: new Map([['MUG', result]]), result };
			});
		expect(await Promise.all([oneMore(), oneMore(), oneMore()])).toEqual([1, 2, 3]);
	});

	test('has room for fewer large entries', async () => {
		const store = processMemory().store<number>('orders', 'large');
		const keys = Array.from({ length: MOST_ENTRIES.large + 1 }, (_, place) => String(place));
		await store.write(new Map(keys.map((key) => [key, 1])));
		const known = await store.read(keys);
		expect([known.size, known.has('0')]).toEqual([MOST_ENTRIES.large, false]);
	});

	test('of a catalogue of 100,000 on three channels forgets nothing; of one more than its limit, the oldest', async () => {
		const store = processMemory().store<number>('levels');
		const keys = Array.from({ length: MOST_ENTRIES.small + 1 }, (_, place) => `listing ${place}`);
		await store.write(new Map(keys.slice(0, 300_000).map((key) => [key, 1])));
		expect((await store.read(keys)).size).toBe(300_000);
		await store.write(new Map(keys.map((key) => [key, 1])));
		const known = await store.read(keys);
		expect([known.size, known.has('listing 0')]).toEqual([MOST_ENTRIES.small, false]);
	});
});
