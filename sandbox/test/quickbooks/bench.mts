import assert from 'node:assert/strict';
import type { InjectOptions } from 'fastify';
import { createQuickBooks, REALM_ID, type QuickBooksService } from '../../quickbooks/quickBooksService.mts';

/** Whatever a reply holds: a test looks into it, and fails where it is not there. */
type Parsed = ReturnType<typeof JSON.parse>;
export type Json = Record<string, Parsed>;

export interface Answer {
	readonly status: number;
	readonly body: Json;
	readonly headers: Readonly<Record<string, unknown>>;
}

/** A company with a client that is logged in, and a clock that only moves when told to. */
export interface Bench {
	readonly service: QuickBooksService;
	/** Asks an address below /v3/company/{realm}. */
	ask(method: 'GET' | 'POST', path: string, body?: unknown, more?: Partial<InjectOptions>): Promise<Answer>;
	post(path: string, body: unknown): Promise<Answer>;
	query(statement: string): Promise<Answer>;
	/** The rows of a statement; throws when it is refused. */
	rows(statement: string): Promise<readonly Json[]>;
	control(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Parsed>;
	settings(changes: Json): Promise<void>;
	item(sku: string): Promise<Json>;
	/** Lets time pass, seconds. */
	pass(seconds: number): void;
}

export const NOON = Date.parse('2026-11-20T12:00:00-08:00');

export function bench(seed = 0): Bench {
	let now = NOON;
	const service = createQuickBooks({ host: '127.0.0.1', port: 0, seed, now: () => now });
	const inject = async (options: InjectOptions): Promise<Answer> => {
		const reply = await service.app().inject(options);
		const isJson = String(reply.headers['content-type']).includes('json');
		return { status: reply.statusCode, body: isJson ? reply.json() : { text: reply.body }, headers: reply.headers };
	};
	const ask: Bench['ask'] = async (method, path, body, more) =>
		await inject({
			method,
			url: `/v3/company/${REALM_ID}/${path}`,
			headers: { authorization: `Bearer ${service.credentials().accessToken}`, accept: 'application/json' },
			...(body === undefined ? {} : { payload: body as object }),
			...more,
		});
	const query: Bench['query'] = async (statement) =>
		await ask('GET', `query?query=${encodeURIComponent(statement)}&minorversion=75`);
	const rows: Bench['rows'] = async (statement) => {
		const { status, body } = await query(statement);
		assert.equal(status, 200, JSON.stringify(body));
		return Object.values<Json[]>(body['QueryResponse']).find(Array.isArray) ?? [];
	};
	const control: Bench['control'] = async (method, path, body) => {
		const reply = await inject({
			method,
			url: `/control/${path}`,
			...(body === undefined ? {} : { payload: body as object }),
		});
		assert.equal(reply.status, 200, JSON.stringify(reply.body));
		return reply.body;
	};
	return {
		service,
		ask,
		post: async (path, body) => await ask('POST', path, body),
		query,
		rows,
		control,
		async settings(changes) {
			await control('POST', 'settings', changes);
		},
		async item(sku) {
			const [item] = await rows(`SELECT * FROM Item WHERE Sku = '${sku.replaceAll(/['\\]/g, String.raw`\$&`)}'`);
			assert.ok(item, `there is an item ${sku}`);
			return item;
		},
		pass: (seconds) => {
			now += seconds * 1000;
		},
	};
}

/** The only fault of a refused request: its code, with HTTP 400. */
export function faultCode({ status, body }: Answer): string {
	assert.equal(status, 400, JSON.stringify(body));
	const [error] = body['Fault']['Error'];
	assert.ok(error['Message'] !== '' && error['Detail'] !== '');
	return error['code'];
}

/** A line for goods; the amount is the product. */
export function line(itemId: string, quantity: number, unitPrice: number, more: Json = {}): Json {
	return {
		DetailType: 'SalesItemLineDetail',
		Amount: Number((quantity * unitPrice).toFixed(2)),
		SalesItemLineDetail: { ItemRef: { value: itemId }, Qty: quantity, UnitPrice: unitPrice, ...more },
	};
}

/** A document for the first customer, dated well after the items start. */
export function sale(lines: readonly Json[], more: Json = {}): Json {
	return { CustomerRef: { value: '1' }, TxnDate: '2026-11-20', Line: lines, ...more };
}
