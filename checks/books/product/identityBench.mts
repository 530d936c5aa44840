/**
 * What the index of documents costs: reads of QuickBooks and memory, for books of 100, 10,000 and 100,000 documents. QuickBooks is a list in this
 * process, which answers by page as the real one does. `npm run bench:identity` after a build.
 */
import { createRequire } from 'node:module';
import type { HttpPort } from '../../../core/http/httpPort.ts';
import type { SalesOrder } from '../../../core/model/salesOrder.ts';
import { connectQuickBooks, processMemory } from './builtCore.mts';

const { readDocumentsOfOrders } = createRequire(import.meta.url)(
	'../../../dist/core/quickbooks/documentsOfOrders.js',
) as typeof import('../../../core/quickbooks/documentsOfOrders.ts');

const BEGIN = Date.parse('2024-01-01T00:00:00Z');
const SECONDS_APART = 600;
const ORDERS = 100;

interface Row {
	readonly Id: string;
	readonly at: string;
}

const momentOf = (place: number): string => new Date(BEGIN + place * SECONDS_APART * 1000).toISOString();

function toInvoice({ Id, at }: Row): object {
	const marker = `[qbosync:1 o=woocommerce/shop.example.com/${Id} v=${at} f=0123456789abcdef g=1 c=0123456789abcdef l=l1.l2.s1]`;
	const line = (id: string) => ({
		Id: id,
		Amount: 12.5,
		Description: 'Blue mug, hand made, with a handle',
		DetailType: 'SalesItemLineDetail',
		SalesItemLineDetail: {
			ItemRef: { value: '5', name: 'Mug' },
			Qty: 1,
			UnitPrice: 12.5,
			TaxCodeRef: { value: 'TAX' },
		},
	});
	return {
		Id,
		SyncToken: '0',
		DocNumber: `WC-${Id}`,
		TxnDate: at.slice(0, 10),
		TotalAmt: 25,
		Balance: 25,
		CurrencyRef: { value: 'USD' },
		CustomerRef: { value: '9', name: 'WooCommerce customers' },
		PrivateNote: `woocommerce order ${Id} of shop.example.com\n${marker}`,
		MetaData: { CreateTime: at, LastUpdatedTime: at },
		LinkedTxn: [],
		Line: [line('1'), line('2')],
	};
}

/** Answers queries by time and by ids, 1,000 rows to a page. */
function quickBooksOf(rows: readonly Row[]): HttpPort {
	const byId = new Map(rows.map((row) => [row.Id, row]));
	const find = (statement: string): readonly Row[] => {
		if (!statement.includes('FROM Invoice')) return [];
		const ids = /Id IN \((.*?)\)/.exec(statement)?.[1];
		if (ids !== undefined) return ids.split(', ').flatMap((id) => byId.get(id.replaceAll("'", '')) ?? []);
		const since = /(?:CreateTime|LastUpdatedTime) >= '([^']*)'/.exec(statement)?.[1] ?? '';
		const first = rows.findIndex(({ at }) => at >= since.replace('Z', '.000Z'));
		const start = Number(/STARTPOSITION (\d+)/.exec(statement)?.[1] ?? 1);
		return first === -1 ? [] : rows.slice(first + start - 1, first + start - 1 + 1000);
	};
	return async ({ url, query, body }) => {
		const asked = query?.query ?? body;
		const statement = typeof asked === 'string' ? asked : '';
		const answers: Record<string, object> = {
			preferences: {
				Preferences: { CurrencyPrefs: { HomeCurrency: { value: 'USD' } }, TaxPrefs: {}, SalesFormsPrefs: {} },
			},
			companyinfo: { CompanyInfo: { Country: 'US', DefaultTimeZone: 'America/New_York' } },
			cdc: { CDCResponse: [] },
		};
		const known = Object.entries(answers).find(([name]) => url.includes(name))?.[1];
		const found = known ?? { QueryResponse: { Invoice: find(statement).map(toInvoice) } };
		const time = momentOf(rows.length + 6 * 24);
		return await Promise.resolve({ status: 200, headers: {}, body: { ...found, time } });
	};
}

const orderOf = ({ Id, at }: Row) =>
	({
		channel: 'woocommerce',
		account: 'shop.example.com',
		orderId: Id,
		orderNumber: Id,
		placedAt: at,
		modifiedAt: at,
		state: 'sold',
		refunds: [],
	}) as unknown as SalesOrder;

function megabytes(): number {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed / 1_000_000;
}

async function measure(documents: number): Promise<Readonly<Record<string, number>>> {
	const rows = Array.from({ length: documents }, (_, place) => ({ Id: String(place + 1), at: momentOf(place) }));
	const memory = processMemory();
	const client = () =>
		connectQuickBooks(quickBooksOf(rows), { environment: 'custom', customUrl: 'http://books', companyId: '1' }, memory);
	const run = async (asked: readonly Row[]) => {
		const one = client();
		await one.company();
		const before = one.requestsMade().reads;
		const begin = performance.now();
		const books = await readDocumentsOfOrders(one, asked.map(orderOf), () => ({ prefix: 'WC-', buyer: null }));
		const found = asked.filter((row) => books.of(orderOf(row)).documents.length === 1).length;
		if (found !== asked.length) throw new Error(`${found} of ${asked.length} orders were found`);
		return { reads: one.requestsMade().reads - before, milliseconds: Math.round(performance.now() - begin) };
	};
	const first = megabytes();
	const fill = await run([...rows.slice(0, 1), ...rows.slice(-ORDERS)]);
	const heap = megabytes() - first;
	const quiet = await run(rows.slice(-ORDERS));
	const old = await run(rows.slice(0, ORDERS));
	const many = await run(rows.slice(-1000));
	return {
		documents,
		'reads of the first run': fill.reads,
		'its seconds': fill.milliseconds / 1000,
		'reads of a quiet run': quiet.reads,
		'reads for 100 old orders': old.reads,
		'reads for 1,000 orders': many.reads,
		'MB in memory': Math.round(heap),
	};
}

const figures = [];
for (const documents of [100, 10_000, 100_000]) figures.push(await measure(documents));
console.table(figures);
