import { describe, expect, test } from '@jest/globals';
import template from '../../workflows/connect-ebay.json';

type Connections = Readonly<Record<string, { readonly main: ReadonlyArray<ReadonlyArray<{ readonly node: string }>> }>>;
const nodes: ReadonlyArray<{ name: string; type: string; parameters: Record<string, unknown> }> = template.nodes;
const connections: Connections = template.connections;
const typed = (type: string) => nodes.filter((node) => node.type === `n8n-nodes-base.${type}`);
const named = (name: string) => nodes.find((node) => node.name === name)?.parameters;

describe('the workflow "Connect eBay"', () => {
	test('leaves no execution behind, whether it succeeds, fails or is run by hand', () => {
		expect(template.settings).toEqual({
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveManualExecutions: false,
			saveExecutionProgress: false,
		});
	});

	test('publishes as it is: no credential to choose, nothing of another n8n in it', () => {
		expect(Object.keys(template).sort()).toEqual(['connections', 'name', 'nodes', 'settings']);
		const keys = new Set(template.nodes.flatMap((node) => Object.keys(node)));
		expect([...keys].sort()).toEqual(['id', 'name', 'onError', 'parameters', 'position', 'type', 'typeVersion']);
	});

	test('answers wherever a browser comes in, on every way through', () => {
		const dead = typed('webhook').flatMap((webhook) =>
			endsOf(webhook.name).filter((end) => !typed('respondToWebhook').some(({ name }) => name === end)),
		);
		expect(typed('webhook')).toHaveLength(3);
		expect(typed('webhook').every(({ parameters }) => parameters.responseMode === 'responseNode')).toBe(true);
		expect(dead).toEqual([]);
	});

	test("sends the browser on with 303: with 307, the default, it would send the client secret to eBay's page", () => {
		expect(named('Send to eBay')).toMatchObject({ respondWith: 'redirect', options: { responseCode: 303 } });
	});

	test('lets no browser or proxy keep a page, and no page tell its address to another', () => {
		for (const { parameters } of typed('respondToWebhook')) {
			const { responseHeaders } = parameters.options as { responseHeaders: { entries: unknown[] } };
			expect(responseHeaders.entries).toEqual(
				expect.arrayContaining([
					{ name: 'Cache-Control', value: 'no-store' },
					{ name: 'Referrer-Policy', value: 'no-referrer' },
				]),
			);
		}
	});

	test('forgets the client secret as soon as the code was exchanged', () => {
		expect(JSON.stringify(named('Show the result'))).toContain('{"name":"Set-Cookie","value":"={{ $json.cookie }}"}');
	});

	test('takes the answer of the token endpoint as it is, and follows it nowhere', () => {
		expect(named('Exchange the code')).toMatchObject({
			contentType: 'form-urlencoded',
			options: {
				redirect: { redirect: { followRedirects: false } },
				response: { response: { fullResponse: true, neverError: true } },
			},
		});
	});

	test('shows one design on all its pages, and escapes in one way', () => {
		const pages = typed('respondToWebhook').filter(({ parameters }) => parameters.respondWith === 'text');
		expect(new Set(pages.map(({ parameters }) => parameters.responseBody)).size).toBe(1);
		expect(new Set(typed('code').map(({ parameters }) => String(parameters.jsCode).split('\n')[0])).size).toBe(1);
	});

	test('says how it works and how to set it up', () => {
		const [overview] = typed('stickyNote').map(({ parameters }) => String(parameters.content));
		expect(overview).toMatch(/### How it works[\s\S]*### Setup/);
	});
});

/** Where the ways from a node come to an end. */
function endsOf(name: string): string[] {
	const next = (connections[name]?.main ?? []).flatMap((output) => output.map(({ node }) => node));
	return next.length === 0 ? [name] : next.flatMap(endsOf);
}
