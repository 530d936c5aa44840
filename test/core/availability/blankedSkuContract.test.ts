import { expect, test } from '@jest/globals';
import { stockFeed } from '../../../core/availability/stockFeed';
import { openQuickBooks } from '../../support/quickBooksBench';
import { levelOf } from '../../support/stockUnits';

test('E11: an item whose SKU somebody blanked comes without it, as soon as QuickBooks shows the change', async () => {
	const { client, control, item } = await openQuickBooks();
	const itemId = await item('Soap', {
		Type: 'Inventory',
		Sku: 'SOAP',
		QtyOnHand: 4,
		TrackQtyOnHand: true,
		InvStartDate: '2026-01-01',
	});
	const feed = stockFeed(client, { fullReadHours: 0, oneByOne: true, now: Date.now });
	const told = async () => {
		const found: unknown[] = [];
		for await (const page of feed.pages(feed.firstCursor(true)))
			found.push(...page.units.map(levelOf).filter((level) => level.itemId === itemId));
		return found;
	};
	expect(await told()).toEqual([expect.objectContaining({ sku: 'SOAP', quantityOnHand: 4 })]);
	await control('/item', { id: itemId, Sku: '' });
	expect(await told()).toEqual([
		expect.objectContaining({
			kind: 'withoutSku',
			name: 'Soap',
			quantityOnHand: 4,
			reason: expect.stringContaining('The item "Soap" has no SKU in QuickBooks'),
		}),
	]);
});
