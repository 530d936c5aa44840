import { describe, expect, test } from '@jest/globals';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import type { ChannelAdapter, OrderPresence } from '../../core/channels/channelAdapter';
import { fingerprintOf } from '../../core/model/orderFingerprint';
import { identityKey, identityOf } from '../../core/model/orderIdentity';
import { noteWithMarker } from '../../core/quickbooks/documentMarker';
import type { SalesOrder } from '../../core/model/salesOrder';
import { IntegrationError } from '../../core/http/integrationError';
import type { Fields } from '../../core/reading/readUnknown';
import { findDocumentsWithoutOrder, type WithoutOrderQuery } from '../../core/reconciling/documentsWithoutOrder';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { lineByHand, openBooks, type StrictBooks } from '../support/strictBooks';
import { order } from '../support/orders';

const NOW = '2026-11-22T12:00:00.000Z';
const asked: WithoutOrderQuery = {
	channel: 'woocommerce',
	displayName: 'WooCommerce',
	numberPrefix: 'WC-',
	days: 30,
	now: NOW,
};

interface Marked {
	readonly number?: string;
	readonly day?: string;
	readonly voidReason?: 'cancelled' | 'duplicate';
	readonly generation?: number;
	readonly refundId?: string;
	readonly amount?: number;
}

/** A document of ours as QuickBooks has it. */
function documentOf(
	{ itemId }: StrictBooks,
	sale: SalesOrder,
	{ number, day = '2026-11-20', voidReason, generation = 1, refundId, amount = 40 }: Marked = {},
): Fields {
	const marker = {
		identity: identityKey(identityOf(sale, refundId ?? null)),
		version: sale.modifiedAt,
		fingerprint: fingerprintOf(sale),
		generation,
		content: 'c',
		tax: null,
		lineKeys: [],
		voidReason: voidReason ?? null,
	};
	return {
		DocNumber: number ?? `WC-${sale.orderNumber}`,
		TxnDate: day,
		CustomerRef: { value: '1' },
		Line: [lineByHand(itemId, amount)],
		PrivateNote: noteWithMarker('', marker),
	};
}

const sold = (orderId: string, more: Partial<SalesOrder> = {}) => order({ orderId, orderNumber: orderId, ...more });

/** A channel that lists some orders, and knows of some others where they are. */
function channelWith(
	listed: readonly string[],
	elsewhere: Readonly<Record<string, OrderPresence>> = {},
	account = 'shop.example.com',
) {
	const questions: string[] = [];
	const adapter = {
		readAccount: async () => account,
		async *readOrderIdsPlacedSince(since: string) {
			questions.push(`since ${since}`);
			yield listed;
		},
		findOrder: async () => ({ orders: [], unreadable: [] }),
		readOrderPresence: async (orderId: string) => {
			questions.push(orderId);
			return elsewhere[orderId] ?? 'gone';
		},
	} as unknown as ChannelAdapter;
	return { adapter, questions };
}

async function found(books: StrictBooks, adapter: ChannelAdapter, more: Partial<WithoutOrderQuery> = {}) {
	return await findDocumentsWithoutOrder(adapter, books.client, { ...asked, ...more });
}

describe('D5: documents without order', () => {
	test('an invoice whose order was deleted is listed, with what a person can do; that of a living order is not', async () => {
		const books = await openBooks();
		const invoice = await books.byHand('Invoice', documentOf(books, sold('812')));
		await books.byHand('Invoice', documentOf(books, sold('813')));
		const { adapter } = channelWith(['813']);
		expect(await found(books, adapter)).toEqual([
			{
				kind: 'documentWithoutOrder',
				channel: 'woocommerce',
				account: 'shop.example.com',
				orderId: '812',
				orderNumber: '812',
				documentType: 'Invoice',
				documentId: invoice.Id,
				documentNumber: 'WC-812',
				total: '40.00',
				currency: 'USD',
				date: '2026-11-20',
				reason:
					'WooCommerce has no order 812 any more; QuickBooks still has invoice WC-812 of 40.00 USD. If the sale did not happen, void the invoice; if it did, leave it.',
			},
		]);
	});

	test('one in the trash, or in an archive, is said to be there', async () => {
		const books = await openBooks();
		await books.byHand('SalesReceipt', documentOf(books, sold('1')));
		await books.byHand('Invoice', documentOf(books, sold('2'), { day: '2026-11-19' }));
		const { adapter } = channelWith([], { 1: 'trashed', 2: 'archived' });
		expect((await found(books, adapter)).map(({ reason }) => reason)).toEqual([
			'WooCommerce has order 1 only in the trash; QuickBooks still has sales receipt WC-1 of 40.00 USD. If the sale did not happen, void the sales receipt; if it did, leave it, or restore the order.',
			'WooCommerce has order 2 only in its archive; QuickBooks still has invoice WC-2 of 40.00 USD. If the sale did not happen, void the invoice; if it did, leave it, or restore the order.',
		]);
	});

	test('what holds no sale any more is not listed: voided by a person, or ended or doubled by us', async () => {
		const books = await openBooks();
		await books.voidByHand('Invoice', await books.byHand('Invoice', documentOf(books, sold('1'))));
		await books.byHand('Invoice', documentOf(books, sold('2'), { voidReason: 'cancelled' }));
		await books.byHand('Invoice', documentOf(books, sold('3'), { voidReason: 'duplicate' }));
		expect(await found(books, channelWith([]).adapter)).toEqual([]);
	});

	test('nor what another account, another channel or a person made', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', documentOf(books, sold('1', { account: 'other.example.com' })));
		await books.byHand('Invoice', documentOf(books, sold('2', { channel: 'bigcommerce' }), { number: 'BC-2' }));
		await books.byHand('Invoice', { ...documentOf(books, sold('3')), PrivateNote: 'by hand' });
		const { adapter, questions } = channelWith([]);
		expect(await found(books, adapter)).toEqual([]);
		expect(questions).toEqual([]);
	});

	test('D1: one with a credit is to be credited, not voided; one that is credited in full is not listed', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', documentOf(books, sold('1')));
		await books.byHand('CreditMemo', documentOf(books, sold('1'), { number: 'WC-1-R5', refundId: '5', amount: 15 }));
		await books.byHand('Invoice', documentOf(books, sold('2')));
		await books.byHand('RefundReceipt', {
			...documentOf(books, sold('2'), { number: 'WC-2-R6', refundId: '6', amount: 30 }),
			DepositToAccountRef: { value: '35' },
		});
		await books.byHand('CreditMemo', documentOf(books, sold('2'), { number: 'WC-2-R7', refundId: '7', amount: 10 }));
		expect((await found(books, channelWith([]).adapter)).map(({ reason }) => reason)).toEqual([
			'WooCommerce has no order 1 any more; QuickBooks still has invoice WC-1 of 40.00 USD, of which 15.00 is credited. If the sale did not happen, credit the remaining 25.00; if it did, leave it.',
		]);
	});

	test('reads the documents of the days that are asked for, each type once, and orders from two days before', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', documentOf(books, sold('1'), { day: '2026-11-14' }));
		await books.byHand('Invoice', documentOf(books, sold('2'), { day: '2026-11-15' }));
		const { adapter, questions } = channelWith([]);
		expect((await found(books, adapter, { days: 7 })).map((one) => 'orderId' in one && one.orderId)).toEqual(['2']);
		expect(books.calls.filter((call) => call.startsWith('read'))).toEqual(
			['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'].map((type) => `read ${type} TxnDate >= '2026-11-15'`),
		);
		expect(questions).toEqual(['since 2026-11-13T12:00:00.000Z', '2']);
	});

	test.each([
		['bears our mark', (books: StrictBooks) => documentOf(books, sold('812'), { number: '2026-93' }), {}, 'order 812'],
		[
			'says nothing of its order and has a number of ours',
			(books: StrictBooks) => ({ ...documentOf(books, sold('812')), PrivateNote: 'by hand' }),
			{},
			'an order of WooCommerce',
		],
		[
			'has a memo that cannot be read',
			(books: StrictBooks) => documentOf(books, sold('812'), { number: '2026-93' }),
			{ PrivateNote: ['mark'] },
			'an order of WooCommerce',
		],
	])(
		'one that cannot be read is named where it %s, whatever became of its order',
		async (_which, draft, odd, whose) => {
			const books = await openBooks();
			const invoice = await books.byHand('Invoice', draft(books));
			const theirs = { ...documentOf(books, sold('5'), { number: '77' }), PrivateNote: 'by hand' };
			books.show('Invoice', { ...(await books.byHand('Invoice', theirs)), TotalAmt: 'much' });
			books.show('Invoice', { ...invoice, TotalAmt: 'much', ...odd });
			const { adapter } = channelWith(['812']);
			expect(await found(books, adapter)).toMatchObject([
				{
					kind: 'documentUnreadable',
					documentType: 'Invoice',
					documentId: invoice.Id,
					documentNumber: invoice.DocNumber,
					reason: expect.stringMatching(
						`^Invoice ${String(invoice.DocNumber)} in QuickBooks cannot be read, .*${whose}.*(TotalAmt|PrivateNote)`,
					),
				},
			]);
		},
	);

	test('an order that is older than its document says is asked for by its id, and is not listed', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', documentOf(books, sold('1')));
		expect(await found(books, channelWith([], { 1: 'there' }).adapter)).toEqual([]);
	});

	test('names an order by its number where the document tells it, and else by its id', async () => {
		const books = await openBooks();
		const named = { orderId: '77', orderNumber: 'A-9' };
		await books.byHand('Invoice', documentOf(books, sold('1', named), { number: 'SHOP-A-9-2', generation: 2 }));
		await books.byHand(
			'Invoice',
			documentOf(books, sold('78'), { number: 'SHOP-0123456789abcdef', day: '2026-11-19' }),
		);
		const { adapter } = channelWith([]);
		const both = await found(books, adapter, { numberPrefix: 'SHOP-' });
		expect(both).toMatchObject([
			{ orderNumber: 'A-9' },
			{ orderNumber: null, reason: expect.stringContaining('has no order with the id 78 any more') },
		]);
	});

	test('asks for 200 orders in a run, the newest first, and says how many are left', async () => {
		const books = await openBooks();
		for (let id = 1; id <= 203; id++)
			await books.byHand(
				'Invoice',
				documentOf(books, sold(String(id)), { day: id > 200 ? '2026-11-21' : '2026-11-10' }),
			);
		const { adapter, questions } = channelWith([]);
		const all = await found(books, adapter);
		expect(questions.slice(1, 4)).toEqual(['201', '202', '203']);
		expect(questions).toHaveLength(201);
		expect(all).toHaveLength(201);
		expect(all.at(-1)).toMatchObject({
			kind: 'documentsNotChecked',
			documents: 3,
			reason: expect.stringContaining('3 more documents'),
		});
	});
});

describe('Get Documents Without Order in the node', () => {
	const run = async (books: StrictBooks, shop: NodeRun['shop'], more: Partial<NodeRun> = {}) =>
		await executeQuickBooksNode(new GetChannelOrders(), {
			client: books.client,
			input: [{}, {}],
			...(shop === undefined ? {} : { shop }),
			...more,
			parameters: { operation: 'documentsWithoutOrder', withoutOrderDays: 365, ...more.parameters },
		});
	const inShop = (books: StrictBooks, orderId: string) =>
		documentOf(books, sold(orderId, { account: 'shop.test' }), { day: new Date().toISOString().slice(0, 10) });

	test('lists a deleted and a trashed order of the shop once, however many items come in', async () => {
		const books = await openBooks();
		for (const id of ['1', '2', '3']) await books.byHand('Invoice', inShop(books, id));
		const shop = (path: string) =>
			path === '/orders'
				? [{ id: 3, date_created_gmt: new Date().toISOString().slice(0, 19) }]
				: path === '/orders/2'
					? { id: 2, status: 'trash' }
					: null;
		const [listed = [], unreadable] = await run(books, shop);
		expect(listed.map(({ json, pairedItem }) => [json.orderId, json.reason, pairedItem])).toEqual([
			['1', expect.stringContaining('WooCommerce has no order 1 any more'), { item: 0 }],
			['2', expect.stringContaining('WooCommerce has order 2 only in the trash'), { item: 0 }],
		]);
		expect(unreadable).toEqual([]);
		expect(books.calls.every((call) => call.startsWith('read') || call.startsWith('write Invoice'))).toBe(true);
	});

	test('a channel out of reach fails the run, or with On Error set to continue is named on Unreadable', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', inShop(books, '1'));
		const down = () => {
			throw new IntegrationError('unavailable', 'the shop is down');
		};
		await expect(run(books, down)).rejects.toThrow();
		const [listed, unreadable] = await run(books, down, { continueOnFail: true });
		expect(listed).toEqual([]);
		expect(unreadable).toMatchObject([{ json: { outcome: 'failed' } }]);
	});

	test.each([0, 366, -1])('refuses %d days', async (withoutOrderDays) => {
		await expect(run(await openBooks(), undefined, { parameters: { withoutOrderDays } })).rejects.toThrow('Days');
	});

	test('asks for the credential of QuickBooks, and hides what it does not use', () => {
		const { credentials = [], properties } = new GetChannelOrders().description;
		const chosen: INodeParameters = { channel: 'woocommerce', operation: 'documentsWithoutOrder' };
		const kept = NodeHelpers.getNodeParameters(
			properties,
			chosen,
			true,
			false,
			{ typeVersion: 1 } as never,
			null,
		) as INodeParameters;
		expect(Object.keys(kept).sort()).toEqual(
			['channel', 'channels', 'operation', 'withoutOrderDays', 'withoutOrderNotice'].sort(),
		);
		expect(
			credentials
				.filter((one) => NodeHelpers.displayParameter(kept, one, { typeVersion: 1 } as never, null))
				.map(({ name }) => name),
		).toEqual(['wooCommerceSyncApi', 'qboSyncOAuth2Api']);
	});
});
