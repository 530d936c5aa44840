import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTemplate } from '../../gulp/checkTemplate.mjs';

const PUSH = {
	name: 'push',
	version: 1,
	inputs: ['main'],
	outputs: ['main', 'main'],
	credentials: [{ name: 'wooApi' }],
	properties: [
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'options',
			noDataExpression: true,
			default: 'woo',
			options: [
				{ name: 'Woo', value: 'woo' },
				{ name: 'eBay', value: 'ebay' },
			],
		},
		{ displayName: 'Site', name: 'site', type: 'string', default: '', displayOptions: { show: { channel: ['ebay'] } } },
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { channel: ['ebay'] } },
		},
		{ displayName: 'On', name: 'on', type: 'boolean', default: false },
		{ displayName: 'Fixed', name: 'fixed', type: 'boolean', noDataExpression: true, default: false },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [{ displayName: 'Limit', name: 'limit', type: 'number', default: 5 }],
		},
		{
			displayName: 'Times',
			name: 'times',
			type: 'fixedCollection',
			default: {},
			options: [
				{
					name: 'item',
					displayName: 'Item',
					values: [
						{ displayName: 'Mode', name: 'mode', type: 'options', default: 'a', options: [{ name: 'A', value: 'a' }] },
					],
				},
			],
		},
	],
};
const pack = { nodes: new Map([['ours.push', PUSH]]), credentials: new Map() };

const node = (changes) => ({
	id: '1',
	name: 'Push',
	type: 'ours.push',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...changes,
});
const template = (changes) => ({
	name: 'T',
	nodes: [node()],
	connections: {},
	settings: { executionOrder: 'v1' },
	...changes,
});
const withParameters = (parameters) => template({ nodes: [node({ parameters })] });
const leading = (to, { from = 0, source = 'Push' } = {}) =>
	template({
		connections: { [source]: { main: [...Array(from).fill([]), [{ node: 'Push', type: 'main', index: 0, ...to }]] } },
	});

test('a template that fits has no problems', () => {
	const fitting = [
		template(),
		withParameters({
			channel: 'ebay',
			site: 'US',
			key: 'k',
			on: true,
			options: { limit: 3 },
			times: { item: [{ mode: 'a' }] },
		}),
		withParameters({ on: '={{ $json.on }}' }),
		template({ nodes: [node({ credentials: { wooApi: { id: null, name: 'My shop' } } })] }),
		leading({}, { from: 1 }),
		template({ nodes: [node({ onError: 'continueErrorOutput' })], connections: { Push: { main: [[], [], []] } } }),
	];
	assert.deepEqual(
		fitting.flatMap((one) => checkTemplate(one, pack)),
		[],
	);
});

const wrong = [
	['an unknown parameter', withParameters({ nonsense: 1 }), /parameter "nonsense" does not exist/],
	['an unknown option', withParameters({ channel: 'shop' }), /no option "shop"/],
	['a parameter that this choice hides', withParameters({ channel: 'woo', site: 'US' }), /"site" is not shown/],
	['a required parameter left out', withParameters({ channel: 'ebay' }), /Key/],
	['an expression where none is taken', withParameters({ fixed: '={{ true }}' }), /takes no expression/],
	['a value of another type', withParameters({ on: 'yes' }), /"on" should be a boolean/],
	['an unknown part of a collection', withParameters({ options: { size: 1 } }), /"options" > "size" does not exist/],
	['an unknown group', withParameters({ times: { hours: [] } }), /has no part "hours"/],
	['an unknown option deep inside', withParameters({ times: { item: [{ mode: 'b' }] } }), /"mode" has no option "b"/],
	['an unknown node type', template({ nodes: [node({ type: 'ours.pull' })] }), /neither ours nor/],
	[
		'a Code node',
		template({ nodes: [node({ type: 'n8n-nodes-base.code' })] }),
		/n8n-nodes-base\.code is neither ours nor/,
	],
	['an unknown version', template({ nodes: [node({ typeVersion: 2 })] }), /has no version 2/],
	[
		"an unknown version of n8n's own node",
		template({ nodes: [node({ type: 'n8n-nodes-base.set', typeVersion: 1 })] }),
		/set has no version 1/,
	],
	[
		'a credential with an id',
		template({ nodes: [node({ credentials: { wooApi: { id: '7', name: 'x' } } })] }),
		/id of an instance/,
	],
	[
		'a credential that the node does not take',
		template({ nodes: [node({ credentials: { qbo: { id: null } } })] }),
		/takes no credential "qbo"/,
	],
	['a connection to nowhere', leading({ node: 'Gone' }), /leads to "Gone"/],
	['a connection from nowhere', leading({}, { source: 'Gone' }), /starts at "Gone"/],
	['an output too many', leading({}, { from: 2 }), /has 2 outputs, not 3/],
	['an input too many', leading({ index: 1 }), /leads to input 1/],
	['a workflow id', template({ id: 'abc' }), /"id" belongs to an instance/],
	['the id of an instance', template({ meta: { instanceId: 'abc' } }), /meta\.instanceId/],
	['no name', template({ name: ' ' }), /has no name/],
	['the old order of execution', template({ settings: {} }), /executionOrder/],
	['two nodes of one name', template({ nodes: [node(), node({ id: '2' })] }), /two nodes are called "Push"/],
	['two nodes of one id', template({ nodes: [node(), node({ name: 'Other' })] }), /two nodes have the id 1/],
];

for (const [what, one, words] of wrong) {
	test(`${what} is told, and nothing besides`, () => {
		const problems = checkTemplate(one, pack);
		assert.equal(problems.length, 1, problems.join('; '));
		assert.match(problems[0], words);
	});
}
