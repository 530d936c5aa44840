import { afterAll, beforeAll, expect, test } from '@jest/globals';
import allChannels from '../../workflows/inventory-sync-all-channels.json';
import oneChannel from '../../workflows/inventory-sync-woocommerce.json';
import { eventually, ownersN8n, supervisor, type SandboxConfig } from '../support/e2e';
import { controlOf, type ServiceControl, type Sold } from '../support/e2eControl';
import type { E2eN8n, E2eWorkflow } from '../support/e2eN8n';
import {
	closeNode,
	execute,
	importTemplate,
	openNode,
	outputShows,
	publish,
	remove,
	switchOn,
	takeOff,
	type Template,
} from '../support/editing';
import { openEditor, type Editor } from '../support/editor';
import { boundCredentials, editsOf } from '../support/edits';

const ofOneChannel = oneChannel as unknown as Template;
const ofAllChannels = allChannels as unknown as Template;

let n8n: E2eN8n;
let config: SandboxConfig;
let editor: Editor;
let woocommerce: ServiceControl;
let books: ServiceControl;

beforeAll(async () => {
	n8n = await ownersN8n();
	config = await supervisor().config();
	editor = await openEditor(config);
	woocommerce = await controlOf('woocommerce');
	books = await controlOf('quickbooks');
}, 120_000);

afterAll(async () => await editor.close());

/** The workflow as n8n has it once it is published. */
async function published(id: string): Promise<E2eWorkflow> {
	await eventually('the workflow is published', async () => (await n8n.publicationStatus(id)).status === 'published', {
		seconds: 60,
	});
	return await n8n.workflow(id);
}

/** Both sides show the same, and that is what QuickBooks had less what was sold. */
async function arrives(sale: Sold, sku: string, level: number): Promise<void> {
	await eventually(
		`order ${sale.orderNumber} is in QuickBooks and the level of ${sku} is ${level} everywhere`,
		async () => {
			const documents = await books.get<readonly { readonly docNumber: string }[]>('/documents');
			const levels = [(await books.stock()).get(sku), (await woocommerce.stock()).get(sku)];
			return (
				documents.some(({ docNumber }) => docNumber === `WC-${sale.orderNumber}`) && levels.every((at) => at === level)
			);
		},
		{ seconds: 150 },
	);
}

test('a shop with one channel: import, look, switch on, publish, in twelve clicks and without an edit', async () => {
	const onHand = (await books.stock()).get('MUG-BLUE') ?? 0;
	await woocommerce.setStock('MUG-BLUE', onHand + 10);
	await editor.openNew();
	await importTemplate(editor, ofOneChannel);
	await execute(editor, 'Stock Changed in QuickBooks', 'Push Channel Stock');
	await openNode(editor, 'Push Channel Stock');
	await outputShows(editor, `MUG-BLUE on WooCommerce ${onHand + 10} -> ${onHand}`);
	await switchOn(editor, 'syncInventoryToWoocommerce');
	await closeNode(editor);
	const { id, active, nodes } = await published(await publish(editor));
	expect(editor.hand.clicks).toBe(12);
	expect(active).toBe(true);
	expect(await editsOf(n8n, ofOneChannel.nodes, nodes)).toEqual([
		['Push Channel Stock', 'syncInventoryToWoocommerce', true],
	]);
	expect(boundCredentials(nodes)).toEqual(boundCredentials(ofOneChannel.nodes, config.credentials));
	await eventually('the level is written', async () => (await woocommerce.stock()).get('MUG-BLUE') === onHand, {
		seconds: 90,
	});
	await arrives(await woocommerce.sell([{ sku: 'MUG-BLUE', quantity: 2 }]), 'MUG-BLUE', onHand - 2);
	await n8n.unpublish(id);
}, 300_000);

/** What the nodes of the template for all channels are bound to when it has lost a channel: its trigger, and its credential in the push. */
function bindingsWithout(trigger: string, credential: string) {
	const left = ofAllChannels.nodes.filter(({ name }) => name !== trigger);
	return boundCredentials(left, { ...config.credentials, [credential]: undefined });
}

test('a shop on two of the three channels takes the third off by its trigger and its entry, and publishes', async () => {
	await editor.openNew();
	await importTemplate(editor, ofAllChannels);
	await remove(editor, 'eBay Orders');
	await execute(editor, 'Stock Changed in QuickBooks', 'Push Channel Stock');
	await openNode(editor, 'Push Channel Stock');
	await takeOff(editor, 'eBay', 'syncInventoryToEbay');
	await switchOn(editor, 'syncInventoryToWoocommerce');
	await switchOn(editor, 'syncInventoryToBigcommerce');
	await closeNode(editor);
	const { id, active, nodes } = await published(await publish(editor));
	await n8n.unpublish(id);
	expect(editor.hand.clicks).toBe(16);
	expect(active).toBe(true);
	expect(nodes.map(({ name }) => name)).not.toContain('eBay Orders');
	expect(await editsOf(n8n, ofAllChannels.nodes, nodes)).toEqual([
		['Push Channel Stock', 'channels', ['woocommerce', 'bigcommerce']],
		['Push Channel Stock', 'syncInventoryToWoocommerce', true],
		['Push Channel Stock', 'syncInventoryToBigcommerce', true],
	]);
	expect(boundCredentials(nodes)).toEqual(bindingsWithout('eBay Orders', 'ebaySyncApi'));
}, 120_000);
