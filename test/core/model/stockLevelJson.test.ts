import { expect, test } from '@jest/globals';
import { readStockLevel, toStockLevelJson } from '../../../core/model/stockLevel';
import { component, sku, stockLevel } from '../../support/levels';

const bundle = stockLevel({
	unposted: 2,
	awaitsOpening: true,
	changedAt: '2026-11-23T09:00:00.000Z',
	components: [{ itemId: '6', sku: sku('BOX'), name: 'Box', quantity: 1, quantityOnHand: 5, partOf: [] }],
	partOf: [{ sku: sku('SET'), quantity: 2 }],
});

test.each([
	['of a single item', stockLevel()],
	['of a bundle, with all that it may have', bundle],
])('a level %s is read as it was, after it has travelled', (_what, level) =>
	expect(readStockLevel(JSON.parse(JSON.stringify(toStockLevelJson(level))))).toEqual(level),
);

test('a level of a single item travels with what it says, and nothing else', () => {
	expect(Object.keys(toStockLevelJson(stockLevel()))).toEqual([
		'sku',
		'itemId',
		'name',
		'quantityOnHand',
		'active',
		'asOf',
		'realmId',
	]);
});

test('what is held back never travels: a level that says so itself is not believed', () => {
	const forged = { ...toStockLevelJson(stockLevel()), reservations: [], openOrders: {}, components: [component()] };
	expect(readStockLevel(forged)).not.toHaveProperty('openOrders');
	expect(readStockLevel(forged).components[0]).not.toHaveProperty('reservations');
});
