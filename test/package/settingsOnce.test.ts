import { describe, expect, test } from '@jest/globals';
import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import ts from 'typescript';
import { BigCommerceSyncApi } from '../../credentials/BigCommerceSyncApi.credentials';
import { EbaySyncApi } from '../../credentials/EbaySyncApi.credentials';
import { QboSyncOAuth2Api } from '../../credentials/QboSyncOAuth2Api.credentials';
import { WooCommerceSyncApi } from '../../credentials/WooCommerceSyncApi.credentials';
import { SHOP_FIELDS } from '../../core/channels/shopSettings';
import { ChannelOrderTrigger } from '../../nodes/ChannelOrderTrigger/ChannelOrderTrigger.node';
import { CreateQboInvoice } from '../../nodes/CreateQboInvoice/CreateQboInvoice.node';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { QboStockTrigger } from '../../nodes/QboStockTrigger/QboStockTrigger.node';

const PACKAGE = 'n8n-nodes-qbo-inventory-sync.';

/** What two nodes of a template may both say, since each says it of itself. */
const OF_ITSELF = ['channel', 'channels', 'lookIn', 'operation', 'pollTimes', 'syncInventory'];

const NODES: readonly INodeType[] = [
	new ChannelOrderTrigger(),
	new CreateQboInvoice(),
	new GetChannelOrders(),
	new MatchBySku(),
	new PushChannelStock(),
	new QboStockTrigger(),
];

/** Names of what stands in a credential, as people read them. */
const IN_CREDENTIALS = [
	...[new WooCommerceSyncApi(), new BigCommerceSyncApi(), new EbaySyncApi()].flatMap(({ properties }) =>
		properties.filter(({ name }) => SHOP_FIELDS.includes(name)),
	),
	...new QboSyncOAuth2Api().properties.filter(({ name }) => name === 'ignoreCase'),
].map(({ displayName }) => displayName);

interface TemplateNode {
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

const TEMPLATES = ts.sys
	.readDirectory('workflows', ['.json'])
	.map((path) => [path, (JSON.parse(ts.sys.readFile(path) ?? '') as { nodes: TemplateNode[] }).nodes] as const);

/** Every key in the parameters of a node, whatever list or table it stands in; not what is inside of something that a node says of itself. */
function keysIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.flatMap(keysIn);
	return Object.entries(value).flatMap(([key, inner]) => [key, ...(OF_ITSELF.includes(key) ? [] : keysIn(inner))]);
}

/** What more than one of our nodes says, and does not say of itself. */
function saidTwice(nodes: readonly TemplateNode[]): string[] {
	const said = nodes
		.filter(({ type }) => type.startsWith(PACKAGE))
		.map(({ parameters }) => Object.fromEntries(Object.entries(parameters).filter(([key]) => !OF_ITSELF.includes(key))))
		.flatMap((parameters) => [...new Set(keysIn(parameters))]);
	return [...new Set(said.filter((key, place) => said.indexOf(key) !== place))];
}

/** The names of all fields of a form, those in its lists and tables among them. What it says of single SKUs is about no shop. */
function fieldsOf(properties: readonly INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name !== 'rulesBySku')
		.flatMap(({ displayName, options = [] }) => [
			displayName,
			...options.flatMap((option) => {
				if ('values' in option) return fieldsOf(option.values);
				return 'type' in option ? fieldsOf([option]) : [];
			}),
		]);
}

describe('a setting stands in one place', () => {
	test.each(TEMPLATES)('of %s', (_path, nodes) => {
		expect(saidTwice(nodes)).toEqual([]);
	});

	test.each(TEMPLATES)('and in no node of %s where it is the shop that it is about', (_path, nodes) => {
		const ours = nodes.filter(({ type }) => type.startsWith(PACKAGE));
		const said = ours.flatMap(({ parameters }) => keysIn(parameters));
		expect(said.filter((key) => [...SHOP_FIELDS, 'ignoreCase'].includes(key))).toEqual([]);
	});

	test('in the credential, which every shop has in full', () => {
		expect(new Set(IN_CREDENTIALS).size).toBe(SHOP_FIELDS.length + 1);
	});

	test.each(NODES.map(({ description }): [string, INodeTypeDescription] => [description.displayName, description]))(
		'and not in the form of %s',
		(_name, { properties }) => {
			expect(fieldsOf(properties).filter((name) => IN_CREDENTIALS.includes(name))).toEqual([]);
		},
	);
});

describe('this test', () => {
	const node = (parameters: Readonly<Record<string, unknown>>) => ({ type: `${PACKAGE}createQboInvoice`, parameters });

	test('sees what two nodes say, also inside of a table, and not what each says of itself', () => {
		expect(
			saidTwice([
				node({ channel: 'ebay', numberPrefix: 'A-' }),
				node({ byChannel: { values: [{ channel: 'ebay', numberPrefix: 'A-' }] } }),
				{ type: 'n8n-nodes-base.set', parameters: { byChannel: {} } },
			]),
		).toEqual(['numberPrefix']);
	});

	test('sees a field inside of a list and a table', () => {
		const field = { displayName: 'Buffer', name: 'buffer', type: 'number', default: 0 } as const;
		const table = { displayName: 'T', name: 't', type: 'fixedCollection', default: {} } as const;
		const list = { displayName: 'L', name: 'l', type: 'collection', default: {} } as const;
		const rows = { ...table, options: [{ displayName: 'Row', name: 'values', values: [field] }] };
		expect(fieldsOf([rows, { ...list, options: [field] }])).toEqual(['T', 'Buffer', 'L', 'Buffer']);
	});
});
