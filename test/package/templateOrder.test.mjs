import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';

const folder = new URL('../../workflows/', import.meta.url);
const templates = readdirSync(folder).map((file) => ({
	file,
	...JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
}));

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

const stock = templates.filter(({ file }) => file.startsWith('stock-to-'));
const pushIn = ({ nodes }) => nodes.find(({ type }) => type.endsWith('.pushChannelStock')).name;

test('a run that stops on purpose stops last, so that people are told of the rest before', () => {
	const stopping = templates.filter(({ nodes }) => nodes.some(({ type }) => type === 'n8n-nodes-base.stopAndError'));
	assert.deepEqual(stopping, stock);
	for (const template of stopping) {
		const stops = template.nodes.filter(({ type }) => type === 'n8n-nodes-base.stopAndError').map(({ name }) => name);
		const forks = template.nodes
			.map(({ name }) =>
				branchesInOrder(template, name).map((branch) =>
					stops.some((stop) => withAllBehind(template, branch).has(stop)),
				),
			)
			.filter((ends) => ends.length > 1 && ends.includes(true));
		assert.ok(forks.length > 0);
		for (const ends of forks) assert.equal(ends.indexOf(true), ends.length - 1);
	}
});

test('the shop gets its levels before a message about them can fail', () => {
	assert.equal(stock.length, 3);
	for (const template of stock)
		assert.deepEqual(branchesInOrder(template, 'Hold Back Open Sales'), [
			pushIn(template),
			'Oversold',
			'Levels That Wait',
		]);
});

describe('a stock run comes again', () => {
	const waiting = { sku: 'MUG', reason: 'eBay is down', retry: true };
	const done = { sku: 'CUP', reason: null, retry: false };

	for (const template of stock) {
		/** What an expression of a node comes to when the push handed these out. */
		const evaluated = (expression, outputs) => {
			const [, text, code] = /^=(.*?)\{\{ (.*) \}\}$/.exec(expression);
			const all = (name) => (output) =>
				name === pushIn(template) ? outputs[output].map((json) => ({ json })) : assert.fail(name);
			const value = runInNewContext(code, { $: (name) => ({ all: all(name) }) });
			return text === '' ? value : text + value;
		};
		const named = (name) => template.nodes.find((node) => node.name === name);
		const { leftValue, operator } = named('Levels That Wait').parameters.conditions.conditions[0];
		const { errorMessage } = named('Comes Again').parameters;

		test(`where the push says so, on Done or on Needs Attention: ${template.file}`, () => {
			assert.equal(operator.operation, 'true');
			for (const [outputs, wanted] of [
				[[[], []], false],
				[[[done], [{ outcome: 'fused' }]], false],
				[[[done, waiting], []], true],
				[[[done], [waiting]], true],
			])
				assert.equal(evaluated(leftValue, outputs), wanted);
			assert.deepEqual(
				template.connections['Levels That Wait'].main.flat().map(({ node }) => node),
				['Comes Again'],
			);
		});

		test(`once, with a message that the trigger knows and a person understands: ${template.file}`, () => {
			assert.equal(named('Levels That Wait').executeOnce, true);
			assert.equal(evaluated(errorMessage, [[done, waiting], []]), 'Comes again: MUG. eBay is down');
			assert.equal(
				evaluated(errorMessage, [
					[waiting, waiting],
					[waiting, waiting],
				]).match(/MUG/g).length,
				3,
			);
		});
	}
});
