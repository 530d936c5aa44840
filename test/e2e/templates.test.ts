import { beforeAll, expect, test } from '@jest/globals';
import { ownersN8n, supervisor, type SandboxConfig, type ServiceName } from '../support/e2e';
import type { E2eN8n, E2eNode, E2eWorkflow } from '../support/e2eN8n';
import { credentialsFor } from '../support/probeWorkflow';
import missingBigCommerce from '../../workflows/post-what-is-missing-bigcommerce.json';
import missingEbay from '../../workflows/post-what-is-missing-ebay.json';
import missingWooCommerce from '../../workflows/post-what-is-missing-woocommerce.json';
import previewBigCommerce from '../../workflows/preview-before-going-live-bigcommerce.json';
import previewEbay from '../../workflows/preview-before-going-live-ebay.json';
import previewWooCommerce from '../../workflows/preview-before-going-live-woocommerce.json';
import reconcileBigCommerce from '../../workflows/reconcile-bigcommerce.json';
import reconcileEbay from '../../workflows/reconcile-ebay.json';
import reconcileWooCommerce from '../../workflows/reconcile-woocommerce.json';
import salesBigCommerce from '../../workflows/sales-to-quickbooks-bigcommerce.json';
import salesEbay from '../../workflows/sales-to-quickbooks-ebay.json';
import salesWooCommerce from '../../workflows/sales-to-quickbooks-woocommerce.json';
import stockBigCommerce from '../../workflows/stock-to-bigcommerce.json';
import stockEbay from '../../workflows/stock-to-ebay.json';
import stockWooCommerce from '../../workflows/stock-to-woocommerce.json';

const templates: ReadonlyArray<readonly [ServiceName, string, unknown]> = [
	['woocommerce', 'sales', salesWooCommerce],
	['bigcommerce', 'sales', salesBigCommerce],
	['ebay', 'sales', salesEbay],
	['woocommerce', 'missing orders', missingWooCommerce],
	['bigcommerce', 'missing orders', missingBigCommerce],
	['ebay', 'missing orders', missingEbay],
	['woocommerce', 'stock', stockWooCommerce],
	['bigcommerce', 'stock', stockBigCommerce],
	['ebay', 'stock', stockEbay],
	['woocommerce', 'preview', previewWooCommerce],
	['bigcommerce', 'preview', previewBigCommerce],
	['ebay', 'preview', previewEbay],
	['woocommerce', 'reconcile', reconcileWooCommerce],
	['bigcommerce', 'reconcile', reconcileBigCommerce],
	['ebay', 'reconcile', reconcileEbay],
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
	'a shop on %s alone publishes its %s template without an edit',
	async (channel, _kind, template) => {
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
