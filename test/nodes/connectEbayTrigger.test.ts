import { describe, expect, test } from '@jest/globals';
import { WebhookContext } from 'n8n-core';
import { Workflow, type INode, type INodeTypes, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { ConnectEbayTrigger } from '../../nodes/ConnectEbayTrigger/ConnectEbayTrigger.node';
import { scriptedWireAt, type WireReply } from '../support/wire';

const KEYS = { environment: 'custom', clientId: 'App-1', clientSecret: 'CANARY-cert', ruName: 'Shop-App-Sync-abc' };
const GRANTED: WireReply = { body: '{"refresh_token":"CANARY-token","refresh_token_expires_in":86400}' };

/** What a browser is answered by n8n's real webhook context around the node, and what starts the workflow. */
async function visit(request: { method: string; query?: object; body?: object; headers?: object }) {
	const type = new ConnectEbayTrigger();
	const node: INode = {
		id: '1',
		name: 'Open This Page',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		webhookId: 'w',
	};
	const nodeTypes = { getByNameAndVersion: () => type } as unknown as INodeTypes;
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: true, nodeTypes });
	const sent: { status?: number; headers?: Record<string, string>; body?: string } = {};
	const httpResponse = {
		writeHead: (status: number, headers: Record<string, string>) => Object.assign(sent, { status, headers }),
		end: (body: string) => Object.assign(sent, { body }),
	};
	const additionalData = {
		httpRequest: { query: {}, body: {}, headers: {}, ...request },
		httpResponse,
		webhookBaseUrl: 'https://n8n.test/webhook',
		webhookTestBaseUrl: 'https://n8n.test/webhook-test',
	} as unknown as IWorkflowExecuteAdditionalData;
	const [, webhookDescription] = type.description.webhooks ?? [];
	if (webhookDescription === undefined) throw new Error('The node has lost its webhook');
	const webhookData = {
		httpMethod: 'POST' as const,
		node: node.name,
		path: 'connect-ebay',
		webhookDescription,
		workflowId: 'w',
		workflowExecuteAdditionalData: additionalData,
	};
	const context = new WebhookContext(workflow, node, additionalData, 'webhook', webhookData, [], null);
	return { started: await type.webhook.call(context), ...sent };
}

/** Goes to eBay, and comes back to what eBay's token endpoint answers. */
async function connect(answer: WireReply) {
	const path = `/${Math.random().toString(36).slice(2)}`;
	const ebay = await scriptedWireAt(`${path}/identity/v1/oauth2/token`, answer);
	const customUrl = ebay.url.replace('/identity/v1/oauth2/token', '');
	const left = await visit({ method: 'POST', body: { ...KEYS, customUrl } });
	const state = new URL(left.headers?.Location ?? '').searchParams.get('state') ?? '';
	const cookie = left.headers?.['Set-Cookie']?.split(';')[0] ?? '';
	return { left, back: await visit({ method: 'GET', query: { state, code: 'c' }, headers: { cookie } }), ebay };
}

describe('Connect eBay Trigger', () => {
	test('shows the form at the address that n8n names, and starts nothing', async () => {
		const { started, status, body } = await visit({ method: 'GET' });
		expect([status, started]).toEqual([200, { noWebhookResponse: true }]);
		expect(body).toContain('action="https://n8n.test/webhook/connect-ebay"');
	});

	test('sends the browser on with a state of its own each time, and starts nothing', async () => {
		const [one, other] = [await connect(GRANTED), await connect(GRANTED)];
		expect(one.left).toMatchObject({ status: 303, started: { noWebhookResponse: true } });
		const stateOf = ({ left }: typeof one) => new URL(left.headers?.Location ?? '').searchParams.get('state');
		expect(stateOf(one)).toMatch(/^[\da-f-]{36}$/);
		expect(stateOf(one)).not.toBe(stateOf(other));
	});

	test('starts the workflow when eBay is connected, with the last day and neither keys nor token', async () => {
		const { back, ebay } = await connect(GRANTED);
		expect(back).toMatchObject({ status: 200, body: expect.stringContaining('CANARY-token') });
		const validUntil = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
		expect(back.started).toEqual({
			noWebhookResponse: true,
			workflowData: [[{ json: { summary: `eBay is connected until ${validUntil}`, validUntil } }]],
		});
		expect(await ebay.asked()).toMatchObject([
			{ method: 'POST', body: 'grant_type=authorization_code&code=c&redirect_uri=Shop-App-Sync-abc' },
		]);
	});

	test.each<[string, WireReply, string]>([
		['nothing that is eBay', { body: '<html>Log in</html>' }, 'The answer was none of eBay'],
		['nobody', { cut: true }, 'eBay could not be reached.'],
		['a refusal', { status: 400, body: '{"error":"invalid_grant"}' }, 'eBay answered 400: invalid_grant'],
		['another address', { status: 302, headers: { Location: 'https://elsewhere.test' } }, 'eBay answered 302.'],
	])('says so where %s answers, and starts nothing', async (_what, answer, said) => {
		const { back, ebay } = await connect(answer);
		expect(back).toMatchObject({ status: 502, started: { noWebhookResponse: true } });
		expect(back.body).toContain(said);
		expect(await ebay.asked()).toHaveLength(1);
	});

	test('has nothing to set up or take back at another service', async () => {
		const { checkExists, create, delete: remove } = new ConnectEbayTrigger().webhookMethods.default;
		expect([await checkExists(), await create(), await remove()]).toEqual([true, true, true]);
	});
});
