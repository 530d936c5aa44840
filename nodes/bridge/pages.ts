import type { IWebhookFunctions } from 'n8n-workflow';

/** What a browser asks of a page that a node serves. */
interface PageVisit {
	readonly method: string;
	/** The page's own address, as n8n names it. */
	readonly address: string;
	readonly query: unknown;
	readonly form: unknown;
	/** Names in lower case. */
	readonly headers: unknown;
}

/** What it is answered. */
interface PageReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** A visit, as n8n hands it over. */
export function visitFromN8n(context: IWebhookFunctions): PageVisit {
	return {
		method: context.getRequestObject().method,
		address: context.getNodeWebhookUrl('default') ?? '',
		query: context.getQueryData(),
		form: context.getBodyData(),
		headers: context.getHeaderData(),
	};
}

/** Answers a visit in n8n's place, which would add words of its own. */
export function replyToVisit(context: IWebhookFunctions, { status, headers, body }: PageReply): void {
	const response = context.getResponseObject();
	response.writeHead(status, { ...headers });
	response.end(body);
}
