import { describe, expect, test } from '@jest/globals';
import type { INodeType } from 'n8n-workflow';
import { CreateQboInvoice } from '../../nodes/CreateQboInvoice/CreateQboInvoice.node';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { stockLevel } from '../support/levels';
import { toOrderJson } from '../../core/model/salesOrderJson';
import { order } from '../support/orders';
import { unaskedQuickBooks } from '../support/unaskedQuickBooks';

const row = { summary: 'Order 66 cannot be read', reason: 'odd', orderId: '66', needsAttention: true };
const passedOn = { json: row, pairedItem: { item: 0 } };

/** Nobody is to be asked. */
async function run(type: INodeType, input: readonly unknown[], rest: Partial<NodeRun> = {}) {
	return await executeQuickBooksNode(type, { client: unaskedQuickBooks().client, input, ...rest });
}

describe('What a node before has marked for people', () => {
	test('goes through Match by SKU unchanged', async () => {
		expect(await run(new MatchBySku(), [row])).toEqual([[passedOn]]);
	});

	test('leaves Create QBO Invoice by Needs Attention, and nothing is posted for it', async () => {
		expect(await run(new CreateQboInvoice(), [row])).toEqual([[], [passedOn], []]);
	});

	test('leaves it by Stock Affected too, where the end of the run tells of it', async () => {
		const parameters = { options: { tellAtTheEnd: true } };
		expect(await run(new CreateQboInvoice(), [row], { parameters })).toEqual([[], [passedOn], [passedOn]]);
	});

	test.each(['incoming', 'everything', 'skus'])(
		'leaves Push Channel Stock by Needs Attention and in its message, whatever levels it pushes: %s',
		async (levels) => {
			const books = { ...unaskedQuickBooks().client, pages: async function* () {} };
			const asked = { client: books, shop: () => [], parameters: { levels, skus: 'MUG' } };
			const [, attention, message, again] = await run(new PushChannelStock(), [row], asked);
			expect([attention, again]).toEqual([[passedOn], []]);
			expect(message).toMatchObject([
				{ json: { subject: row.summary, text: `- ${row.summary}` }, pairedItem: [{ item: 0 }] },
			]);
		},
	);

	test('is told of in one message with what the push has to say itself', async () => {
		const shop = () => ({ not: 'a list' });
		const [, attention, message] = await run(new PushChannelStock(), [stockLevel(), row], { shop, nodeId: 'both' });
		expect(attention?.map(({ json }) => json.summary)).toEqual([
			expect.stringContaining('WooCommerce'),
			expect.stringContaining('open orders could not be read'),
			'Order 66 cannot be read',
		]);
		expect(message).toMatchObject([
			{
				json: { subject: 'Stock sync: 1 order waits, 2 more things to look at' },
				pairedItem: [{ item: 0 }, { item: 0 }, { item: 1 }],
			},
		]);
	});

	test('is told of though the push fails, where it is to go on', async () => {
		const input = [stockLevel(), row];
		const broken = { continueOnFail: true, credentialTrouble: 'No key', nodeId: 'broken' };
		const [, attention, message] = await run(new PushChannelStock(), input, broken);
		expect(attention?.length).toBeGreaterThan(1);
		expect(attention?.at(-1)).toEqual({ json: row, pairedItem: { item: 1 } });
		expect(message).toHaveLength(1);
	});
});

test('A run that failed is told of by Push Channel Stock though neither its form nor a credential can be used', async () => {
	const failed = { workflow: { name: 'Sync' }, execution: { error: { message: 'No key' }, url: 'https://n8n.test/1' } };
	const wrong = { parameters: { channels: 'none', levels: 'what?' }, credentialTrouble: 'No key', nodeId: 'failures' };
	const [done, attention, message, again] = await run(new PushChannelStock(), [failed], wrong);
	expect([done, again]).toEqual([[], []]);
	expect(attention).toMatchObject([{ json: { outcome: 'runFailed' }, pairedItem: { item: 0 } }]);
	expect(message).toMatchObject([
		{
			json: {
				subject: expect.stringMatching(/^"Sync": No key\. Nothing is lost/),
				html: expect.stringContaining('<a href="https://n8n.test/1">Sync</a>'),
			},
		},
	]);
	expect(await run(new PushChannelStock(), [failed], wrong)).toEqual([[], [], [], []]);
});

test('What Create QBO Invoice itself has for people is marked behind the stock, and as it was on Needs Attention', async () => {
	const parameters = { options: { tellAtTheEnd: true, dueDays: () => 'soon' } };
	const [, [attention] = [], affected] = await run(new CreateQboInvoice(), [toOrderJson(order())], { parameters });
	expect(attention?.json).not.toHaveProperty('needsAttention');
	expect(affected).toEqual([{ json: { ...attention?.json, needsAttention: true }, pairedItem: { item: 0 } }]);
});
