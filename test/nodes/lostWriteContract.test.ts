import { expect, jest, test } from '@jest/globals';
import { sleep, type IRun } from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import { readLevelsBySku } from '../../core/quickbooks/bundleLevels';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { openBench } from '../support/channelBench';
import { sku } from '../support/levels';
import { runNode } from '../support/nodesUnderTest';
import { openQuickBooks } from '../support/quickBooksBench';
import { serviceCredentials } from '../support/serviceCredentials';

jest.mock('n8n-workflow', () => jest.requireActual('../support/n8nWithMockedSleep'));

const outputsOf = (run: IRun) =>
	run.data.resultData.runData['Node']?.[0]?.data?.['main']?.map((items) => items?.map(({ json }) => json));

test.each(['before', 'after'] as const)(
	'a lowering whose call is cut %s BigCommerce takes it asks to come again, and is right when it comes',
	async (reset) => {
		const shop = await openBench(channelById('bigcommerce'));
		// As long as the product waits for the shop, the shop's time passes.
		jest.mocked(sleep).mockImplementation(async (milliseconds) => await shop.advanceClock(milliseconds));
		const books = await openQuickBooks();
		await books.control('/stock', { sku: 'MUG-BLUE', by: -3 });
		const [level] = await readLevelsBySku(books.client, [sku('MUG-BLUE')]);
		const push = async () =>
			await runNode(
				{
					type: new PushChannelStock(),
					parameters: { channels: ['bigcommerce'], syncInventoryToBigcommerce: true },
					credentials: serviceCredentials(),
				},
				[{ ...level, comesAgain: true }],
			);
		await shop.control('/faults', { path: 'adjustments', reset, times: 1 });
		expect(outputsOf(await push())).toEqual([
			[],
			[expect.objectContaining({ outcome: 'failed', sku: 'MUG-BLUE', before: 40, wanted: 37, retry: true })],
			[
				expect.objectContaining({
					subject: expect.stringMatching(/^MUG-BLUE on BigCommerce shows 40 and should show 37/),
				}),
			],
			[{ message: expect.stringMatching(/^Comes again: MUG-BLUE on BigCommerce\. /) }],
		]);
		expect(outputsOf(await push())).toEqual([[expect.objectContaining({ retry: false })], [], [], []]);
		expect((await shop.stock()).find((row) => row.sku === 'MUG-BLUE')?.quantity).toBe(37);
	},
);
