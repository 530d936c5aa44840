import type { HttpPort } from '../../../core/http/httpPort.ts';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient.ts';
import type { OrderToPost } from '../../../core/posting/plan/stages.ts';
import type {
	ConnectRequest,
	OrdersResponse,
	OrdersRequest,
	Outcome,
	PostRequest,
	ReadOrder,
	RunResult,
	RequestMessage,
} from '../protocol.mts';
import {
	connectQuickBooks,
	matchItems,
	toOrderJson,
	bookSellingFees,
	postOrders,
	processMemory,
	readMatchable,
	readOrder,
	withRetry,
} from './builtCore.mts';
import { connectChannel } from './channelAccess.mts';
import { postingChoices, postingOptions } from './postingOptions.mts';
import { httpOver, stoppedAfter } from './wire.mts';

/** Answers the check's requests until the process is ended. */
let access: ConnectRequest | undefined;

/** What the runs of one process leave to the next; a process that dies takes it along. */
let memory = processMemory();

process.on('message', ({ id, request }: RequestMessage) => {
	const response =
		request.type === 'connect' ? connect(request) : request.type === 'orders' ? readOrders(request) : post(request);
	response.then(
		(value) => process.send?.({ id, response: value }),
		(error: unknown) =>
			process.send?.({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
	);
});

async function connect(request: ConnectRequest): Promise<null> {
	access = request;
	memory = processMemory();
	return await Promise.resolve(null);
}

function known(): ConnectRequest {
	if (access === undefined) throw new Error('No connect request has come yet');
	return access;
}

/** The channel's orders as the items that the trigger would hand on. */
async function readOrders({ channel, since, alsoSold }: OrdersRequest): Promise<OrdersResponse> {
	const adapter = await connectChannel(channel, known().channels[channel]);
	const orders: ReadOrder[] = [];
	const unreadable: OrdersResponse['unreadable'][number][] = [];
	for await (const page of adapter.readOrdersSince(since, { alsoSold })) {
		orders.push(...page.orders.map((order) => toOrderJson(order)));
		unreadable.push(...page.unreadable.map(({ orderId, reason }) => ({ orderId, reason })));
	}
	return { orders, unreadable };
}

async function post({ runs, stopAfterWrites, ...request }: PostRequest): Promise<RunResult[]> {
	const run = async (): Promise<RunResult> => {
		const http = quickBooksHttp();
		return await runOnce(stopAfterWrites === null ? http : stoppedAfter(http, stopAfterWrites), request);
	};
	const results = await Promise.all(Array.from({ length: runs }, run));
	if (stopAfterWrites !== null) memory = processMemory();
	return results;
}

function quickBooksHttp(): HttpPort {
	const { accessToken } = known().quickbooks;
	const policy = {
		attempts: 4,
		longestWait: 30_000,
		sleep: async () => {
			await Promise.resolve();
		},
		random: () => 0,
		now: Date.now,
	};
	return withRetry(httpOver({ headers: { authorization: `Bearer ${accessToken}` } }), policy);
}

/** Match by SKU where the form has it, then the posting; a run that throws has no outcomes. */
async function runOnce(http: HttpPort, request: Omit<PostRequest, 'runs' | 'stopAfterWrites'>): Promise<RunResult> {
	const { url, realmId } = known().quickbooks;
	const client = connectQuickBooks(http, { environment: 'custom', customUrl: url, companyId: realmId }, memory);
	try {
		const matched = await toPost(client, request.form, request.orders);
		const choices = postingChoices(request, matched);
		const orders = matched.map((one) => ({ ...one, choices }));
		const options = postingOptions(request.form);
		const posted = await bookSellingFees(client, await postOrders(client, orders, options), options);
		return { outcomes: posted.map(outcomeOf), stopped: null };
	} catch (error) {
		return { outcomes: [], stopped: error instanceof Error ? error.message : String(error) };
	}
}

async function toPost(
	client: QuickBooksClient,
	form: PostRequest['form'],
	items: readonly ReadOrder[],
): Promise<Array<Omit<OrderToPost, 'choices'>>> {
	const orders = items.map((item) => readOrder({ ...item, booksPrefix: form.numberPrefix }));
	if (!form.matchedBefore) return orders.map((order) => ({ order, match: null }));
	const matches = await matchItems(
		items.map((item) => readMatchable(item)),
		{ quickBooks: async () => await Promise.resolve(client) },
		form.ignoreCase,
	);
	return orders.map((order, place) => ({ order, match: matches[place] ?? null }));
}

function outcomeOf({ order, outcome }: Awaited<ReturnType<typeof postOrders>>[number]): Outcome {
	const documents = outcome.document === null ? outcome.following : [outcome.document, ...outcome.following];
	return {
		orderId: order.orderId,
		modifiedAt: order.modifiedAt,
		outcome: outcome.outcome,
		reason: outcome.reason,
		taxDifferences: documents.flatMap(({ type, id, taxDifference }) =>
			id === null ? [] : [{ type, id, difference: taxDifference }],
		),
	};
}
