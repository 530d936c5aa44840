import { setTimeout as wait } from 'node:timers/promises';
import axios, { type AxiosInstance } from 'axios';

export interface Owner {
	readonly email: string;
	readonly password: string;
}

export interface WorkflowNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly disabled?: boolean;
	readonly credentials?: Readonly<Record<string, { readonly id: string | null; readonly name: string }>>;
}

/** A workflow as a template holds it. */
export interface WorkflowDraft {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: unknown;
	readonly settings?: unknown;
}

export interface Workflow extends WorkflowDraft {
	readonly id: string;
	readonly versionId: string;
	readonly active: boolean;
}

export interface NamedCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
}

/** As much of a node type's description as binding credentials needs. */
export interface NodeType {
	readonly name: string;
	readonly properties: readonly {
		readonly name: string;
		readonly default?: unknown;
		readonly displayOptions?: DisplayOptions;
	}[];
	readonly credentials?: readonly {
		readonly name: string;
		readonly displayOptions?: DisplayOptions;
	}[];
}

/** When the editor asks for something: parameter values that it wants, or that it must not see. */
export interface DisplayOptions {
	readonly show?: Readonly<Record<string, readonly unknown[]>>;
	readonly hide?: Readonly<Record<string, readonly unknown[]>>;
}

export type N8nClient = ReturnType<typeof connectN8n>;

const publishDeadline = 120_000;

/** n8n's own REST interface, as its editor uses it. `logIn` comes first. */
export function connectN8n(url: string) {
	const http = axios.create({ baseURL: url, proxy: false, timeout: 60_000 });
	http.interceptors.response.use(undefined, (error) => Promise.reject(new Error(describe(error))));
	return {
		url,
		logIn: async (owner: Owner) => await logIn(http, owner),
		version: async () => (await data<{ versionCli: string }>(http.get('/rest/settings'))).versionCli,
		nodeTypes: async () => (await http.get<NodeType[]>('/types/nodes.json')).data,
		credentials: async () => await data<NamedCredential[]>(http.get('/rest/credentials')),
		createCredential: async (credential: Omit<NamedCredential, 'id'> & { data: unknown }) =>
			await data<NamedCredential>(http.post('/rest/credentials', credential)),
		connectCredential: async (id: string) => await connectCredential(http, id),
		workflows: async () => await data<Workflow[]>(http.get('/rest/workflows')),
		workflow: async (id: string) => await data<Workflow>(http.get(`/rest/workflows/${id}`)),
		createWorkflow: async (draft: WorkflowDraft) => await data<Workflow>(http.post('/rest/workflows', draft)),
		/** Saves a draft; what is published stays until `publish`. */
		saveWorkflow: async ({ id, versionId, ...draft }: Workflow) => {
			const { name, nodes, connections, settings } = draft;
			return await data<Workflow>(
				http.patch(`/rest/workflows/${id}`, { name, nodes, connections, settings, versionId }),
			);
		},
		publish: async (workflow: Workflow) => await publish(http, workflow),
	};
}

async function logIn(http: AxiosInstance, { email, password }: Owner): Promise<void> {
	const settings = await data<{ userManagement: { showSetupOnFirstLoad: boolean } }>(http.get('/rest/settings'));
	const reply = settings.userManagement.showSetupOnFirstLoad
		? await http.post('/rest/owner/setup', { email, password, firstName: 'Sandbox', lastName: 'Owner' })
		: await http.post('/rest/login', { emailOrLdapLoginId: email, password });
	const cookies = (reply.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
	http.defaults.headers.common.Cookie = cookies.join('; ');
}

/** What the Connect button does: n8n's address for the consent, the service's redirect, n8n's callback. */
async function connectCredential(http: AxiosInstance, id: string): Promise<void> {
	const consent = await data<string>(http.get('/rest/oauth2-credential/auth', { params: { id } }));
	const granted = await axios.get<unknown>(consent, {
		proxy: false,
		maxRedirects: 0,
		validateStatus: (status) => status === 302,
	});
	await http.get(String(granted.headers.location));
	const { oauthTokenData } = (
		await data<{ data: { oauthTokenData?: unknown } }>(
			http.get(`/rest/credentials/${id}`, { params: { includeData: true } }),
		)
	).data;
	if (!oauthTokenData) throw new Error(`Credential ${id} did not get connected; n8n's log says why`);
}

/** @throws Error with n8n's reason when a trigger could not be started. */
async function publish(http: AxiosInstance, { id, versionId, name }: Workflow): Promise<void> {
	await http.post(`/rest/workflows/${id}/activate`, { versionId });
	for (const end = Date.now() + publishDeadline; Date.now() < end; await wait(250)) {
		const state = await data<{ status: string }>(http.get(`/rest/workflows/${id}/publication-status`));
		if (state.status === 'published') return;
		if (state.status !== 'in_progress') throw new Error(`Publishing "${name}" ended as ${JSON.stringify(state)}`);
	}
	throw new Error(`Publishing "${name}" took more than ${publishDeadline / 1000} s`);
}

async function data<T>(reply: Promise<{ data: { data: T } }>): Promise<T> {
	return (await reply).data.data;
}

function describe(error: unknown): string {
	if (!axios.isAxiosError(error)) return String(error);
	const { config, response } = error;
	return `n8n: ${config?.method?.toUpperCase()} ${config?.url} -> ${response?.status ?? error.code} ${JSON.stringify(response?.data ?? '')}`;
}
