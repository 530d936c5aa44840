import { describe, expect, test } from '@jest/globals';
import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { findCachedAnswer } from '../../../core/http/cachedAnswer';
import type { HttpReply } from '../../../core/http/httpPort';
import { toIntegrationError, IntegrationError } from '../../../core/http/integrationError';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { errorToN8n } from '../../../nodes/bridge/errors/errorToN8n';

const node: INode = { id: '1', name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };

function refusal(reply: Partial<HttpReply>): IntegrationError {
	const request = { method: 'GET', url: 'https://shop.example/wp-json/wc/v3/orders', repeatable: true } as const;
	return toIntegrationError(request, { status: 500, headers: {}, body: undefined, ...reply });
}

describe('a failure of the wire', () => {
	test('keeps its message, status and item, and says what to do', () => {
		const shown = errorToN8n(node, refusal({ status: 404 }), 3);
		expect(shown).toBeInstanceOf(NodeApiError);
		expect(shown).toMatchObject({
			message: expect.stringContaining('answered with 404'),
			httpCode: '404',
			context: { itemIndex: 3 },
		});
		expect(shown.description).toMatch(/Check the address/);
	});

	test.each([
		[401, { cause: 'credential-invalid' }],
		[403, { cause: 'credential-invalid' }],
		[404, { cause: 'configuration-invalid' }],
		[422, undefined],
		[429, { cause: 'rate-limited' }],
		[503, { cause: 'temporarily-unavailable' }],
	])('with status %i is declared to n8n as %o', (status, failure) => {
		expect(errorToN8n(node, refusal({ status })).failure).toEqual(failure);
	});

	test('tells n8n how long the service asks to wait', () => {
		expect(errorToN8n(node, refusal({ status: 429, headers: { 'retry-after': '7' } })).failure).toEqual({
			cause: 'rate-limited',
			retryAfterMs: 7000,
		});
	});

	test('keeps the words of a connection that failed, which n8n would replace by its own', () => {
		const message = 'GET https://shop.example/ was not answered: the connection was refused';
		expect(errorToN8n(node, new IntegrationError('unavailable', message)).message).toBe(message);
	});

	test('of a cache that answered for the shop says what to exclude from it', () => {
		const request = { method: 'GET', url: 'https://shop.example/wp-json/wc/v3/orders', repeatable: true } as const;
		const cached = findCachedAnswer(request, { status: 200, headers: { 'x-cache': 'HIT' }, body: [] });
		expect(errorToN8n(node, cached).description).toMatch(/^Exclude the REST API/);
	});

	test('names the new address of a service that has moved, without its query', () => {
		const { description } = errorToN8n(
			node,
			refusal({ status: 301, headers: { location: 'https://www.shop.example/wp-json?consumer_key=ck_1' } }),
		);
		expect(description).toMatch(/moved to https:\/\/www\.shop\.example\./);
	});

	test('gives the way out that is known before the one of its kind', () => {
		const known = new IntegrationError('notAuthorised', 'refused', undefined, 'Make a new key.');
		expect(errorToN8n(node, known).description).toBe('Make a new key.');
	});

	test('that is the page of a firewall is the wire, and not the keys', () => {
		const shown = errorToN8n(node, refusal({ status: 403, body: '<!DOCTYPE html><title>One moment</title>' }));
		expect(shown.failure).toEqual({ cause: 'temporarily-unavailable' });
		expect(`${shown.message} ${shown.description ?? ''}`).toMatch(
			/captcha or challenge of a firewall or CDN.*allow its IP/,
		);
		expect(`${shown.message} ${shown.description ?? ''}`).not.toMatch(/credential|administrator/i);
	});
});

describe('other errors', () => {
	test('an unreadable value names its place', () => {
		const shown = errorToN8n(node, new UnreadableError('order.lines[2].quantity', 'a number'), 1);
		expect(shown).toBeInstanceOf(NodeOperationError);
		expect(shown).toMatchObject({ message: 'order.lines[2].quantity should be a number', context: { itemIndex: 1 } });
	});

	test("n8n's own errors stay themselves", () => {
		const own = new NodeOperationError(node, 'Credentials not found');
		expect(errorToN8n(node, own, 2)).toBe(own);
	});

	test.each([[new Error('a bug')], ['a bug']])('%p keeps its words', (error) => {
		expect(errorToN8n(node, error).message).toBe('a bug');
	});
});
