import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { agentWorkflow } from '../support/agentWorkflow';
import { expectOneDocumentEach } from '../support/books';
import { ownersN8n, supervisor, type SandboxConfig } from '../support/e2e';
import { controlOf } from '../support/e2eControl';
import type { E2eN8n } from '../support/e2eN8n';

const BOWL = 'BOWL-OAK';

interface Question {
	readonly tools: ReadonlyArray<{
		readonly function: { readonly name: string; readonly description: string; readonly parameters: object };
	}>;
}

let config: SandboxConfig;
let n8n: E2eN8n;
let workflowId: string;

beforeAll(async () => {
	config = await supervisor().config();
	n8n = await ownersN8n();
	const workflow = await agentWorkflow(n8n, config, 'ask-an-agent');
	workflowId = workflow.id;
	expect(await n8n.publish(workflow)).toMatchObject({ status: 'published' });
}, 60_000);

afterAll(async () => await n8n.unpublish(workflowId));

/** The agent's answer, which holds what the tool said. */
async function ask(question: string): Promise<string> {
	const url = `${config.n8n.url}/webhook/ask-an-agent`;
	const { data } = await axios.post<{ output: string }>(url, { question }, { proxy: false, timeout: 60_000 });
	return data.output;
}

async function questions(): Promise<readonly Question[]> {
	return (await axios.get<Question[]>(`${config.supervisor}/model/questions`, { proxy: false })).data;
}

/** Only the language model is no real one: the agent, its model node and both tools are n8n's and ours. */
describe('An AI agent', () => {
	test('is told which document an order has', async () => {
		const sold = await (await controlOf('woocommerce')).sell([{ sku: BOWL, quantity: 1 }]);
		await expectOneDocumentEach('WC-', [sold], { seconds: 90 });
		expect(await ask(`What became of order ${sold.orderNumber}`)).toMatch(
			new RegExp(`^The tool says: .*QuickBooks has [A-Z][A-Za-z ]+ WC-${sold.orderNumber} of ${sold.total} USD`),
		);
	}, 120_000);

	test('is told how many of a SKU there are, and what each channel shows', async () => {
		const units = (await (await controlOf('quickbooks')).stock()).get(BOWL);
		const answer = await ask(`How many are there of SKU ${BOWL}`);
		expect(answer).toContain(`${BOWL}: QuickBooks has ${units} on hand of`);
		for (const channel of ['WooCommerce', 'BigCommerce', 'eBay']) expect(answer).toContain(`${channel} shows`);
	}, 60_000);

	test('is told in words what nobody knows', async () => {
		expect(await ask('What became of order no-such-order')).toContain('No order has the number or id no-such-order');
		expect(await ask('How many are there of SKU NO-SUCH')).toContain('QuickBooks has no active item');
	}, 60_000);

	test('knows of each tool what it answers and what it has to be given', async () => {
		const [{ tools } = { tools: [] }] = await questions();
		const offered = new Map(tools.map(({ function: { name, ...told } }) => [name, told]));
		expect(offered.get('Explain_an_Order')).toMatchObject({
			description: expect.stringMatching(/^Says of one order/),
			parameters: { properties: { Order_Number_or_ID: { type: 'string' } }, required: ['Order_Number_or_ID'] },
		});
		expect(offered.get('Explain_a_SKU')).toMatchObject({
			description: expect.stringMatching(/^Says of one SKU/),
			parameters: { properties: { SKU: { type: 'string' } }, required: ['SKU'] },
		});
	});
});
