import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const folder = new URL('../../workflows/', import.meta.url);
const templates = readdirSync(folder).map((file) => ({ file, ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')) }));

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

describe('what ends a run comes last, so that people are told of the rest before', () => {
	const stopping = templates.filter(({ nodes }) => nodes.some(({ type }) => type === 'n8n-nodes-base.stopAndError'));

	for (const template of stopping) {
		test(`a run that stops on purpose: ${template.file}`, () => {
			const stops = template.nodes.filter(({ type }) => type === 'n8n-nodes-base.stopAndError').map(({ name }) => name);
			const forks = template.nodes.map(({ name }) => branchesInOrder(template, name).map((branch) => stops.some((stop) => withAllBehind(template, branch).has(stop)))).filter((ends) => ends.length > 1 && ends.includes(true));
			assert.ok(forks.length >= 2);
			for (const ends of forks) assert.ok(ends.indexOf(true) === ends.length - 1, `${ends}`);
		});
	}

	for (const template of templates) {
		const pushes = template.nodes.filter(({ type, onError }) => type.endsWith('.pushChannelStock') && onError !== 'continueRegularOutput').map(({ name }) => name);
		if (pushes.length === 0) continue;
		test(`Oversold, which is told once, before a push that may fail: ${template.file}`, () => {
			assert.deepEqual(branchesInOrder(template, 'Hold Back Open Sales'), ['Oversold', ...pushes]);
		});
	}
});

test('a level that waits ends a run of the stock templates, whichever way it left the push', () => {
	const stock = templates.filter(({ file }) => file.startsWith('stock-to-'));
	assert.equal(stock.length, 3);
	for (const { nodes, connections } of stock) {
		const push = nodes.find(({ type }) => type.endsWith('.pushChannelStock')).name;
		for (const output of connections[push].main) assert.ok(output.some(({ node }) => node === 'Levels That Wait'));
		assert.deepEqual(connections['Levels That Wait'].main.flat().map(({ node }) => node), ['Comes Again']);
		const [{ leftValue, operator }] = nodes.find(({ name }) => name === 'Levels That Wait').parameters.conditions.conditions;
		assert.deepEqual([leftValue, operator.operation], ['={{ $json.retry === true }}', 'true']);
	}
});
