import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const folder = new URL('../../workflows/', import.meta.url);
const templates = readdirSync(folder).map((file) => ({
	file,
	...JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
}));
const OURS = 'n8n-nodes-qbo-inventory-sync.';

/** n8n runs the branches behind a node from the highest to the lowest, each to its end; of two at one height the left one first. */
function branchesInOrder({ nodes, connections }, name) {
	const place = Object.fromEntries(nodes.map((node) => [node.name, node.position]));
	const branches = [...new Set((connections[name]?.main ?? []).flat().map(({ node }) => node))];
	return branches.sort((a, b) => place[a][1] - place[b][1] || place[a][0] - place[b][0]);
}

function withAllBehind(template, name, seen = new Set()) {
	if (seen.has(name)) return seen;
	seen.add(name);
	for (const branch of branchesInOrder(template, name)) withAllBehind(template, branch, seen);
	return seen;
}

const syncs = templates.filter(({ file }) => file.startsWith('inventory-sync-'));
const leadsTo = ({ connections }, name, output) => (connections[name]?.main[output] ?? []).map(({ node }) => node);
const ofType = ({ nodes }, type) => nodes.filter((node) => node.type === `${OURS}${type}`);

test('a run that stops on purpose stops last, so that people are told of the rest before', () => {
	const stopping = templates.filter(({ nodes }) => nodes.some(({ type }) => type === 'n8n-nodes-base.stopAndError'));
	assert.deepEqual(stopping, syncs);
	for (const template of stopping) {
		const stops = template.nodes.filter(({ type }) => type === 'n8n-nodes-base.stopAndError').map(({ name }) => name);
		const behind = branchesInOrder(template, 'Push Channel Stock');
		assert.deepEqual(behind.slice(behind.length - 1), stops);
	}
});

describe('a workflow for the whole sync', () => {
	test('is there for each channel, and for all of them', () => {
		assert.deepEqual(
			syncs.map(({ file }) => file),
			['all-channels', 'bigcommerce', 'ebay', 'woocommerce'].map((name) => `inventory-sync-${name}.json`),
		);
	});

	for (const template of syncs) {
		const { file, nodes } = template;

		test(`has each of our nodes once, a trigger for each channel, and no logic of its own: ${file}`, () => {
			const [push] = ofType(template, 'pushChannelStock');
			const triggers = ofType(template, 'channelOrderTrigger').map(({ parameters }) => parameters.channel);
			assert.deepEqual(triggers, push.parameters.channels);
			for (const type of ['qboStockTrigger', 'matchBySku', 'createQboInvoice', 'pushChannelStock'])
				assert.equal(ofType(template, type).length, 1);
			const others = nodes.filter(({ type }) => !type.startsWith(OURS)).map(({ type }) => type.split('.')[1]);
			assert.deepEqual(others.sort(), ['emailSend', 'errorTrigger', 'stickyNote', 'stickyNote', 'stopAndError']);
		});

		test(`tells everything that a person must hear at its end, and once: ${file}`, () => {
			const create = 'Create QBO Invoice';
			for (const { name } of ofType(template, 'channelOrderTrigger'))
				assert.deepEqual(leadsTo(template, name, 1), [create]);
			assert.equal(nodes.find(({ name }) => name === create).parameters.options.tellAtTheEnd, true);
			assert.deepEqual(
				[0, 1, 2].map((output) => leadsTo(template, create, output)),
				[[], [], ['Push Channel Stock']],
			);
			assert.deepEqual(leadsTo(template, 'Push Channel Stock', 2), ['Tell Me']);
			assert.deepEqual(leadsTo(template, 'A Run Failed', 0), ['Push Channel Stock']);
			const leading = Object.values(template.connections).flatMap(({ main }) => main.flat());
			assert.equal(leading.filter(({ node }) => node === 'Tell Me').length, 1);
		});

		test(`gives the shop its levels before a message can fail, and tells before it stops: ${file}`, () => {
			assert.deepEqual(branchesInOrder(template, 'Push Channel Stock'), ['Tell Me', 'Comes Again']);
			assert.ok(withAllBehind(template, 'Stock Changed in QuickBooks').has('Comes Again'));
		});

		test(`writes to no channel before its user says so: ${file}`, () => {
			const [{ parameters }] = ofType(template, 'pushChannelStock');
			const switches = Object.entries(parameters).filter(([name]) => name.startsWith('syncInventoryTo'));
			assert.deepEqual(
				switches,
				parameters.channels.map((id) => [`syncInventoryTo${id[0].toUpperCase()}${id.slice(1)}`, false]),
			);
		});

		test(`sends the message as Push Channel Stock writes it: ${file}`, () => {
			const { subject, text, html } = nodes.find(({ name }) => name === 'Tell Me').parameters;
			assert.deepEqual([subject, text, html], ['={{ $json.subject }}', '={{ $json.text }}', '={{ $json.html }}']);
		});
	}

	test('for one channel is that for all of them, without the others', () => {
		const all = syncs.find(({ file }) => file.includes('all-channels'));
		for (const template of syncs.filter((one) => one !== all)) {
			const [{ parameters }] = ofType(template, 'channelOrderTrigger');
			const [trigger] = ofType(all, 'channelOrderTrigger').filter(
				(one) => one.parameters.channel === parameters.channel,
			);
			assert.deepEqual(parameters, trigger.parameters);
			for (const name of ['Match by SKU', 'Create QBO Invoice', 'A Run Failed', 'Tell Me', 'Comes Again']) {
				const [one, other] = [template, all].map(({ nodes }) => nodes.find((node) => node.name === name));
				assert.deepEqual({ ...one, id: '', position: [] }, { ...other, id: '', position: [] });
			}
		}
	});
});

/** What a shop with three channels imports; orders from anywhere are for whom has such. */
const OF_THREE_CHANNELS = [
	'inventory-sync-all-channels',
	'nightly-report',
	'check-before-going-live',
	'alert-when-silent',
	'connect-ebay',
];

test('a shop with three channels looks after 40 nodes at most, and no node ends in one that does nothing', () => {
	const imported = templates.filter(({ file }) => OF_THREE_CHANNELS.includes(file.slice(0, -'.json'.length)));
	assert.equal(imported.length, OF_THREE_CHANNELS.length);
	const nodes = imported
		.flatMap((template) => template.nodes)
		.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	assert.ok(nodes.length <= 40, `${nodes.length} nodes`);
	assert.deepEqual(
		templates.flatMap((template) => template.nodes).filter(({ type }) => type === 'n8n-nodes-base.noOp'),
		[],
	);
});
