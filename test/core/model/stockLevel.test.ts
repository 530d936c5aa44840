import { expect, test } from '@jest/globals';
import { readItemWithoutSku } from '../../../core/model/itemWithoutSku';
import { readStockLevel } from '../../../core/model/stockLevel';
import { stockLevel } from '../../support/levels';

const itemUrl = 'https://app.qbo.intuit.com/app/item?itemId=5&companyId=42';
const withoutSku = {
	kind: 'withoutSku',
	itemId: '5',
	name: 'Bowl',
	quantityOnHand: 3,
	changedAt: '2026-11-23T09:59:00.000Z',
	asOf: '2026-11-23T10:00:00.000Z',
	realmId: '42',
};

test('A level, and an item without SKU, keep the link of the item on their way through n8n', () => {
	expect(readStockLevel({ ...stockLevel(), itemUrl })).toEqual({ ...stockLevel(), itemUrl });
	expect(readItemWithoutSku({ ...withoutSku, itemUrl })).toMatchObject({ itemUrl });
});

test.each(['javascript:alert(1)', 'the item', 7, null])('What is no link is left out of them: %p', (odd) => {
	expect(readStockLevel({ ...stockLevel(), itemUrl: odd })).not.toHaveProperty('itemUrl');
	expect(readItemWithoutSku({ ...withoutSku, itemUrl: odd })).not.toHaveProperty('itemUrl');
});
