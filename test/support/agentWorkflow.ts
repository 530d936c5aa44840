import type { SandboxConfig } from './e2e';
import type { E2eN8n, E2eNode } from './e2eN8n';
import { credentialsFor } from './probeWorkflow';

const PACKAGE = 'n8n-nodes-qbo-inventory-sync';
const LANGCHAIN = '@n8n/n8n-nodes-langchain';

/** What the editor writes where *Let the model define this parameter* is clicked. */
const fromModel = (key: string) => `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, 'string') }}`;

/** A webhook that puts its question to an AI agent with both tools, and answers with what the agent says. */
export async function agentWorkflow(n8n: E2eN8n, config: SandboxConfig, path: string) {
	const model = await n8n.createCredential({
		type: 'openAiApi',
		name: 'Stand-in for a language model',
		data: { apiKey: 'any', url: `${config.supervisor}/model/v1` },
	});
	const ours = credentialsFor(config, 'quickbooks', 'woocommerce', 'bigcommerce', 'ebay');
	const channels = ['woocommerce', 'bigcommerce', 'ebay'];
	const nodes = [
		node('Webhook', 'n8n-nodes-base.webhook', 2, {
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
			webhookId: path,
		}),
		node('AI Agent', `${LANGCHAIN}.agent`, 3, {
			parameters: { promptType: 'define', text: '={{ $json.body.question }}', options: {} },
		}),
		node('Model', `${LANGCHAIN}.lmChatOpenAi`, 1.3, {
			parameters: {
				model: { __rl: true, mode: 'id', value: 'gpt-5-mini' },
				responsesApiEnabled: false,
				options: {},
			},
			credentials: { openAiApi: model },
		}),
		node('Explain an Order', `${PACKAGE}.getChannelOrdersTool`, 1, {
			parameters: { operation: 'explainOrder', channels, order: fromModel('Order_Number_or_ID') },
			credentials: ours,
		}),
		node('Explain a SKU', `${PACKAGE}.matchBySkuTool`, 1, {
			parameters: { operation: 'explainSku', channels, sku: fromModel('SKU') },
			credentials: ours,
		}),
	];
	const connections = Object.fromEntries([
		link('Webhook', 'main', 'AI Agent'),
		link('Model', 'ai_languageModel', 'AI Agent'),
		link('Explain an Order', 'ai_tool', 'AI Agent'),
		link('Explain a SKU', 'ai_tool', 'AI Agent'),
	]);
	return await n8n.create({ name: 'Ask an agent', nodes, connections, settings: { executionOrder: 'v1' } });
}

/** What differs from node to node. */
interface Node {
	readonly parameters: E2eNode['parameters'];
	readonly [field: string]: unknown;
}

function node(name: string, type: string, typeVersion: number, more: Node): E2eNode {
	return { id: name, name, type, typeVersion, position: [0, 0], ...more };
}

function link(from: string, type: string, to: string) {
	return [from, { [type]: [[{ node: to, type, index: 0 }]] }] as const;
}
