import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { NodeHelpers, sleep, type IPollFunctions, type NodeTypeAndVersion } from 'n8n-workflow';
import type { Fields } from '../../core/reading/readUnknown';
import { recordsPayments } from '../../nodes/bridge/polling/recordsPayments';
import { ChannelOrderTrigger } from '../../nodes/ChannelOrderTrigger/ChannelOrderTrigger.node';
import { fakeN8n } from '../support/fakeN8n';
import { plainOrder } from '../support/wooReplies';

jest.mock('n8n-workflow', () => jest.requireActual('../support/n8nWithMockedSleep'));

const MINUTE = 60_000;
const BEGUN = Date.parse('2026-11-23T12:00:00.000Z');

const credentials: Readonly<Record<string, object>> = {
	wooCommerceSyncApi: { url: 'https://shop.test', placedFrom: '2026-11-01' },
	qboSyncOAuth2Api: { environment: 'custom', customUrl: 'http://books', companyId: '9' },
};

/** An order that was placed so many minutes after the beginning. */
function placed(id: number, minutes: number): Fields {
	const time = new Date(BEGUN + minutes * MINUTE).toISOString().slice(0, 19);
	return plainOrder(id, time, { date_created_gmt: time });
}

let now = BEGUN;

/** A trigger of a shop with these orders. QuickBooks cannot be reached. */
function trigger(orders: readonly Fields[], lookAgain: boolean) {
	const asked: string[] = [];
	const n8n = fakeN8n({ runs: () => 'success', activation: 'activate' });
	const answer = (name: string, url: string) => {
		asked.push(name);
		if (name === 'qboSyncOAuth2Api') return { statusCode: 503, headers: {}, body: Buffer.from('') };
		const body = url.endsWith('/wp-json/') ? { timezone_string: '' } : url.includes('/orders') ? orders : [];
		return { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) };
	};
	Object.assign(n8n.context, {
		getTimezone: () => 'UTC',
		getNodeParameter: (name: string) => ({ channel: 'woocommerce', lookAgain, lookAgainMinutes: 60 })[name],
		getCredentials: async (name: string) => await Promise.resolve(credentials[name]),
		getChildNodes: () => [],
	});
	Object.assign(n8n.context.helpers, {
		httpRequestWithAuthentication: async (name: string, { url }: { readonly url: string }) =>
			await Promise.resolve(answer(name, url)),
	});
	/** What people are told of a poll that takes place so many minutes after the beginning. */
	const poll = async (minute: number) => {
		now = BEGUN + minute * MINUTE;
		return await new ChannelOrderTrigger().poll.call(n8n.context).then(
			() => null,
			(error: Error) => error.message,
		);
	};
	return { n8n, asked, poll };
}

describe('Channel Order Trigger', () => {
	beforeEach(() => {
		now = BEGUN;
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		jest.mocked(sleep).mockResolvedValue(undefined);
	});
	afterEach(() => void jest.restoreAllMocks());

	test.each([true, false])('looks again: %j, and asks QuickBooks only where it does', async (lookAgain) => {
		const { asked, poll } = trigger([placed(1, -10)], lookAgain);
		await poll(0);
		await poll(1);
		await poll(1500);
		expect(asked.includes('qboSyncOAuth2Api')).toBe(lookAgain);
	});

	test('delivers ordinary orders while QuickBooks is down, and tells of it from the third time on, once an hour', async () => {
		const orders = [placed(1, -10)];
		const { n8n, poll } = trigger(orders, true);
		const told: number[] = [];
		for (const minute of [0, 1, 1500, 1501, 1502, 1503, 1563, 1564, 1565, 1566]) {
			orders.push(placed(minute + 10, minute - 1));
			const said = await poll(minute);
			if (said !== null) told.push(minute);
		}
		expect(told).toEqual([1502, 1565]);
		expect(n8n.emitted.flat(2)).toHaveLength(orders.length);
	});

	test.each([
		[true, ['ebaySyncApi', 'qboSyncOAuth2Api']],
		[false, ['ebaySyncApi']],
	])('that looks again: %j asks for the credentials %j', (lookAgain, names) => {
		const { credentials: known = [] } = new ChannelOrderTrigger().description;
		const values = { channel: 'ebay', lookAgain };
		const asked = known.filter((one) => NodeHelpers.displayParameter(values, one, { typeVersion: 1 } as never, null));
		expect(asked.map(({ name }) => name)).toEqual(names);
	});
});

describe('whether payments are recorded', () => {
	const create = (changes: Partial<NodeTypeAndVersion>): NodeTypeAndVersion => ({
		name: 'Create',
		type: 'n8n-nodes-qbo-inventory-sync.createQboInvoice',
		typeVersion: 1,
		disabled: false,
		parameters: { recordPayments: true },
		...changes,
	});
	const records = (...children: NodeTypeAndVersion[]) =>
		recordsPayments({
			getNode: () => ({ name: 'Orders' }),
			getChildNodes: (name: string) => (name === 'Orders' ? children : []),
		} as unknown as IPollFunctions);

	test('is what a Create QBO Invoice behind the trigger says', () => {
		expect(records(create({ type: 'n8n-nodes-base.set' }), create({}))).toBe(true);
	});

	test.each([
		['nothing stands behind it', []],
		['it says no', [create({ parameters: { recordPayments: false } })]],
		['it says nothing', [create({ parameters: {} })]],
		['it is switched off', [create({ disabled: true })]],
		['it is another node', [create({ type: 'n8n-nodes-base.set' })]],
		['an expression says it', [create({ parameters: { recordPayments: '={{ $json.total > 10 }}' } })]],
	])('is no where %s', (_what, children) => {
		expect(records(...children)).toBe(false);
	});
});
