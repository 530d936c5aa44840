import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { NodeOperationError, UserError, type INodeType, type IRun } from 'n8n-workflow';
import { IntegrationError } from '../../../core/http/integrationError';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { errorToN8n } from '../../../nodes/bridge/errors/errorToN8n';
import { replyFrom } from '../../../nodes/bridge/http/replyFromN8n';
import { formFromN8n } from '../../../nodes/bridge/form/formFromN8n';
import { verdictOf } from '../../../nodes/bridge/polling/runVerdict';
import { connectQuickBooksFor } from '../../../nodes/bridge/credentials/connectQuickBooksFor';
import { fromAWorker, runInN8n } from '../../support/runInN8n';

const credentialName = 'qboSyncOAuth2Api';
const request = { method: 'GET', url: 'https://shop.example/orders', repeatable: true } as const;
const page = '<!DOCTYPE html><title>Back soon</title>';

// n8n prints every error of a node.
beforeAll(() => void jest.spyOn(console, 'log').mockImplementation(() => undefined));

/** How n8n hands a run over to the trigger: in one process, and from a worker. */
async function blamedFor(execute: INodeType['execute'], circumstances: Partial<Parameters<typeof runInN8n>[1]> = {}) {
	const run = await runInN8n(execute, { credentialName, ...circumstances });
	return [run, fromAWorker(run)].map((handedOver) => verdictOf(handedOver));
}

const throwing = (work: () => unknown): INodeType['execute'] =>
	async function () {
		try {
			await work();
		} catch (error) {
			throw errorToN8n(this.getNode(), error);
		}
		return [];
	};

const connecting: INodeType['execute'] = async function () {
	return await connectQuickBooksFor(this).then(
		() => [],
		(error: unknown) => {
			throw errorToN8n(this.getNode(), error);
		},
	);
};

const wire = (reason: RegExp) =>
	Array.from({ length: 2 }, () => ({ handled: false, blame: 'wire', reason: expect.stringMatching(reason) }));
const setup = (reason: RegExp) => wire(reason).map((verdict) => ({ ...verdict, blame: 'setup' }));
const batch = (reason: RegExp) => wire(reason).map((verdict) => ({ ...verdict, blame: 'batch' }));

describe('nothing in the batch is to blame when a run failed on', () => {
	test.each([
		[
			'a page instead of JSON',
			() => replyFrom({ request, timeout: 1000 }, 200, {}, page),
			/should be JSON, not "<!DOCTYPE/,
		],
		['JSON cut short', () => replyFrom({ request, timeout: 1000 }, 200, {}, '{"orders":['), /should be JSON/],
		[
			'a page instead of XML',
			() => replyFrom({ request: { ...request, answer: 'text' }, timeout: 1000 }, 200, {}, page),
			/should be the service's own answer/,
		],
		[
			'a body that is too long',
			() =>
				replyFrom(
					{ request: { ...request, answer: 'text' }, timeout: 1000 },
					200,
					{},
					'x'.repeat(32 * 1024 * 1024 + 1),
				),
			/at most 32 MB/,
		],
		[
			'a service that is down',
			() => Promise.reject(new IntegrationError('unavailable', 'nobody answers')),
			/nobody answers/,
		],
	])('%s', async (_what, work, reason) => {
		expect(await blamedFor(throwing(work))).toEqual(wire(reason));
	});

	test('a credential that is refused', async () => {
		expect(await blamedFor(throwing(() => Promise.reject(new IntegrationError('notAuthorised', 'reconnect'))))).toEqual(
			setup(/reconnect/),
		);
	});

	test('a credential that was never chosen', async () => {
		expect(await blamedFor(connecting)).toEqual(setup(/No credential .* is chosen/));
	});

	test('a credential that was deleted', async () => {
		const getDecrypted = async () => {
			throw new UserError('Credential with ID "42" does not exist for type "qboSyncOAuth2Api".');
		};
		expect(await blamedFor(connecting, { credentialId: '42', store: { getDecrypted } })).toEqual(
			setup(/"chosen" does not exist any more/),
		);
	});

	test('a field of the form, which is the same for all items', async () => {
		const filledIn: INodeType['execute'] = async function () {
			return formFromN8n(this, () => {
				throw new UnreadableError('Let Through Until', 'a date with a time');
			});
		};
		expect(await blamedFor(filledIn)).toEqual(setup(/^Let Through Until should be a date/));
	});

	test("another node's credential that was deleted", async () => {
		const deleted = new UserError('Credential with ID "43" does not exist for type "slackApi".');
		const wrapped: INodeType['execute'] = async function () {
			throw new NodeOperationError(this.getNode(), deleted);
		};
		const bare: INodeType['execute'] = async () => {
			throw deleted;
		};
		expect(await blamedFor(wrapped)).toEqual(setup(/"43" does not exist/));
		expect(await blamedFor(bare)).toEqual(setup(/"43" does not exist/));
	});

	test('what a workflow says comes again', async () => {
		const stopped: INodeType['execute'] = async function () {
			throw new NodeOperationError(this.getNode(), 'Comes again: MUG. Not raised: eBay: down');
		};
		expect(await blamedFor(stopped)).toEqual(
			wire(/^Comes again: MUG/).map((verdict) => ({ ...verdict, onPurpose: true })),
		);
	});

	test('something before any node was reached', () => {
		const run = {
			status: 'error',
			data: { resultData: { runData: {}, error: { message: 'The workflow has issues' } } },
		} as unknown as IRun;
		expect(verdictOf(run)).toEqual({ handled: false, blame: 'wire', reason: 'The workflow has issues' });
	});
});

describe('the batch is to blame when a run failed on', () => {
	test.each([
		[
			'a value of its own',
			() => Promise.reject(new UnreadableError('order.total', 'money')),
			/order\.total should be money/,
		],
		[
			'a reply whose JSON says something unexpected',
			() => Promise.reject(new UnreadableError('quickbooks item.QtyOnHand', 'a number')),
			/QtyOnHand/,
		],
		[
			'what a service refuses',
			() =>
				Promise.reject(
					new IntegrationError('rejected', 'no such customer', { status: 400, headers: {}, body: undefined }),
				),
			/no such customer/,
		],
		[
			'what a service does not find',
			() =>
				Promise.reject(
					new IntegrationError('notFound', 'no such order', { status: 404, headers: {}, body: undefined }),
				),
			/no such order/,
		],
		['a bug', () => Promise.reject(new TypeError('x is not a function')), /not a function/],
	])('%s', async (_what, work, reason) => {
		expect(await blamedFor(throwing(work))).toEqual(batch(reason));
	});

	test("another node's error", async () => {
		const failing: INodeType['execute'] = async () => {
			throw new TypeError("Cannot read properties of undefined (reading 'email')");
		};
		expect(await blamedFor(failing)).toEqual(batch(/reading 'email'/));
	});
});
