import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const read = (file) => JSON.parse(readFileSync(new URL(`../../workflows/${file}`, import.meta.url), 'utf8'));
const report = read('nightly-report.json');
const check = read('check-before-going-live.json');
const kinds = ({ nodes }) => nodes.map(({ type }) => type.split('.').at(-1)).filter((type) => type !== 'stickyNote');
const named = ({ nodes }, name) => nodes.find((node) => node.name === name);

describe('the nightly report', () => {
	test('is a schedule, a node of ours and Tell Me, in one line', () => {
		assert.deepEqual(kinds(report), ['scheduleTrigger', 'getChannelOrders', 'emailSend']);
		assert.deepEqual(Object.keys(report.connections), ['Every Night', 'Get Report']);
	});

	test('tells one message of what the node says, once a person has chosen where', () => {
		const { disabled, executeOnce, parameters } = named(report, 'Tell Me');
		const { subject, text, html, emailFormat } = parameters;
		assert.deepEqual([disabled, executeOnce, emailFormat], [true, true, 'both']);
		assert.deepEqual([subject, text, html], ['={{ $json.subject }}', '={{ $json.text }}', '={{ $json.html }}']);
	});
});

describe('the check before going live', () => {
	test('is two nodes of ours that a person starts', () => {
		assert.deepEqual(kinds(check), ['manualTrigger', 'matchBySku', 'pushChannelStock']);
	});

	test('compares all of QuickBooks with every switch off', () => {
		const { parameters } = named(check, 'What Would Change');
		assert.equal(parameters.levels, 'everything');
		const switches = Object.entries(parameters).filter(([name]) => name.startsWith('syncInventoryTo'));
		assert.deepEqual(
			switches.map(([, value]) => value),
			parameters.channels.map(() => false),
		);
		assert.deepEqual(named(check, 'Compare Catalogs').parameters.channels, parameters.channels);
	});
});
