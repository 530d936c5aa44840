import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { checkTemplate } from '../../gulp/checkTemplate.mjs';
import { filesBelow, loadPackage, rootFolder } from '../../gulp/loadPackage.mjs';

const dist = join(rootFolder, 'dist');

before(() => {
	if (!existsSync(dist)) throw new Error('The package is not built: run `npm run build` first.');
});

describe('the built package', () => {
	test('loads in n8n with its nodes and credentials', async () => {
		const { nodes, credentials } = await loadPackage(rootFolder);
		assert.deepEqual([...nodes.keys()].sort(), [
			'n8n-nodes-qbo-inventory-sync.channelOrderTrigger',
			'n8n-nodes-qbo-inventory-sync.connectEbayTrigger',
			'n8n-nodes-qbo-inventory-sync.createQboInvoice',
			'n8n-nodes-qbo-inventory-sync.getChannelOrders',
			'n8n-nodes-qbo-inventory-sync.matchBySku',
			'n8n-nodes-qbo-inventory-sync.pushChannelStock',
			'n8n-nodes-qbo-inventory-sync.qboStockTrigger',
		]);
		assert.deepEqual([...credentials.keys()].sort(), [
			'bigCommerceSyncApi',
			'ebaySyncApi',
			'n8nSyncApi',
			'qboSyncOAuth2Api',
			'wooCommerceSyncApi',
		]);
	});

	test('lets poll times be adjusted in every trigger', async () => {
		const { nodes } = await loadPackage(rootFolder);
		const triggers = [...nodes.values()].filter(({ polling }) => polling);
		assert.deepEqual(
			triggers.map(({ properties }) => properties[0].name),
			['pollTimes', 'pollTimes'],
		);
	});

	test('carries every template as it stands in the sources, fitting its nodes', async () => {
		const pack = await loadPackage(rootFolder);
		const templates = filesBelow(join(rootFolder, 'workflows'));
		assert.deepEqual(filesBelow(join(dist, 'workflows')), templates);
		for (const file of templates) {
			const text = readFileSync(join(dist, 'workflows', file), 'utf8');
			assert.equal(text, readFileSync(join(rootFolder, 'workflows', file), 'utf8'));
			assert.deepEqual(checkTemplate(JSON.parse(text), pack), [], file);
		}
	});
});
