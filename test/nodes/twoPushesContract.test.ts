import { expect, test } from '@jest/globals';
import { channelById } from '../../core/channels/channelRegistry';
import { readLevelsBySku } from '../../core/quickbooks/bundleLevels';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { openBench } from '../support/channelBench';
import { sku } from '../support/levels';
import { runNode } from '../support/nodesUnderTest';
import { openQuickBooks } from '../support/quickBooksBench';
import { serviceCredentials } from '../support/serviceCredentials';

test('two workflows that push one delivery to BigCommerce at the same moment add it once, though the store shows it a minute later', async () => {
	const shop = await openBench(channelById('bigcommerce'));
	await shop.control('/settings', { inventoryDelay: 60_000 });
	const books = await openQuickBooks();
	await books.control('/stock', { sku: 'MUG-BLUE', by: 15 });
	const [level] = await readLevelsBySku(books.client, [sku('MUG-BLUE')]);
	const parameters = { channels: ['bigcommerce'], syncInventoryToBigcommerce: true };
	const push = async () =>
		await runNode({ type: new PushChannelStock(), parameters, credentials: serviceCredentials() }, [level ?? {}]);
	const runs = await Promise.all([push(), push()]);
	expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
	expect((await shop.stock()).find((row) => row.sku === 'MUG-BLUE')?.quantity).toBe(level?.quantityOnHand);
});
