import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundedStore, MOST_ENTRIES } from '../../../core/memory/boundedStore';

const keysOf = (store: ReturnType<typeof boundedStore<number>>) => [...store.entries()].map(([key]) => key);

describe('A bounded store', () => {
	test('lets the oldest entry out where there would be one too many', () => {
		const store = boundedStore<number>({ most: 2 });
		['a', 'b', 'c'].forEach((key, value) => store.set(key, value));
		expect([store.get('a'), store.get('b'), store.get('c')]).toEqual([undefined, 1, 2]);
	});

	test('takes an entry that is written again for the newest, and one that is only read for as old as it was', () => {
		const store = boundedStore<number>({ most: 2 });
		store.set('a', 1);
		store.set('b', 2);
		store.get('b');
		store.set('a', 3);
		store.set('c', 4);
		expect([...store.entries()]).toEqual([
			['a', 3],
			['c', 4],
		]);
	});

	test('forgets what is deleted, and has room for another one then', () => {
		const store = boundedStore<number>({ most: 2 });
		store.set('a', 1);
		store.set('b', 2);
		store.delete('b');
		store.set('c', 3);
		expect(keysOf(store)).toEqual(['a', 'c']);
	});

	test('keeps an entry for its age after it was written, also where nothing is written any more', () => {
		let now = 0;
		const store = boundedStore<number>({ most: 9, age: { keptFor: 10, now: () => now } });
		store.set('a', 1);
		now = 9;
		store.set('b', 2);
		expect([store.get('a'), store.get('b')]).toEqual([1, 2]);
		now = 10;
		expect([store.get('a'), store.get('b')]).toEqual([undefined, 2]);
		store.set('c', 3);
		expect(keysOf(store)).toEqual(['b', 'c']);
	});

	test('holds what a plain list of the newest entries holds, whatever is done to it', () => {
		const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
		const step = fc.oneof(
			fc.record({ kind: fc.constant('set' as const), key, value: fc.nat() }),
			fc.record({ kind: fc.constant('delete' as const), key, value: fc.constant(0) }),
		);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), (most, steps) => {
				const store = boundedStore<number>({ most });
				let newest: Array<readonly [string, number]> = [];
				for (const { kind, key: at, value } of steps) {
					newest = newest.filter(([other]) => other !== at);
					if (kind === 'delete') store.delete(at);
					else store.set(at, value);
					if (kind === 'set') newest = [...newest, [at, value] as const].slice(-most);
				}
				expect([...store.entries()]).toEqual(newest);
			}),
		);
	});

	test('of the size that a catalogue of 100,000 needs forgets one of one too many, and takes all of it written again', () => {
		const most = MOST_ENTRIES.small;
		const store = boundedStore<number>({ most });
		for (let place = 0; place <= most; place++) store.set(`listing ${place}`, place);
		expect([store.get('listing 0'), store.get('listing 1'), store.get(`listing ${most}`)]).toEqual([
			undefined,
			1,
			most,
		]);
		for (let place = 0; place <= most; place++) store.set(`listing ${place}`, -place);
		expect([...store.entries()]).toHaveLength(most);
		expect([store.get('listing 0'), store.get('listing 1')]).toEqual([undefined, -1]);
	});
});
