import { describe, expect, jest, test } from '@jest/globals';
import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IPollFunctions,
	type IRun,
	type NodeTypeAndVersion,
} from 'n8n-workflow';
import { countRevisions } from '../../core/channels/ebay/stock/countRevisions';
import { EbaySyncApi } from '../../credentials/EbaySyncApi.credentials';
import { QboSyncOAuth2Api } from '../../credentials/QboSyncOAuth2Api.credentials';
import { httpFromN8n } from '../../nodes/bridge/http/httpFromN8n';
import { reportCost } from '../../nodes/bridge/http/runCost';
import { warnOfSchedule } from '../../nodes/bridge/polling/scheduleWarning';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { QboStockTrigger } from '../../nodes/QboStockTrigger/QboStockTrigger.node';
import { n8nWithCredential } from '../support/n8nWithCredential';
import { pollContextOf, runNode } from '../support/nodesUnderTest';
import { scriptedWire, standingWire } from '../support/wire';

jest.mock('n8n-workflow', () => jest.requireActual('../support/n8nWithMockedSleep'));

const level = {
	sku: 'MUG-BLUE',
	itemId: '1',
	name: 'Mug',
	quantityOnHand: 5,
	active: true,
	asOf: '2026-01-01T00:00:00.000Z',
	realmId: '9',
};
const NOTHING_FOUND = {
	headers: { 'Content-Type': 'application/json' },
	body: '{"QueryResponse":{},"time":"2026-01-01T00:00:00.000Z"}',
};
const quickBooks = (customUrl: string): ICredentialDataDecryptedObject => ({
	environment: 'custom',
	customUrl,
	companyId: '9',
	grantType: 'authorizationCode',
	clientId: 'c',
	accessTokenUrl: `${customUrl}/t`,
	oauthTokenData: { access_token: 'a', refresh_token: 'r', token_type: 'bearer' },
});

async function matched(items: readonly object[]): Promise<IRun> {
	const { url } = await standingWire(NOTHING_FOUND);
	return await runNode(
		{
			type: new MatchBySku(),
			parameters: { lookIn: 'quickbooks' },
			credentials: [[new QboSyncOAuth2Api(), quickBooks(url)]],
		},
		items,
	);
}

describe('a run reports what it cost', () => {
	test('in the output panel of the node, once, and not in its items', async () => {
		const run = await matched([level, { ...level, sku: 'OTHER' }]);
		const [task] = run.data.resultData.runData.Node ?? [];
		expect(task?.hints).toEqual([
			{ message: "This took 1 of the month's 500,000 free reads in QuickBooks.", type: 'info', location: 'outputPane' },
		]);
		expect(JSON.stringify(task?.data)).not.toMatch(/reads/);
	});

	test('as a sum over its nodes in its custom data', async () => {
		expect((await matched([level])).data.resultData.metadata).toEqual({ qbo_reads: '1' });
	});

	test('with every attempt, since each is counted', async () => {
		jest.mocked(sleep).mockReset().mockResolvedValue(undefined);
		const failing = await standingWire({ status: 503 });
		const run = await runNode(
			{
				type: new MatchBySku(),
				parameters: { lookIn: 'quickbooks' },
				credentials: [[new QboSyncOAuth2Api(), quickBooks(failing.url)]],
			},
			[level],
		);
		expect(run.data.resultData.metadata).toEqual({ qbo_reads: '4' });
		expect(sleep).toHaveBeenCalledTimes(3);
	}, 30_000);

	test('and says nothing when it cost nothing', async () => {
		const run = await matched([]);
		expect([run.data.resultData.runData.Node?.[0]?.hints ?? [], run.data.resultData.metadata]).toEqual([[], undefined]);
	});

	test('writes to QuickBooks cost nothing, long queries are reads', () => {
		const context = runContext();
		const post = (url: string) => ({ method: 'POST', url, repeatable: true }) as const;
		reportCost(context, 'qboSyncOAuth2Api', post('https://books/v3/company/9/invoice'));
		reportCost(context, 'qboSyncOAuth2Api', post('https://books/v3/company/9/batch'));
		expect(context.hints).toEqual([]);
		reportCost(context, 'qboSyncOAuth2Api', post('https://books/v3/company/9/query'));
		expect(context.hints).toHaveLength(1);
	});

	test('at eBay each listing that is changed counts, in either API', () => {
		const context = runContext();
		const rest = {
			method: 'POST',
			url: 'https://ebay/sell/inventory/v1/bulk_update_price_quantity',
			body: { requests: [{ sku: 'A' }, { sku: 'B' }] },
			repeatable: true,
		} as const;
		const trading = {
			method: 'POST',
			url: 'https://ebay/ws/api.dll',
			body: '<R><InventoryStatus></InventoryStatus></R>',
			repeatable: true,
		} as const;
		const read = { method: 'GET', url: 'https://ebay/sell/inventory/v1/offer', repeatable: true } as const;
		expect([rest, trading, read].map(countRevisions)).toEqual([2, 1, 0]);
		for (const request of [rest, trading, read]) reportCost(context, 'ebaySyncApi', request);
		reportCost(context, 'qboSyncOAuth2Api', { method: 'GET', url: 'https://books', repeatable: true });
		expect(context.hints).toMatchObject([
			{
				message:
					"This took 1 of the month's 500,000 free reads in QuickBooks, and 3 changes of listings at eBay, which takes 250 a day for each listing.",
			},
		]);
		expect(context.sums).toEqual({ ebay_revisions: '3', qbo_reads: '1' });
	});

	test('a poll has no run to report in, and works', async () => {
		const { url } = await scriptedWire({ body: '{}' });
		const stored = {
			environment: 'custom',
			customUrl: 'http://127.0.0.1:9',
			accessToken: JSON.stringify({ token: 't', of: 'custom\nhttp://127.0.0.1:9\napp\ngrant', at: Date.now() }),
			clientId: 'app',
			refreshToken: 'grant',
		};
		const reply = await httpFromN8n(
			n8nWithCredential(new EbaySyncApi(), stored),
			'ebaySyncApi',
		)({ method: 'POST', url: `${url}`, body: {}, repeatable: false });
		expect(reply.status).toBe(200);
	});
});

/** A run that keeps what it is told. */
function runContext() {
	const hints: object[] = [];
	const sums: Record<string, string> = {};
	const customData = {
		get: (key: string) => sums[key] ?? '',
		set: (key: string, value: string) => void (sums[key] = value),
	};
	return { hints, sums, customData, addExecutionHints: (hint: object) => void hints.push(hint) };
}

describe('a stock trigger whose schedule is too dense', () => {
	const push = (changes: Partial<NodeTypeAndVersion> = {}): NodeTypeAndVersion => ({
		name: 'Push',
		type: 'n8n-nodes-qbo-inventory-sync.pushChannelStock',
		typeVersion: 1,
		disabled: false,
		parameters: { channels: ['woocommerce', 'ebay'] },
		...changes,
	});

	/** What is written to the log when the trigger polls so often. */
	function warnings(polls: number, context: Partial<IPollFunctions> = {}, children = [push()]): string[] {
		const said: string[] = [];
		const made = {
			getMode: () => 'trigger',
			getActivationMode: () => 'activate',
			getNode: () => ({ name: 'Stock' }),
			getNodeParameter: () => ({ item: [{ mode: 'everyX', unit: 'minutes', value: 5 }] }),
			getChildNodes: () => children,
			logger: { warn: (line: string) => void said.push(line) },
			...context,
		} as unknown as IPollFunctions;
		for (let poll = 0; poll < polls; poll++) warnOfSchedule(made, { fullReadHours: 24, items: 0 });
		return said;
	}

	test('says so once when it is published, and when it is tested', () => {
		expect(warnings(3)).toEqual([
			expect.stringMatching(/^Stock: This schedule may change an eBay listing 288 times a day/),
		]);
		expect(warnings(1, { getMode: () => 'manual', getActivationMode: () => 'manual' as never })).toHaveLength(1);
	});

	test('says nothing when n8n starts', () => {
		expect(warnings(1, { getActivationMode: () => 'init' })).toEqual([]);
	});

	test.each([
		['no eBay behind it', [push({ parameters: { channels: ['woocommerce'] } })]],
		['an eBay that is switched off', [push({ disabled: true })]],
		['another node that knows eBay', [push({ type: 'n8n-nodes-base.set' })]],
	])('says nothing with %s', (_what, children) => {
		expect(warnings(1, {}, children)).toEqual([]);
	});

	test('never fails, whatever stands in its poll times', () => {
		for (const odd of [undefined, null, 'now', [], { item: 7 }, { item: [{ mode: 'custom', cronExpression: {} }] }]) {
			expect(warnings(1, { getNodeParameter: (() => odd) as never })).toEqual([]);
		}
	});

	test('polls all the same in the real n8n, where poll times are added by the loader', async () => {
		const { url } = await standingWire(NOTHING_FOUND);
		const trigger = new QboStockTrigger();
		const context = pollContextOf({
			type: trigger,
			parameters: { fullReadHours: 24 },
			credentials: [[new QboSyncOAuth2Api(), quickBooks(url)]],
		});
		await expect(trigger.poll?.call(context)).rejects.toThrow(/Preferences/);
	});
});
