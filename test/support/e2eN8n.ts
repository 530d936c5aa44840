import axios, { type AxiosInstance } from 'axios';
import { sleep } from 'n8n-workflow';

export interface E2eNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly [field: string]: unknown;
}

export interface E2eWorkflow {
	readonly id: string;
	readonly name: string;
	readonly versionId: string;
	readonly active: boolean;
	readonly nodes: readonly E2eNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings: Readonly<Record<string, unknown>>;
}

interface E2eExecution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: string;
	readonly mode: string;
	readonly startedAt: string;
	readonly stoppedAt?: string;
}

export interface PublicationStatus {
	readonly status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
}

export type E2eN8n = Awaited<ReturnType<typeof logInToN8n>>;

interface Account {
	readonly url: string;
	readonly email: string;
	readonly password: string;
}

/** n8n's REST interface as the editor uses it; `ids` are the workflow ids by template name. */
export async function logInToN8n({ url, email, password }: Account, ids: Readonly<Record<string, string>>) {
	const http = await logIn(axios.create({ baseURL: url, proxy: false, timeout: 60_000 }), email, password);
	const idOf = (template: string) => ids[template] ?? template;
	const n8n = {
		http,
		/** By template name ("inventory-sync-all-channels") or by id. */
		workflow: async (template: string) => await data<E2eWorkflow>(http.get(`/rest/workflows/${idOf(template)}`)),
		create: async (draft: Pick<E2eWorkflow, 'name' | 'nodes' | 'connections' | 'settings'>) =>
			await data<E2eWorkflow>(http.post('/rest/workflows', draft)),
		createCredential: async (draft: { readonly type: string; readonly name: string; readonly data: object }) =>
			await data<{ id: string; name: string }>(http.post('/rest/credentials', draft)),
		save: async ({ id, name, nodes, connections, settings, versionId }: E2eWorkflow) =>
			await data<E2eWorkflow>(http.patch(`/rest/workflows/${id}`, { name, nodes, connections, settings, versionId })),
		publicationStatus: async (id: string) =>
			await data<PublicationStatus>(http.get(`/rest/workflows/${id}/publication-status`)),
		/** Asks for publication and waits until it has ended, well or not. */
		publish: async ({ id, versionId }: E2eWorkflow): Promise<PublicationStatus> => {
			await http.post(`/rest/workflows/${id}/activate`, { versionId });
			return await settledStatus(async () => await n8n.publicationStatus(id));
		},
		unpublish: async (template: string) => void (await http.post(`/rest/workflows/${idOf(template)}/deactivate`)),
		/** What a user does: change the nodes, save, publish. */
		edit: async (template: string, change: (node: E2eNode) => E2eNode): Promise<PublicationStatus> => {
			const workflow = await n8n.workflow(template);
			return await n8n.publish(await n8n.save({ ...workflow, nodes: workflow.nodes.map(change) }));
		},
		/** Turns Sync Inventory on or off for every channel of every push of a workflow. */
		switchSync: async (template: string, isOn: boolean): Promise<PublicationStatus> =>
			await n8n.edit(template, (node) => ({ ...node, parameters: withSwitches(node, isOn) })),
		/** The latest first. */
		executions: async (template: string) => {
			const params = { filter: JSON.stringify({ workflowId: idOf(template) }), limit: 100 };
			return (await data<{ results: E2eExecution[] }>(http.get('/rest/executions', { params }))).results;
		},
	};
	return n8n;
}

function withSwitches({ parameters }: E2eNode, isOn: boolean): E2eNode['parameters'] {
	const isSwitch = (name: string) => name.startsWith('syncInventoryTo');
	return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, isSwitch(name) ? isOn : value]));
}

async function logIn(http: AxiosInstance, email: string, password: string): Promise<AxiosInstance> {
	const reply = await http.post('/rest/login', { emailOrLdapLoginId: email, password });
	const cookies: readonly string[] = reply.headers['set-cookie'] ?? [];
	http.defaults.headers.common.Cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
	return http;
}

async function settledStatus(ask: () => Promise<PublicationStatus>): Promise<PublicationStatus> {
	for (let asked = 0; asked < 480; asked++) {
		const status = await ask();
		if (status.status !== 'in_progress') return status;
		await sleep(250);
	}
	throw new Error('The publication did not end within two minutes');
}

async function data<T>(reply: Promise<{ data: { data: T } }>): Promise<T> {
	return (await reply).data.data;
}
