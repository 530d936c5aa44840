import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connectN8n, type N8nClient, type NamedCredential, type NodeType, type Workflow } from './n8nClient.mts';
import { setUp, type Template } from './templates.mts';

/** A credential as n8n takes it. */
export interface CredentialDraft {
	readonly type: string;
	readonly name: string;
	readonly data: unknown;
	/** Needs the service's consent. Given at every start: after a kill n8n may hold a newer token than the service remembers. */
	readonly connect?: true;
}

export interface Provisioned {
	readonly client: N8nClient;
	/** Credential id by type. */
	readonly credentials: Readonly<Record<string, string>>;
	/** Workflow id by the template's file name without ending. */
	readonly workflows: Readonly<Record<string, string>>;
}

export const owner = { email: 'owner@sandbox.test', password: 'Sandbox-Owner-1' };

/** They need a browser and a person's consent, or a key and a mailbox of the user's own, or are executed by hand alone, so nothing waits for them. */
export const leftUnpublished = ['alert-when-silent', 'check-before-going-live', 'connect-ebay', 'orders-from-anywhere'];

/** For shops with one channel: the local ones are three, and have the template for all of them. */
const forOneChannel = /^inventory-sync-(?!all-channels$)/;

/** What is brought into n8n, and the file that remembers which workflow came from which template. */
export interface Supply {
	readonly templates: readonly Template[];
	readonly record: string;
}

/**
 * Sets a running n8n up: owner, credentials, templates, published. What is there from an earlier start stays as
 * the user left it.
 */
export async function provision(
	n8nUrl: string,
	credentials: readonly CredentialDraft[],
	{ templates, record }: Supply,
): Promise<Provisioned> {
	const client = connectN8n(n8nUrl);
	await client.logIn(owner);
	const connected = await connectCredentials(client, credentials);
	const types = await client.nodeTypes();
	const known = await knownWorkflows(client, record);
	const workflows: Record<string, string> = {};
	for (const template of templates.filter(({ file }) => !forOneChannel.test(file))) {
		workflows[template.file] = known[template.file] ?? (await bringIn(client, template, connected, types));
		writeFileSync(record, JSON.stringify(workflows, null, '\t'));
	}
	return { client, credentials: Object.fromEntries(connected.map(({ type, id }) => [type, id])), workflows };
}

async function connectCredentials(client: N8nClient, wanted: readonly CredentialDraft[]): Promise<NamedCredential[]> {
	const present = await client.credentials();
	const isThere = (draft: CredentialDraft) =>
		present.find(({ name, type }) => name === draft.name && type === draft.type);
	return await Promise.all(
		wanted.map(async ({ connect, ...draft }) => {
			const credential = isThere(draft) ?? (await client.createCredential(draft));
			if (connect === true) await client.connectCredential(credential.id);
			return credential;
		}),
	);
}

/** Workflows of earlier starts that a user has not deleted since. */
async function knownWorkflows(client: N8nClient, record: string): Promise<Record<string, string>> {
	if (!existsSync(record)) return {};
	const ids = new Set((await client.workflows()).map(({ id }) => id));
	const recorded = JSON.parse(readFileSync(record, 'utf8')) as Record<string, string>;
	return Object.fromEntries(Object.entries(recorded).filter(([, id]) => ids.has(id)));
}

async function bringIn(
	client: N8nClient,
	{ file, draft }: Template,
	credentials: readonly NamedCredential[],
	types: readonly NodeType[],
): Promise<string> {
	const workflow: Workflow = await client.createWorkflow(setUp(draft, credentials, types));
	if (!leftUnpublished.includes(file)) await client.publish(workflow);
	return workflow.id;
}
