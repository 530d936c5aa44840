import { expect, test } from '@jest/globals';
import { lookOnlyMemory } from '../../../core/memory/lookOnlyMemory';
import { processMemory } from '../../../core/memory/processMemory';

const asObject = (map: ReadonlyMap<string, unknown>) => Object.fromEntries(map);

test('A look-only memory knows what the other one knows, and keeps what is written to itself', async () => {
	const real = processMemory();
	await real.store<number>('s').write(
		new Map([
			['a', 1],
			['b', 2],
		]),
	);
	const looking = lookOnlyMemory(real);
	const store = looking.store<number>('s');
	await store.write(
		new Map([
			['a', 10],
			['b', null],
			['c', 3],
		] as ReadonlyArray<readonly [string, number | null]>),
	);
	const doubled = await store.update(['a', 'b'], (known) => ({
		entries: new Map([['a', (known.get('a') ?? 0) * 2]]),
		result: asObject(known),
	}));
	expect(doubled).toEqual({ a: 10 });
	expect(asObject(await looking.store<number>('s').read(['a', 'b', 'c']))).toEqual({ a: 20, c: 3 });
	expect(asObject(await real.store<number>('s').read(['a', 'b', 'c']))).toEqual({ a: 1, b: 2 });
});

test('Nobody was alerted in it, and what is alerted in it counts nowhere else', async () => {
	const real = processMemory();
	const source = { workflow: 'w', now: 1 };
	await real.alerts.tell([{ name: 'x' }], source);
	const looking = lookOnlyMemory(real);
	expect(await looking.alerts.tell([{ name: 'x' }, { name: 'y' }], source)).toEqual([true, true]);
	expect(await real.alerts.isDue([{ name: 'x' }, { name: 'y' }], 2)).toEqual([false, true]);
});
