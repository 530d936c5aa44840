import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sleep } from 'n8n-workflow';
import { eventually, ownersN8n, supervisor, type SandboxConfig } from '../support/e2e';
import { controlOf } from '../support/e2eControl';
import type { E2eN8n } from '../support/e2eN8n';
import { documentsOf, expectOneDocumentEach } from '../support/books';
import { ticks, withPollTimes } from '../support/schedule';
import { chain, credentialsFor, orderTrigger, report, reported, timesReported, wait } from '../support/probeWorkflow';

/**
 * Triggers that lose nothing, in a real n8n on a schedule. These scenarios run side by side: each probe workflow has a trigger of
 * its own and reports what reached its end; only the first one lets orders into the books.
 */
let n8n: E2eN8n;
let config: SandboxConfig;
const published: string[] = [];
const credentials: string[] = [];

beforeAll(async () => {
	n8n = await ownersN8n();
	config = await supervisor().config();
});

afterAll(async () => {
	for (const id of published) await n8n.unpublish(id);
	for (const id of credentials) await n8n.http.delete(`/rest/credentials/${id}`);
});

async function publish(draft: ReturnType<typeof chain>): Promise<string> {
	const workflow = await n8n.create(draft);
	published.push(workflow.id);
	expect(await n8n.publish(workflow)).toMatchObject({ status: 'published' });
	return workflow.id;
}

const mug = [{ sku: 'MUG-BLUE', quantity: 1 }];
/** After a failed run a trigger pauses half a minute, milliseconds. */
const FIRST_PAUSE = 30_000;

describe('an acknowledged trigger', () => {
	test.concurrent(
		'posts every order once when QuickBooks stops in mid-run and comes back',
		async () => {
			const [quickbooks, woocommerce] = await Promise.all([controlOf('quickbooks'), controlOf('woocommerce')]);
			await quickbooks.layFault({ method: 'POST', path: '/(invoice|batch)\\?', delay: 15_000, times: 1 });
			const asked = await quickbooks.journalEnd();
			const sold = [await woocommerce.sell(mug), await woocommerce.sell(mug), await woocommerce.sell(mug)];
			await eventually(
				'the run to look the orders up in QuickBooks',
				async () =>
					(await quickbooks.journal(asked)).some(({ query }) =>
						/from (Invoice|SalesReceipt)\b/i.test(String(query.query)),
					),
				{ seconds: 150 },
			);
			await supervisor().stopService('quickbooks');
			// The trigger comes again once, and QuickBooks is down still.
			await sleep(FIRST_PAUSE + ticks(config, 2));
			await supervisor().startService('quickbooks');
			await expectOneDocumentEach('WC-', sold, { seconds: 240 });
		},
		600_000,
	);

	test.concurrent(
		'counts a run that waits as handled, and delivers once',
		async () => {
			// From 65 s on n8n stores the run as waiting, in place of keeping it going.
			await publish(chain('probe: wait', orderTrigger(config, 'bigcommerce'), wait(70), report('waited')));
			const { orderId } = await (await controlOf('bigcommerce')).sell(mug);
			await eventually('the waiting run to go on', async () => (await timesReported('waited', orderId)) > 0, {
				seconds: 300,
			});
			await sleep(ticks(config, 2));
			expect(await timesReported('waited', orderId)).toBe(1);
		},
		600_000,
	);

	test.concurrent(
		'with On Error set to continue nothing fails by the door for what is posted',
		async () => {
			const dead = await n8n.http.post('/rest/credentials', {
				name: 'QuickBooks out of reach',
				type: 'qboSyncOAuth2Api',
				data: {
					environment: 'custom',
					customUrl: 'http://127.0.0.1:9',
					clientId: 'id',
					clientSecret: 'out of reach',
					oauthTokenData: { access_token: 'none', token_type: 'bearer', callbackQueryString: { realmId: '1' } },
				},
			});
			credentials.push(dead.data.data.id);
			const create = {
				id: 'create-node',
				name: 'Create',
				type: 'n8n-nodes-qbo-inventory-sync.createQboInvoice',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
				credentials: { qboSyncOAuth2Api: { id: dead.data.data.id, name: 'QuickBooks out of reach' } },
				onError: 'continueRegularOutput',
			};
			const draft = chain('probe: continue', orderTrigger(config, 'ebay'), create, report('continued-posted'));
			const attention = report('continued-attention');
			const outputs = [['continued-posted'], ['continued-attention']].map((names) =>
				names.map((node) => ({ node, type: 'main', index: 0 })),
			);
			await publish({
				...draft,
				nodes: [...draft.nodes, attention],
				connections: { ...draft.connections, Create: { main: outputs } },
			});
			const { orderId } = await (await controlOf('ebay')).sell(mug);
			await eventually(
				'the order on Needs Attention',
				async () => (await timesReported('continued-attention', orderId)) > 0,
				{ seconds: 240 },
			);
			expect(await reported('continued-posted')).toEqual([]);
		},
		600_000,
	);

	test.concurrent(
		'keeps its place when it is renamed',
		async () => {
			const woocommerce = await controlOf('woocommerce');
			const id = await publish(chain('probe: rename', orderTrigger(config, 'woocommerce'), report('renamed')));
			const before = await woocommerce.sell(mug);
			await eventually('the first order', async () => (await timesReported('renamed', before.orderId)) > 0, {
				seconds: 150,
			});
			const saved = await n8n.workflow(id);
			const nodes = saved.nodes.map((node) =>
				node.name === 'Orders' ? { ...node, name: 'Orders of the shop' } : node,
			);
			const meanwhile = await woocommerce.sell(mug);
			const renamed = await n8n.save({
				...saved,
				nodes,
				connections: { 'Orders of the shop': saved.connections.Orders },
			});
			expect(await n8n.publish(renamed)).toMatchObject({ status: 'published' });
			const after = await woocommerce.sell(mug);
			for (const { orderId } of [meanwhile, after]) {
				await eventually(`order ${orderId}`, async () => (await timesReported('renamed', orderId)) > 0, {
					seconds: 150,
				});
			}
			// n8n stores a cursor when a trigger emits, so a republish repeats the last batch and no more.
			expect(await timesReported('renamed', before.orderId)).toBeLessThanOrEqual(2);
		},
		600_000,
	);

	test.concurrent(
		'hands its run over when it is republished meanwhile',
		async () => {
			const id = await publish(
				chain(
					'probe: republish',
					orderTrigger(config, 'bigcommerce'),
					report('republished-begin', 30_000),
					report('republished-end'),
				),
			);
			const { orderId } = await (await controlOf('bigcommerce')).sell(mug);
			await eventually('the run to begin', async () => (await timesReported('republished-begin', orderId)) > 0, {
				seconds: 150,
			});
			const pollTimes = { item: [...config.polls.times.item, { mode: 'everyHour', minute: 7 }] };
			const republished = await n8n.edit(id, (node) => withPollTimes(node, pollTimes));
			expect(republished).toMatchObject({ status: 'published' });
			await eventually('the run to end', async () => (await reported('republished-end')).length > 0, { seconds: 120 });
			await sleep(ticks(config, 2));
			expect(await timesReported('republished-begin', orderId)).toBe(1);
		},
		600_000,
	);
});

test('the books hold no document twice', async () => {
	const numbers = (await documentsOf())
		.filter(({ voided }) => !voided)
		.map(({ type, docNumber }) => `${type} ${docNumber}`);
	expect(numbers).toEqual([...new Set(numbers)]);
	expect(credentialsFor(config, 'quickbooks')).toHaveProperty('qboSyncOAuth2Api');
});
