import { describe, expect, test } from '@jest/globals';
import { checkedIncreases } from '../../../core/pushing/increaseCheck';
import type { PushChange } from '../../../core/pushing/pushPlan';
import { asOf, level } from '../../support/pushWorld';
import { quickBooksWithItems } from '../../support/quickBooksWithItems';

describe('the check of increases', () => {
	test('looks at each level a few times, however many there are', async () => {
		const names = Array.from({ length: 600 }, (_, place) => `S-${place}`);
		let looks = 0;
		const increases = names.map((name) => {
			const counted = Object.defineProperty(level(name, 5), 'itemId', { get: () => ((looks += 1), name) });
			return { kind: 'increase', restsOn: [counted] };
		});
		const { client } = quickBooksWithItems(
			names.map((name) => ({ id: name, sku: name, quantity: 5 })),
			asOf,
		);
		const { passed } = await checkedIncreases(increases as unknown as PushChange[], async () => client);
		expect(passed).toHaveLength(600);
		expect(looks).toBeLessThan(10 * 600);
	});
});
