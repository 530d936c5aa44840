import { beforeAll, expect, test } from '@jest/globals';
import axios from 'axios';
import { ownersN8n, supervisor, type SandboxConfig, type ServiceName } from '../support/e2e';
import type { E2eN8n, E2eNode, E2eWorkflow } from '../support/e2eN8n';
import { controlOf } from '../support/e2eControl';
import { credentialsFor } from '../support/probeWorkflow';
import fromAnywhere from '../../workflows/orders-from-anywhere.json';
import syncBigCommerce from '../../workflows/inventory-sync-bigcommerce.json';
import syncEbay from '../../workflows/inventory-sync-ebay.json';
import syncWooCommerce from '../../workflows/inventory-sync-woocommerce.json';

const templates: ReadonlyArray<readonly [ServiceName, unknown]> = [
	['woocommerce', syncWooCommerce],
	['bigcommerce', syncBigCommerce],
	['ebay', syncEbay],
];

let n8n: E2eN8n;
let config: SandboxConfig;

beforeAll(async () => {
	n8n = await ownersN8n();
	config = await supervisor().config();
});

/** What a user with this one channel does after the import: chooses the credentials that he has, and edits nothing. */
function withCredentialsOf(channel: ServiceName, node: E2eNode): E2eNode {
	const owned = credentialsFor(config, 'quickbooks', channel);
	const asked = Object.keys((node.credentials ?? {}) as object);
	const chosen = Object.fromEntries(
		asked.filter((type) => owned[type] !== undefined).map((type) => [type, owned[type]]),
	);
	return asked.length === 0 ? node : { ...node, credentials: chosen };
}

test.each(templates)(
	'a shop on %s alone publishes its template without an edit',
	async (channel, template) => {
		const { name, nodes, connections, settings } = template as E2eWorkflow;
		const draft = {
			name: `${name}, one channel`,
			nodes: nodes.map((node) => withCredentialsOf(channel, node)),
			connections,
			settings,
		};
		const workflow = await n8n.create(draft);
		const status = await n8n.publish(workflow);
		await n8n.unpublish(workflow.id);
		expect(status).toMatchObject({ status: 'published' });
	},
	120_000,
);

test('an order from anywhere is posted by a webhook that asks for a secret, and is answered', async () => {
	const secret = { name: 'X-Api-Key', value: 'only-this-sender' };
	const credential = await n8n.createCredential({ type: 'httpHeaderAuth', name: 'Header Auth account', data: secret });
	const ours = credentialsFor(config, 'quickbooks');
	const nodes = (fromAnywhere.nodes as unknown as readonly E2eNode[]).map((node): E2eNode => {
		if (node.type.endsWith('.webhook')) return { ...node, credentials: { httpHeaderAuth: credential } };
		return node.type.endsWith('.createQboInvoice') ? { ...node, credentials: ours } : node;
	});
	const { name, connections, settings } = fromAnywhere as unknown as E2eWorkflow;
	const workflow = await n8n.create({ name, nodes, connections, settings });
	expect(await n8n.publish(workflow)).toMatchObject({ status: 'published' });
	const send = async (order: object, key: string) =>
		await axios.post(`${config.n8n.url}/webhook/orders-to-quickbooks`, order, {
			headers: { [secret.name]: key },
			proxy: false,
			validateStatus: () => true,
		});
	const order = {
		channel: 'farm-stand',
		orderId: 'F-1001',
		placedAt: new Date().toISOString(),
		currency: 'USD',
		total: '25.00',
		lines: [{ sku: 'EBOOK-KNOTS', quantity: 2, net: '25.00' }],
	};
	expect(await send(order, 'a guess')).toMatchObject({ status: 403 });
	expect(await send(order, secret.value)).toMatchObject({ status: 200, data: { outcome: 'created' } });
	expect(await send(order, secret.value)).toMatchObject({ status: 200, data: { outcome: 'alreadyThere' } });
	expect(await send({ ...order, orderId: 'F-2', total: 'much' }, secret.value)).toMatchObject({
		status: 500,
		data: { outcome: 'failed', reason: expect.stringContaining('order.total') },
	});
	expect(await send({ ...order, orderId: 'F-3', total: '26.00' }, secret.value)).toMatchObject({
		status: 202,
		data: { outcome: 'needsAttention' },
	});
	await n8n.unpublish(workflow.id);
	const documents = await (await controlOf('quickbooks')).get<Array<{ docNumber: string }>>('/documents');
	expect(documents.filter(({ docNumber }) => docNumber?.startsWith('FARM-ST-'))).toMatchObject([
		{ docNumber: 'FARM-ST-F-1001' },
	]);
}, 120_000);
