import type { HttpPort } from '../http/httpPort';
import { toIntegrationError } from '../http/integrationError';
import { stallDetector } from '../http/progress';
import { n8nApiIn } from '../reading/pastedAddress';
import { readFields, readList, readOptionalText } from '../reading/readUnknown';
import { readTypedAddress, readWebAddress } from '../reading/readWebAddress';

type Query = Readonly<Record<string, string | number>>;

/** How runs are read: so many to a page, with all that their nodes put out or without. */
interface RunPages {
	readonly perPage: number;
	readonly withData: boolean;
}

/** What n8n's public API knows of its own workflows. Each question throws IntegrationError where n8n refuses, and UnreadableError. */
export interface N8nApi {
	/** Every published workflow, as n8n sends it. */
	publishedWorkflows(): Promise<readonly unknown[]>;
	/** A workflow with the history of its publishing; null where it is gone, or the key has no scope to read it. */
	findWorkflow(id: string): Promise<unknown>;
	/** The pages of a workflow's runs that ended well, newest first. */
	goodRuns(workflowId: string, pages: RunPages): AsyncGenerator<readonly unknown[]>;
}

/** What a status of n8n's API means, and the way out. */
const REFUSALS: Readonly<Record<number, { readonly detail: string; readonly advice: string }>> = {
	401: {
		detail: 'n8n does not know the API key',
		advice: 'It was deleted or has expired. Create one in n8n under Settings, n8n API, and enter it in the credential.',
	},
	403: {
		detail: 'the API key lacks a scope',
		advice:
			'Create one in n8n under Settings, n8n API, with the scopes workflow:list, workflow:read and execution:list.',
	},
	404: {
		detail: 'no API of n8n answers there',
		advice: 'Check the address in the credential, and that N8N_PUBLIC_API_DISABLED does not switch the API off.',
	},
};

const WORKFLOWS_PER_PAGE = 100;

/**
 * Opens the public API of an n8n. `url` is the address of n8n or of its API, as a person typed it. Throws UnreadableError when it is no address.
 * https://docs.n8n.io/api/
 */
export function openN8n(http: HttpPort, url: unknown): N8nApi {
	const base = readWebAddress(n8nApiIn(readTypedAddress(url, 'n8n URL')), 'n8n URL');

	const get = async (path: string, query: Query) => {
		const request = { method: 'GET', url: base + path, query, repeatable: true } as const;
		return { request, reply: await http(request) };
	};

	async function* pagesOf(path: string, query: Query): AsyncGenerator<readonly unknown[]> {
		const list = `n8n ${path}`;
		const noteProgress = stallDetector();
		for (let cursor: string | null = null; ; ) {
			const { request, reply } = await get(path, cursor === null ? query : { ...query, cursor });
			if (reply.status !== 200) throw toIntegrationError(request, reply, REFUSALS[reply.status]);
			const { data, nextCursor } = readFields(reply.body, list);
			yield readList(data, `${list}.data`, (row) => row);
			const next = readOptionalText(nextCursor, `${list}.nextCursor`);
			if (next === null) return;
			noteProgress(list, next !== cursor);
			cursor = next;
		}
	}

	return {
		async publishedWorkflows() {
			const query = { active: 'true', excludePinnedData: 'true', limit: WORKFLOWS_PER_PAGE };
			const rows: unknown[] = [];
			for await (const page of pagesOf('/workflows', query)) rows.push(...page);
			return rows;
		},
		async findWorkflow(id) {
			const { request, reply } = await get(`/workflows/${encodeURIComponent(id)}`, { excludePinnedData: 'true' });
			if (reply.status === 403 || reply.status === 404) return null;
			if (reply.status !== 200) throw toIntegrationError(request, reply, REFUSALS[reply.status]);
			return reply.body;
		},
		goodRuns: (workflowId, { perPage, withData }) =>
			pagesOf('/executions', { workflowId, status: 'success', includeData: String(withData), limit: perPage }),
	};
}
