import { describe, expect, test } from '@jest/globals';
import type { NodeExecutionHint } from 'n8n-workflow';
import { toOrderJson } from '../../core/model/salesOrderJson';
import type { SalesOrder } from '../../core/model/salesOrder';
import { toSku } from '../../core/model/sku';
import { readStockLevel, toStockLevelJson } from '../../core/model/stockLevel';
import { memory } from '../../nodes/bridge/memory/memory';
import { CreateQboInvoice } from '../../nodes/CreateQboInvoice/CreateQboInvoice.node';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { order, orderLine } from '../support/orders';
import { localRealmId } from '../support/quickBooksBench';
import { openBooks, type StrictBooks } from '../support/strictBooks';

const unknown = orderLine({ lineId: '4', sku: toSku('SOAP-NEW'), name: 'Soap' });

/** A company of which no item is in a bundle: the mug and the bowl of its set have other SKUs. */
async function openShop(): Promise<StrictBooks> {
	const books = await openBooks();
	for (const sku of ['MUG-BLUE', 'BOWL-OAK'])
		await books.control('/item', { id: (await books.stock(sku))?.itemId, Sku: `${sku}-OF-SET` });
	await books.item('Bowl, oak', { Sku: 'BOWL-OAK', QtyOnHand: 15 });
	return { ...books, itemId: await books.item('Mug, blue', { Sku: 'MUG-BLUE', QtyOnHand: 40 }) };
}

const nodes = new WeakMap<object, string>();
let opened = 0;

/** Runs with the same books are runs of one node. */
async function run(orders: readonly unknown[], rest: Partial<NodeRun> = {}, known?: StrictBooks) {
	const books = known ?? (await openShop());
	const nodeId = nodes.get(books.client) ?? `create ${(opened += 1)}`;
	nodes.set(books.client, nodeId);
	const asked = { client: books.client, nodeId, input: orders, ...rest };
	const outputs = await executeQuickBooksNode(new CreateQboInvoice(), asked);
	const [posted = [], attention = [], stock = []] = outputs;
	return { books, outputs, posted, attention, stock };
}

const json = (changes: Partial<SalesOrder> = {}) => toOrderJson(order(changes));
const numbered = (id: string, changes: Partial<SalesOrder> = {}) => json({ orderId: id, orderNumber: id, ...changes });

describe('Create QBO Invoice', () => {
	test('posts all orders of a run together and pairs each outcome with its order', async () => {
		const { books, posted, attention } = await run([numbered('1'), numbered('2', { lines: [unknown] }), numbered('3')]);
		expect(posted.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(posted[0]?.json).toMatchObject({
			outcome: 'created',
			summary: expect.stringMatching(/^Order 1, .*25\.00 USD -> invoice WC-1$/),
			document: { type: 'Invoice', number: 'WC-1', total: '25.00', currency: 'USD' },
			difference: '0.00',
			order: { orderId: '1', total: '25.00' },
		});
		expect(attention).toMatchObject([
			{
				json: {
					outcome: 'needsAttention',
					summary: expect.stringContaining('Order 2 waits'),
					reason: expect.stringContaining('SOAP-NEW'),
				},
				pairedItem: { item: 1 },
			},
		]);
		expect(books.calls.filter((call) => call.startsWith('batch'))).toEqual(['batch 2']);
	});

	describe('tells of an order that waits', () => {
		const unsold = [numbered('1', { lines: [unknown], modifiedAt: '2026-11-18T10:00:00.000Z' })];
		const wrongForm = { options: { dueDays: () => 'soon' } };

		test.each([
			['an item is missing', {}],
			['the form says nothing that can be used for it', wrongForm],
		])('once, and leaves it by Done when it comes again within the day: %s', async (_why, parameters) => {
			const books = await openShop();
			const first = await run(unsold, { parameters }, books);
			const second = await run(unsold, { parameters }, books);
			expect([first.posted, second.attention]).toEqual([[], []]);
			expect(first.attention).toMatchObject([
				{
					json: {
						outcome: 'needsAttention',
						summary: expect.stringMatching(/^Order 1 waits since 2026-11-18 \(\d+ days\): /),
						waitingSince: '2026-11-18T10:00:00.000Z',
					},
				},
			]);
			expect(second.posted).toMatchObject([
				{
					json: {
						outcome: 'stillWaits',
						summary: expect.stringMatching(/^Order 1 still waits since 2026-11-18 \(\d+ days\): /),
						waitingSince: '2026-11-18T10:00:00.000Z',
						order: { orderId: '1' },
					},
					pairedItem: { item: 0 },
				},
			]);
		});

		test('at once when another thing is wrong with it, and not when it is done', async () => {
			const books = await openShop();
			await run(unsold, {}, books);
			const other = await run(unsold, { parameters: wrongForm }, books);
			expect(other.attention).toMatchObject([{ json: { reason: expect.stringContaining('Days Until Due') } }]);
			await books.item('Soap', { Sku: 'SOAP-NEW' });
			const done = await run(unsold, {}, books);
			expect(done.posted).toMatchObject([{ json: { outcome: 'created' } }]);
			expect(done.posted[0]?.json).not.toHaveProperty('waitingSince');
		});

		test('in every run by hand', async () => {
			const books = await openShop();
			const told = [];
			for (let time = 0; time < 2; time++) told.push((await run(unsold, { mode: 'manual' }, books)).attention.length);
			expect(told).toEqual([1, 1]);
		});

		test('again after a run that failed', async () => {
			const books = await openShop();
			const begun = Date.now();
			await run(unsold, {}, books);
			await memory.alerts.takeBack('w1', begun);
			expect((await run(unsold, {}, books)).attention).toHaveLength(1);
		});
	});

	test('trusts what Match by SKU found and looks up only what it left open', async () => {
		const line = (lineId: string, itemId: string | null) => ({
			lineId,
			sku: 'X',
			outcome: itemId === null ? 'unmatched' : 'matched',
			itemId,
			candidates: [],
		});
		const lines = [orderLine({ sku: toSku('renamed') }), orderLine({ lineId: '2', sku: toSku('BOWL-OAK') })];
		const books = await openShop();
		const matched = {
			...json({ lines }),
			match: { outcome: 'unmatched', lookedIn: 'quickbooks', lines: [line('1', books.itemId), line('2', null)] },
		};
		const { posted } = await run([matched], {}, books);
		expect(posted).toHaveLength(1);
		expect(books.calls.filter((call) => call.startsWith('read Item Sku'))).toEqual([
			"read Item Sku IN ('BOWL-OAK') AND Active IN (true, false)",
		]);
	});

	test.each([
		['one customer for all, payments applied by QuickBooks', 'channel', { autoApplyPayments: true }, 1],
		['a customer for each buyer', 'buyer', { autoApplyPayments: true }, 0],
		['payments applied by nobody', 'channel', {}, 0],
	])(
		"D3: warns once a run of payments that settle other buyers' invoices: %s",
		async (_name, customer, company, times) => {
			const hints: NodeExecutionHint[] = [];
			const books = await openBooks(company);
			const { posted } = await run([numbered('1'), numbered('2')], { parameters: { customer }, hints }, books);
			expect(posted).toHaveLength(2);
			expect(
				hints.filter(({ type, message }) => type === 'warning' && message?.includes('One per Buyer')),
			).toHaveLength(times);
		},
	);

	test('warns of nothing where no order has a document', async () => {
		const hints: NodeExecutionHint[] = [];
		await run([json({ state: 'open' })], { hints }, await openBooks({ autoApplyPayments: true }));
		expect(hints.filter(({ type }) => type === 'warning')).toEqual([]);
	});

	test('does not choose among items with one SKU', async () => {
		const ambiguous = {
			lineId: '1',
			sku: 'MUG-BLUE',
			outcome: 'ambiguous',
			itemId: null,
			candidates: ['Mug (id 5)', 'Mug (id 9)'],
		};
		const { attention } = await run([
			{ ...json(), match: { outcome: 'ambiguous', lookedIn: 'quickbooks', lines: [ambiguous] } },
		]);
		expect(attention[0]?.json).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Mug (id 5), Mug (id 9)'),
		});
	});

	test('reports a total that QuickBooks makes differ, and asks for a person', async () => {
		const books = await openBooks();
		const skewed = {
			...books.client,
			write: async (...args: Parameters<typeof books.client.write>) => {
				const answer = await books.client.write(...args);
				return args[0] === 'Invoice' && answer.row !== null
					? { ...answer, row: { ...answer.row, TotalAmt: 25.01 } }
					: answer;
			},
		};
		const { posted, attention } = await run([json()], { client: skewed }, books);
		expect(posted).toEqual([]);
		expect(attention[0]?.json).toMatchObject({
			outcome: 'needsAttention',
			document: { total: '25.01' },
			difference: '0.01',
			reason: expect.stringContaining('25.01 USD, the order says 25.00 USD'),
		});
	});

	test.each([
		['manual', 'publishedRuns', 'preview'],
		['integrated', 'publishedRuns', 'preview'],
		['trigger', 'publishedRuns', 'created'],
		['webhook', 'publishedRuns', 'created'],
		['manual', 'always', 'created'],
		['trigger', 'preview', 'preview'],
	] as const)('in a %s run with Post to QuickBooks = %s the outcome is %s', async (mode, postTo, outcome) => {
		const { books, posted } = await run([json()], { mode, parameters: { postTo } });
		expect(posted[0]?.json).toMatchObject({ outcome, document: { number: 'WC-812', total: '25.00' } });
		expect(await books.documents()).toHaveLength(outcome === 'created' ? 1 : 0);
		expect(await books.customers()).toHaveLength(outcome === 'created' ? 1 : 0);
	});

	test('a preview says what would stand in the way', async () => {
		const { attention } = await run([json({ currency: 'EUR' })], { mode: 'manual' });
		expect(attention[0]?.json).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Multicurrency'),
		});
	});

	test('follows its form', async () => {
		const parameters = {
			documentType: 'SalesReceipt',
			customerName: 'Web',
			options: { memo: 'Thank you' },
		};
		const { books } = await run([json()], { parameters });
		expect(await books.onlyDocument()).toMatchObject({
			type: 'SalesReceipt',
			CustomerMemo: { value: 'Thank you' },
		});
		expect((await books.customers())[0]?.DisplayName).toBe('Web');
	});

	test("numbers each order with the prefix of its shop, else the channel's usual one", async () => {
		const { posted } = await run([numbered('1', { booksPrefix: 'SHOP-' }), numbered('2')]);
		expect(posted.map(({ json: one }) => one.document)).toMatchObject([{ number: 'SHOP-1' }, { number: 'WC-2' }]);
	});

	test('refuses a prefix that leaves no room for a number', async () => {
		await expect(run([{ ...json(), booksPrefix: 'LONGPREFIX-' }])).rejects.toThrow(
			'order.booksPrefix should be at most 8 characters long',
		);
	});

	test('takes SKUs that differ only in case for one where the QuickBooks credential says so', async () => {
		const lower = json({ lines: [orderLine({ sku: toSku('mug-blue') })] });
		const { attention } = await run([lower]);
		expect(attention[0]?.json).toMatchObject({ outcome: 'needsAttention' });
		const { posted } = await run([lower], { booksSettings: { ignoreCase: true } });
		expect(posted[0]?.json).toMatchObject({ outcome: 'created' });
	});

	test('names the field whose expression gives no time, and shows one', async () => {
		const parameters = { letThroughUntil: 'tomorrow' };
		await expect(run([json()], { parameters })).rejects.toThrow(
			'Let Through Until should be a date and time, such as 2026-11-30T18:00',
		);
	});

	test.each([
		['amountOnlyRefunds', 'Amount-Only Refunds should be one of spread, untaxed'],
		['beforeStart', "Sale Before an Item's Start Date should be one of needsAttention, onStartDate"],
		['overwrittenMemos', 'Overwritten Memos should be one of needsAttention, markAgain'],
		['unnamedTender', 'Totals Below Their Lines should be one of needsAttention, giftCertificate'],
		['unstatedGoods', 'Goods of Refunds should be one of stayAway, comeBack'],
	])('names the field whose expression gives what is no choice: %s', async (name, reason) => {
		await expect(run([json()], { parameters: { options: { [name]: 'Mark again' } } })).rejects.toThrow(reason);
	});

	test('works every field out for each order, and still writes them together', async () => {
		const ofOrder = (first: unknown, second: unknown) => (item: unknown) =>
			(item as { orderNumber: string }).orderNumber === '1' ? first : second;
		const books = await openShop();
		const other = await books.item('Other goods', { Type: 'NonInventory' });
		const parameters = {
			documentType: ofOrder('SalesReceipt', 'Invoice'),
			customer: ofOrder('channel', 'buyer'),
			customerName: ofOrder('Friends of Ana', ''),
			missingItems: ofOrder('needsAttention', 'fallback'),
			fallbackItem: ofOrder('', other),
			payments: { values: [{ account: ofOrder('4', '35') }] },
			options: { memo: ofOrder('Thank you, Ana', 'Thank you, Bob'), dueDays: ofOrder('', '14') },
		};
		const { posted } = await run([numbered('1'), numbered('2', { lines: [unknown] })], { parameters }, books);
		expect(posted.map(({ json: one }) => one.document)).toMatchObject([
			{ type: 'SalesReceipt', number: 'WC-1' },
			{ type: 'Invoice', number: 'WC-2' },
		]);
		const [receipt] = await books.rows('SalesReceipt');
		const [invoice] = await books.rows('Invoice');
		expect(receipt).toMatchObject({
			CustomerMemo: { value: 'Thank you, Ana' },
			CustomerRef: { name: 'Friends of Ana' },
			DepositToAccountRef: { value: '4' },
		});
		expect(invoice).toMatchObject({ CustomerMemo: { value: 'Thank you, Bob' } });
		expect(invoice?.CustomerRef).not.toMatchObject({ name: expect.stringContaining('WooCommerce') });
		expect(books.calls.filter((call) => call.startsWith('batch'))).toEqual(['batch 2']);
	});

	test('takes the tax codes of the row of its channel, which may be an expression, and those of the form for the rest', async () => {
		const books = await openBooks({}, 'GB');
		const taxed = (channel: string, tax: number, untaxed = 0) =>
			numbered('1', {
				channel,
				account: channel,
				currency: 'GBP',
				lines: [
					orderLine({ tax, taxRates: [`${channel} tax`] }),
					...(untaxed === 0 ? [] : [orderLine({ lineId: '2', net: untaxed })]),
				],
			});
		const row = (channel: string, codes: object) => ({ channel, ...codes });
		const ofOrder = (item: unknown) => ((item as { channel: string }).channel === 'ebay' ? '3' : 'none');
		const parameters = {
			tax: { taxedCode: '2', untaxedCode: '4' },
			byChannel: { values: [row('ebay', { taxedCode: ofOrder }), row('bigcommerce', { untaxedCode: '5' })] },
		};
		const orders = [taxed('woocommerce', 500), taxed('ebay', 125, 1000), taxed('bigcommerce', 500, 1000)];
		const { posted, attention } = await run(orders, { parameters }, books);
		expect(attention).toEqual([]);
		expect(posted).toHaveLength(3);
		const codes = (await books.rows('Invoice')).map(({ DocNumber, Line }) => [
			DocNumber,
			(Line as Array<{ SalesItemLineDetail?: { TaxCodeRef: { value: string } } }>).flatMap(
				({ SalesItemLineDetail: detail }) => detail?.TaxCodeRef.value ?? [],
			),
		]);
		expect(Object.fromEntries(codes)).toEqual({ 'WC-1': ['2'], 'EB-1': ['3', '4'], 'BC-1': ['2', '5'] });
	});

	test('an expression that is wrong for one order holds that one up, with the field by name', async () => {
		const parameters = {
			options: { dueDays: (item: unknown) => ((item as { orderNumber: string }).orderNumber === '2' ? 'soon' : 7) },
		};
		const { posted, attention } = await run([numbered('1'), numbered('2'), numbered('3')], { parameters });
		expect(posted.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(attention).toMatchObject([
			{
				json: {
					outcome: 'needsAttention',
					reason: expect.stringContaining('Days Until Due should be a whole number from 0 to 365'),
					order: { orderNumber: '2' },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	test('leaves orders from before its date alone', async () => {
		const { books, posted, stock } = await run([json()], { parameters: { goLive: '2026-11-21T00:00:00' } });
		expect(posted[0]?.json).toMatchObject({ outcome: 'nothingToPost' });
		expect([books.calls, stock]).toEqual([[], []]);
	});

	test('no order at all is no request', async () => {
		const { books, outputs } = await run([]);
		expect(outputs).toEqual([[], [], []]);
		expect(books.calls).toEqual([]);
	});
});

describe('Stock Affected', () => {
	const both = [orderLine(), orderLine({ lineId: '2', sku: toSku('BOWL-OAK'), quantity: 3 })];

	test('carries every counted item of the run once, paired with its orders, read after posting', async () => {
		const ebookLine = orderLine({ lineId: '3', sku: toSku('EBOOK-KNOTS') });
		const books = await openShop();
		const bowl = await books.stock('BOWL-OAK');
		const { stock } = await run(
			[numbered('1', { lines: both }), numbered('2', { lines: [orderLine(), ebookLine] })],
			{},
			books,
		);
		expect(stock.map(({ json: level }) => level)).toMatchObject([
			{ sku: 'MUG-BLUE', itemId: books.itemId, quantityOnHand: 40 - 4, realmId: localRealmId },
			{ sku: 'BOWL-OAK', itemId: bowl?.itemId, quantityOnHand: 15 - 3 },
		]);
		expect(stock.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }, { item: 1 }], [{ item: 0 }]]);
		expect(books.calls.slice(-2)).toEqual([expect.stringMatching(/^read Item Id IN/), "read Item Type = 'Group'"]);
		stock.forEach(({ json: level }) => expect(toStockLevelJson(readStockLevel(level))).toEqual(level));
	});

	test('counts what was sold and is not in QuickBooks, so that no channel goes up by it', async () => {
		const held = numbered('1', { lines: [...both.slice(1), unknown] });
		const { stock } = await run([held, numbered('2', { lines: both })]);
		expect(stock.map(({ json: level }) => [level.sku, level.unposted ?? 0])).toEqual([
			['BOWL-OAK', 3],
			['MUG-BLUE', 0],
		]);
	});

	test.each([
		['reserving', 2],
		['cancelled', 0],
	] as const)('an order that is %s moves the other channels too', async (state, unposted) => {
		const { posted, stock } = await run([json({ state })]);
		expect(posted[0]?.json.outcome).toBe('nothingToPost');
		expect(stock.map(({ json: level }) => [level.sku, level.unposted ?? 0])).toEqual([['MUG-BLUE', unposted]]);
	});

	test('a reserving order counts with the units that the channel took', async () => {
		const { stock } = await run([json({ state: 'reserving', lines: [orderLine({ stockTaken: 1 })] })]);
		expect(stock[0]?.json.unposted).toBe(1);
	});

	test('an order that is open, or already there, moves nothing', async () => {
		const books = await openShop();
		await run([json()], {}, books);
		const again = await run([json(), numbered('9', { state: 'open' })], {}, books);
		expect(again.posted.map(({ json: one }) => one.outcome)).toEqual(['alreadyThere', 'nothingToPost']);
		expect(again.stock).toEqual([]);
	});

	test('an edited order moves the items of its old lines and of its new ones', async () => {
		const books = await openShop();
		await run([json()], {}, books);
		const edited = json({
			modifiedAt: '2026-11-20T12:00:00.000Z',
			lines: [orderLine({ sku: toSku('BOWL-OAK'), listingRef: '102' })],
		});
		const { posted, stock } = await run([edited], {}, books);
		expect(posted[0]?.json.outcome).toBe('updated');
		expect(stock.map(({ json: level }) => level.sku)).toEqual(['MUG-BLUE', 'BOWL-OAK']);
	});
});

describe('With On Error set to continue', () => {
	const down = (books: StrictBooks) => ({
		...books.client,
		pages: () => {
			throw new Error('boom');
		},
	});

	test('nothing leaves by Posted when QuickBooks fails: every order is failed, on Needs Attention', async () => {
		const books = await openBooks();
		const { outputs } = await run([json(), json()], { client: down(books), continueOnFail: true }, books);
		expect(outputs[0]).toEqual([]);
		expect(outputs[2]).toEqual([]);
		expect(outputs[1]).toMatchObject([
			{ json: { outcome: 'failed', reason: expect.any(String) }, pairedItem: { item: 0 } },
			{ json: { outcome: 'failed' }, pairedItem: { item: 1 } },
		]);
		expect(JSON.stringify(outputs)).not.toContain('"error"');
	});

	test('an item that is no order is set aside, its neighbours are posted', async () => {
		const { posted, attention } = await run([{ orderId: '1' }, json()], { continueOnFail: true });
		expect(posted.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(attention).toMatchObject([
			{ json: { outcome: 'failed', reason: expect.stringContaining('order.') }, pairedItem: { item: 0 } },
		]);
	});

	test('left at stop, a failure is thrown', async () => {
		const books = await openBooks();
		await expect(run([json()], { client: down(books) }, books)).rejects.toThrow();
		await expect(run([{ orderId: '1' }])).rejects.toThrow('order.');
	});
});
