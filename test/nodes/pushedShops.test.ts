import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { NO_RULES } from '../../core/model/sellableRules';
import { rememberSalesStart } from '../../nodes/bridge/polling/salesStart';
import { rulesOfRows } from '../../core/pushing/skuRules';
import { readPushForm } from '../../nodes/PushChannelStock/pushForm';
import { shopsOf } from '../../nodes/bridge/shops/shopsOf';
import { accountKey } from '../../nodes/bridge/credentials/accountKey';
import { rememberPush } from '../../nodes/bridge/shops/pushedBy';
import { shopsToLookAt } from '../../nodes/bridge/shops/shopsToLookAt';
import { sku } from '../support/levels';

const NOW = Date.UTC(2026, 11, 20, 12);
const DAY = 24 * 3600_000;
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString();

interface Editor {
	/** The fields of the node, by name. */
	readonly fields?: Readonly<Record<string, unknown>>;
	/** The credential of each type; an error where it cannot be used. */
	readonly credentials?: Readonly<Record<string, object>>;
	readonly staticData?: object;
	readonly mode?: string;
	readonly ignoreCase?: boolean;
}

/** The shops of a node as it stands in the editor. */
async function shopsIn({
	fields = {},
	credentials = {},
	staticData = {},
	mode = 'trigger',
	ignoreCase = false,
}: Editor) {
	const context = {
		getNode: () => ({
			name: 'Push',
			credentials: Object.fromEntries(Object.keys(credentials).map((name) => [name, { id: name, name }])),
		}),
		getNodeParameter: (name: string, _index: number, usual: unknown) => fields[name] ?? usual,
		getCredentials: async (name: string) => {
			const found = credentials[name] ?? {};
			return await (found instanceof Error ? Promise.reject(found) : Promise.resolve(found));
		},
		getWorkflow: () => ({ id: 'w' }),
		getWorkflowStaticData: () => staticData,
		getTimezone: () => 'Europe/Berlin',
		getMode: () => mode,
	} as unknown as IExecuteFunctions;
	const form = readPushForm(context);
	const skuRules = rulesOfRows({ form: form.formRules, incoming: [] }, ignoreCase);
	return { context, shops: await shopsOf(context, { ...form, skuRules, ignoreCase }, NOW) };
}

const woo = async (editor: Editor) => {
	const [shop] = (await shopsIn({ fields: { channels: ['woocommerce'] }, ...editor })).shops;
	if (shop === undefined) throw new Error('The shop was chosen');
	return shop;
};

describe('The shops of Push Channel Stock', () => {
	test('are the chosen ones, each written to where its own switch is on', async () => {
		const fields = {
			channels: ['ebay', 'woocommerce', 'ebay'],
			syncInventoryToEbay: true,
			syncInventoryToBigcommerce: true,
		};
		const { shops } = await shopsIn({ fields });
		expect(shops.map(({ channel, write }) => [channel.id, write])).toEqual([
			['ebay', true],
			['woocommerce', false],
		]);
	});

	test('must be at least one, of those there are', async () => {
		await expect(shopsIn({ fields: { channels: [] } })).rejects.toThrow('Channels');
		await expect(shopsIn({ fields: { channels: ['amazon'] } })).rejects.toThrow('Channels[0]');
	});

	test('are what their credentials say', async () => {
		const wooCommerceSyncApi = {
			url: 'https://shop.test',
			placedFrom: '2026-12-01T00:00:00',
			alsoSold: ['on-hold'],
			reserveUnpaid: true,
			buffer: 2,
			percentage: 50,
		};
		const shop = await woo({ credentials: { wooCommerceSyncApi } });
		expect(shop.query).toMatchObject({
			placedFrom: '2026-11-30T23:00:00.000Z',
			alsoSold: ['on-hold'],
			reserveUnpaid: true,
			ignoreUnreadable: false,
		});
		expect(shop.rulesFor(sku('MUG'))).toEqual({ ...NO_RULES, buffer: 2, percent: 50 });
		expect(shop.percentages).toEqual({ percent: 50, bySku: new Map() });
	});

	test('a SKU with a rule of its own has no other, on its channel', async () => {
		const values = [
			{ sku: 'BOWL', channel: 'woocommerce', maximum: 3 },
			{ sku: 'TEE', percentage: 40 },
		];
		const credentials = { wooCommerceSyncApi: { buffer: 2, percentage: 60 } };
		const shop = await woo({ fields: { channels: ['woocommerce'], 'rulesBySku.values': values }, credentials });
		expect(shop.rulesFor(sku('BOWL'))).toEqual({ ...NO_RULES, maximum: 3 });
		expect(shop.rulesFor(sku('MUG'))).toEqual({ ...NO_RULES, buffer: 2, percent: 60 });
		expect(shop.rulesFor(null)).toEqual({ ...NO_RULES, buffer: 2, percent: 60 });
		expect(shop.percentages).toEqual({
			percent: 60,
			bySku: new Map([
				['TEE', 40],
				['BOWL', 100],
			]),
		});
	});

	test('a SKU is known in any case where case says nothing', async () => {
		const fields = { channels: ['woocommerce'], 'rulesBySku.values': [{ sku: 'bowl', maximum: 3 }] };
		expect((await woo({ fields, ignoreCase: true })).rulesFor(sku('BOWL'))).toEqual({ ...NO_RULES, maximum: 3 });
		expect((await woo({ fields })).rulesFor(sku('BOWL'))).toEqual(NO_RULES);
	});

	test('have sold orders looked at of 30 days, or as many as the form says, and unreadable ones ignored where it says so', async () => {
		expect((await woo({})).query).toMatchObject({ since: daysAgo(30), ignoreUnreadable: false });
		const options = { 'options.openDays': 5, 'options.ignoreUnreadable': true };
		const shop = await woo({ fields: { channels: ['woocommerce'], ...options } });
		expect(shop.query).toMatchObject({ since: daysAgo(5), ignoreUnreadable: true });
		await expect(woo({ fields: { channels: ['woocommerce'], 'options.openDays': 0 } })).rejects.toThrow(
			'Days of Open Orders',
		);
	});
});

describe('B1: from when on the orders of a shop count', () => {
	const started = { 'qboInventorySync t1': { startedAt: daysAgo(3) } };
	const said = { wooCommerceSyncApi: { placedFrom: daysAgo(2) } };

	test('its credential says, before all else', async () => {
		expect((await woo({ credentials: said, staticData: started })).query.placedFrom).toBe(daysAgo(2));
	});

	test('else the trigger of the account, in whatever workflow it stands, before that of this workflow', async () => {
		const credentials = { wooCommerceSyncApi: { url: 'https://started.test' } };
		expect((await woo({ credentials, staticData: started })).query.placedFrom).toBe(daysAgo(3));
		await rememberSalesStart((await woo({ credentials })).account, 't', daysAgo(9));
		expect((await woo({ credentials, staticData: started })).query.placedFrom).toBe(daysAgo(9));
	});

	test('else it is now in a preview before the first publish, and every order counts where no trigger is', async () => {
		expect((await woo({ mode: 'manual' })).query.placedFrom).toBe(daysAgo(0));
		expect((await woo({})).query.placedFrom).toBeNull();
	});

	test('older orders are not even read: one that cannot be read holds nothing back', async () => {
		expect((await woo({ credentials: said })).query.since).toBe(daysAgo(2));
		expect((await woo({ credentials: { wooCommerceSyncApi: { placedFrom: daysAgo(90) } } })).query.since).toBe(
			daysAgo(30),
		);
	});
});

describe('A shop whose credential cannot be used', () => {
	test.each([
		[
			'was deleted',
			new Error('Credential with ID "7" does not exist for type "wooCommerceSyncApi".'),
			'The credential "wooCommerceSyncApi" does not exist any more',
			'Choose another one in the node "Push", and publish the workflow',
		],
		[
			'contradicts itself',
			{ percentage: 0 },
			'WooCommerce credential.Percentage',
			'Open the credential "wooCommerceSyncApi" and mend this field. That works at once, without publishing',
		],
	])('as it %s says so when it is connected to, and no sooner', async (_how, wooCommerceSyncApi, words, advice) => {
		const fields = { channels: ['woocommerce', 'ebay'], syncInventoryToEbay: true };
		const { shops } = await shopsIn({ fields, credentials: { wooCommerceSyncApi } });
		expect(shops.map(({ channel, account }) => [channel.id, account === null])).toEqual([
			['woocommerce', true],
			['ebay', true],
		]);
		await expect(shops[0]?.connect(1)).rejects.toMatchObject({ message: expect.stringContaining(words), advice });
	});
});

describe('Nodes that only look at shops', () => {
	const wooCommerceSyncApi = { url: 'https://pushed.test', buffer: 2 };
	const by = { bySku: [[sku('BOWL'), { ...NO_RULES, maximum: 3 }]], openDays: 5 } as const;

	test('go by what Push Channel Stock went by last for the account', async () => {
		const fields = { channels: ['woocommerce'] };
		const { context } = await shopsIn({ fields, credentials: { wooCommerceSyncApi } });
		const before = await shopsToLookAt(context, ['woocommerce']);
		expect(before.shops.map(({ isPushKnown }) => isPushKnown)).toEqual([false]);
		expect(before.run.rules.sharedStock).toBe('parentsItem');
		const account = await accountKey(context, 'woocommerce');
		await rememberPush(account, { ...by, sharedStock: 'sum', ignoreUnreadable: true });
		const { shops, run } = await shopsToLookAt(context, ['woocommerce']);
		const [shop] = shops;
		expect(run.rules.sharedStock).toBe('sum');
		expect(shop).toMatchObject({ isPushKnown: true, write: false, query: { ignoreUnreadable: true } });
		expect(shop?.rulesFor(sku('BOWL'))).toEqual({ ...NO_RULES, maximum: 3 });
		expect(shop?.rulesFor(sku('MUG'))).toEqual({ ...NO_RULES, buffer: 2 });
	});
});
