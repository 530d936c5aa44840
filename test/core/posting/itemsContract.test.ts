import { describe, expect, test } from '@jest/globals';
import { toSku } from '../../../core/model/sku';
import type { MissingItems } from '../../../core/posting/plan/postingOptions';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, evenLater, later, refund } from '../../support/afterSale';
import { order, orderLine } from '../../support/orders';
import { readAffectedLevels } from '../../../core/posting/write/affectedLevels';
import { removeCreationMarks } from '../../../core/quickbooks/openingQuantities';
import { postOrders } from '../../../core/posting/postOrders';
import { post, postOne, untouchedDraft, untouchedForm, type PostingForm, toPost } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

type Books = Awaited<ReturnType<typeof openQuickBooks>>;

const soap = orderLine({ sku: toSku('SOAP-NEW'), name: 'Rosemary soap' });
const creating = (changes: Partial<Extract<MissingItems, { kind: 'create' }>> = {}): Partial<PostingForm> => ({
	missingItems: {
		kind: 'create',
		accounts: { incomeId: null, expenseId: null, assetId: null },
		unstatedStock: 'needsAttention',
		...changes,
	},
});

async function itemsNamed(books: Books, where: string): Promise<Fields[]> {
	const rows: Fields[] = [];
	for await (const page of books.client.pages('Item', where)) rows.push(...page.rows);
	return rows;
}

describe('An item that is inactive in QuickBooks', () => {
	const tee = (orderId: string) =>
		order({ orderId, orderNumber: orderId, lines: [orderLine({ sku: toSku('TEE-RED-M'), name: 'Red tee' })] });
	const deactivated = async () => {
		const books = await openQuickBooks();
		const { itemId } = (await books.stock('TEE-RED-M')) ?? {};
		await books.control('/item', { id: itemId, Active: false });
		return { books, itemId };
	};
	const fallback: Partial<PostingForm> = { missingItems: { kind: 'fallback', itemId: '1' } };

	test.each([
		['waits', {}],
		['is made again', creating({ unstatedStock: 'inventory' })],
		['is replaced by another', fallback],
	])('is said to be, and no second one is made, where what is missing %s', async (_, choice) => {
		const { books, itemId } = await deactivated();
		expect(await postOne(books.client, tee('812'), choice)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/\(id \d+\) is inactive in QuickBooks: make it active again/),
		});
		const items = await itemsNamed(books, "Sku = 'TEE-RED-M' AND Active IN (true, false)");
		expect(items.map(({ Id }) => Id)).toEqual([itemId]);
	});

	test('is said to be where an edited order sold it before, and no other run is blamed', async () => {
		const books = await openQuickBooks();
		const kept = orderLine({ lineId: '2' });
		const sold = { ...tee('812'), lines: [...tee('812').lines, kept], total: 5000 };
		await postOne(books.client, sold);
		const { itemId } = (await books.stock('TEE-RED-M')) ?? {};
		await books.control('/item', { id: itemId, Active: false });
		const edited = {
			...sold,
			lines: [...tee('812').lines, { ...kept, quantity: 3, net: 3750 }],
			total: 6250,
			modifiedAt: '2026-11-20T11:00:00.000Z',
		};
		expect(await postOne(books.client, edited)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/inactive/),
		});
	});

	test('E9: is said to be where it is a part of what the shop sells as another item, and that one does not move instead', async () => {
		const { books } = await deactivated();
		const box = orderLine({ lineId: '2', sku: toSku('MUG-BLUE'), name: 'Box', quantity: 1 });
		const lines = [box, ...tee('812').lines.map((line) => ({ ...line, bundleLineId: '2' }))];
		expect(await postOne(books.client, order({ lines }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/^"Red tee" cannot be booked: .* is inactive in QuickBooks: [^;]*$/),
		});
		expect(await books.standing()).toEqual([]);
	});

	test('is booked on once it is active again', async () => {
		const { books, itemId } = await deactivated();
		await postOne(books.client, tee('812'));
		await books.control('/item', { id: itemId, Active: true });
		expect(await postOne(books.client, tee('812'))).toMatchObject({ outcome: 'created' });
	});
});

describe('Items that QuickBooks does not know', () => {
	test('hold the order back unless the user chose otherwise', async () => {
		const books = await openQuickBooks();
		expect(await postOne(books.client, order({ lines: [soap] }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('SOAP-NEW'),
		});
		expect(await itemsNamed(books, "Sku = 'SOAP-NEW'")).toEqual([]);
	});

	test('are created as inventory with quantity 0 where the channel tracks their stock, from the go-live date on', async () => {
		const books = await openQuickBooks();
		const sale = order({ placedAt: '2026-11-20T10:00:00.000Z', lines: [{ ...soap, tracksStock: true }] });
		expect((await postOne(books.client, sale, { ...creating(), goLive: '2026-11-01T12:00:00.000Z' })).outcome).toBe(
			'created',
		);
		const [item] = await itemsNamed(books, "Sku = 'SOAP-NEW'");
		expect(item).toMatchObject({
			Type: 'Inventory',
			Name: 'Rosemary soap',
			QtyOnHand: -2,
			InvStartDate: '2026-11-01',
			PurchaseDesc: expect.stringContaining('[qbosync:new]'),
		});
	});

	test('are non-inventory where the channel does not track their stock', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, order({ lines: [{ ...soap, tracksStock: false }] }), creating());
		expect(await itemsNamed(books, "Sku = 'SOAP-NEW'")).toMatchObject([{ Type: 'NonInventory' }]);
	});

	test.each([
		['needsAttention', undefined],
		['inventory', 'Inventory'],
		['nonInventory', 'NonInventory'],
	] as const)('become what the user says where the order does not: %s', async (unstatedStock, type) => {
		const books = await openQuickBooks();
		const outcome = await postOne(
			books.client,
			order({ lines: [{ ...soap, tracksStock: null }] }),
			creating({ unstatedStock }),
		);
		expect(outcome.outcome).toBe(type === undefined ? 'needsAttention' : 'created');
		expect((await itemsNamed(books, "Sku = 'SOAP-NEW'"))[0]?.Type).toBe(type);
	});

	test('are made once, however many orders and lines ask for them', async () => {
		const books = await openQuickBooks();
		const line = { ...soap, tracksStock: true };
		const orders = [1, 2, 3].map((id) =>
			order({ orderId: String(id), orderNumber: String(id), lines: [line, { ...line, lineId: '2' }] }),
		);
		expect((await post(books.client, orders, creating())).map(({ outcome }) => outcome)).toEqual([
			'created',
			'created',
			'created',
		]);
		expect(await itemsNamed(books, "Sku = 'SOAP-NEW'")).toMatchObject([{ QtyOnHand: -12 }]);
	});

	test('get a name that QuickBooks takes, with the SKU behind it where the name is taken', async () => {
		const books = await openQuickBooks();
		const lines = [
			{ ...soap, tracksStock: true, name: 'Blue mug' },
			{
				...soap,
				lineId: '2',
				tracksStock: true,
				sku: toSku('X'.repeat(40)),
				name: `Soap: "fine"\t${'long '.repeat(40)}`,
			},
		];
		expect((await postOne(books.client, order({ lines }), creating())).outcome).toBe('created');
		expect((await itemsNamed(books, "Sku = 'SOAP-NEW'"))[0]?.Name).toBe('Blue mug (SOAP-NEW)');
		const long = String((await itemsNamed(books, `Sku = '${'X'.repeat(40)}'`))[0]?.Name);
		expect(long.length).toBeLessThanOrEqual(100);
		expect(long).toMatch(/^Soap fine long/);
	});

	test('without a SKU are never made: they could not be found again', async () => {
		const books = await openQuickBooks();
		const outcome = await postOne(
			books.client,
			order({ lines: [{ ...soap, sku: null, tracksStock: true }] }),
			creating(),
		);
		expect(outcome).toMatchObject({ outcome: 'needsAttention', reason: '"Rosemary soap" has no SKU' });
	});

	test.each<MissingItems['kind']>(['create', 'fallback'])(
		'are left to a person where QuickBooks has the SKU in other letters (%s)',
		async (kind) => {
			const books = await openQuickBooks();
			const missingItems: MissingItems =
				kind === 'create' ? creating().missingItems! : { kind: 'fallback', itemId: '1' };
			const outcome = await postOne(
				books.client,
				order({ lines: [{ ...soap, sku: toSku('CAP-GREEN'), tracksStock: true }] }),
				{ missingItems },
			);
			expect(outcome).toMatchObject({
				outcome: 'needsAttention',
				reason: expect.stringContaining('QuickBooks has "cap-green"'),
			});
		},
	);

	test('are not made for an order that is not to be posted', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, order({ state: 'reserving', lines: [{ ...soap, tracksStock: true }] }), creating());
		expect(await itemsNamed(books, "Sku = 'SOAP-NEW'")).toEqual([]);
	});

	test('are made on accounts that are looked up once for all of them', async () => {
		const books = await openQuickBooks();
		const sold = ['SOAP-NEW', 'SOAP-MINT', 'SOAP-ROSE'].map((text, place) => ({
			...soap,
			lineId: `${place}`,
			sku: toSku(text),
			name: text,
			tracksStock: true,
		}));
		const already = (await books.journal()).length;
		const orders = sold.map((line, place) => order({ orderId: `${place}`, orderNumber: `${place}`, lines: [line] }));
		const outcomes = await post(books.client, orders, creating());
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		const asked = (await books.journal()).slice(already).map((entry) => JSON.stringify(entry));
		expect(asked.filter((entry) => entry.includes('FROM Account '))).toHaveLength(3);
	});

	test('are all booked on one item by choice, lines without SKU included', async () => {
		const books = await openQuickBooks();
		const itemId = await books.item('Various goods', { Type: 'NonInventory' });
		const lines = [soap, { ...soap, lineId: '2', sku: null }];
		expect(
			(await postOne(books.client, order({ lines }), { missingItems: { kind: 'fallback', itemId } })).outcome,
		).toBe('created');
	});
});

describe('E7: an item of our making', () => {
	test('says so until its opening quantity was entered, and then no more', async () => {
		const books = await openQuickBooks();
		const posted = await postOrders(
			books.client,
			toPost([order({ lines: [{ ...soap, tracksStock: true }] })], { ...untouchedForm, ...creating() }),
			untouchedForm,
		);
		const [made] = await readAffectedLevels(books.client, posted);
		expect(made?.level).toMatchObject({ sku: 'SOAP-NEW', quantityOnHand: -2, awaitsOpening: true });
		await books.control('/stock', { sku: 'SOAP-NEW', quantity: 48 });
		expect(await removeCreationMarks(books.client, [made?.level.itemId ?? ''])).toEqual(new Map());
		expect(await readAffectedLevels(books.client, posted)).toMatchObject([
			{ level: { quantityOnHand: 48, awaitsOpening: false } },
		]);
		expect((await itemsNamed(books, "Sku = 'SOAP-NEW'"))[0]?.PurchaseDesc).toBe(
			'Made when it was first sold on woocommerce shop.example.com.',
		);
	});
});

describe('What is no plain item', () => {
	test('a gift certificate is booked on its own item', async () => {
		const books = await openQuickBooks();
		const sale = order({
			lines: [
				orderLine({ kind: 'giftCertificate', sku: null, quantity: 1, net: 5000, name: '50.00 gift certificate' }),
			],
		});
		expect((await postOne(books.client, sale)).reason).toContain('Gift Certificate Item');
		const giftCertificateItemId = await books.item('Gift certificates', { Type: 'Service' });
		expect((await postOne(books.client, sale, { draft: { ...untouchedDraft, giftCertificateItemId } })).outcome).toBe(
			'created',
		);
	});

	test('E9: a bundle moves what it is made of, at the price that was paid', async () => {
		const books = await openQuickBooks();
		const before = [(await books.stock('MUG-BLUE'))?.quantity, (await books.stock('BOWL-OAK'))?.quantity];
		const outcome = await postOne(
			books.client,
			order({ lines: [orderLine({ sku: toSku('SET-BREAKFAST'), name: 'Breakfast set', quantity: 3, net: 14_997 })] }),
		);
		expect(outcome).toMatchObject({ outcome: 'created', difference: 0 });
		expect([(await books.stock('MUG-BLUE'))?.quantity, (await books.stock('BOWL-OAK'))?.quantity]).toEqual([
			Number(before[0]) - 6,
			Number(before[1]) - 3,
		]);
	});

	test('E9: a bundle that the shop lists beside its parts is posted once, as the bundle', async () => {
		const books = await openQuickBooks();
		const before = Number((await books.stock('MUG-BLUE'))?.quantity);
		const set = orderLine({ sku: toSku('SET-BREAKFAST'), name: 'Breakfast set', quantity: 1, net: 4999 });
		const part = orderLine({ lineId: '2', bundleLineId: '1', sku: toSku('MUG-BLUE'), quantity: 2, net: 0 });
		expect(await postOne(books.client, order({ lines: [set, part] }))).toMatchObject({
			outcome: 'created',
			difference: 0,
		});
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe(before - 2);
	});

	test('E9: where QuickBooks knows only the parts, they are posted and share the price', async () => {
		const books = await openQuickBooks();
		const box = orderLine({ sku: toSku('BOX-OF-MUGS'), name: 'Box of mugs', quantity: 1, net: 2500 });
		const part = orderLine({ lineId: '2', bundleLineId: '1', quantity: 2, net: 0 });
		expect(await postOne(books.client, order({ lines: [box, part] }))).toMatchObject({
			outcome: 'created',
			difference: 0,
			document: { total: 2500 },
		});
		expect((await books.standing())[0]?.lines).toMatchObject([{ sku: 'MUG-BLUE', quantity: 2, amount: 25 }]);
	});

	test('a refunded bundle brings back what it was made of, where the order was edited and its document does not show it', async () => {
		const books = await openQuickBooks();
		const stock = async () => [
			Number((await books.stock('MUG-BLUE'))?.quantity),
			Number((await books.stock('BOWL-OAK'))?.quantity),
		];
		const [mugs = NaN, bowls = NaN] = await stock();
		const set = { sku: toSku('SET-BREAKFAST'), name: 'Breakfast set' };
		await postOne(books.client, order({ lines: [orderLine({ ...set, quantity: 4, net: 19_996 })] }));
		const edited = {
			lines: [orderLine({ ...set, quantity: 2, net: 9998 })],
			refunds: [refund('1', 4999, [back(1, 4999, 1)])],
		};
		const waiting = order({ ...edited, modifiedAt: later, state: 'reserving', channelState: 'on-hold' });
		expect((await postOne(books.client, waiting)).outcome).toBe('credited');
		expect(await stock()).toEqual([mugs - 6, bowls - 3]);
		const outcome = await postOne(books.client, order({ ...edited, modifiedAt: evenLater }));
		expect(outcome).toMatchObject({ outcome: 'updated', reason: null });
		expect(await stock()).toEqual([mugs - 2, bowls - 1]);
	});

	test('a refunded bundle brings back what it was made of', async () => {
		const books = await openQuickBooks();
		const before = Number((await books.stock('MUG-BLUE'))?.quantity);
		const lines = [orderLine({ sku: toSku('SET-BREAKFAST'), name: 'Breakfast set', quantity: 2, net: 9998 })];
		await postOne(books.client, order({ lines }));
		const refunds = [
			{
				refundId: '1',
				refundedAt: '2026-11-20T11:00:00.000Z',
				total: 4999,
				reason: null,
				tender: [],
				lines: [{ lineId: '1', quantity: 1, net: 4999, tax: 0, restocked: 1 }],
			},
		];
		expect(
			await postOne(books.client, order({ lines, refunds, modifiedAt: '2026-11-20T11:00:00.000Z' })),
		).toMatchObject({ outcome: 'credited' });
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe(before - 2);
	});
});

describe('Classes and locations', () => {
	test.each(['classTrackingPerTxn', 'classTrackingPerTxnLine'])(
		'stand where the company keeps them (%s)',
		async (setting) => {
			const books = await openQuickBooks({ [setting]: true, trackDepartments: true });
			expect(
				(await postOne(books.client, order(), { draft: { ...untouchedDraft, classId: '1', locationId: '2' } })).outcome,
			).toBe('created');
			const [document] = (await books.control('/documents')) as Array<{
				classId: string | null;
				departmentId: string;
				lines: Array<{ classId: string | null }>;
			}>;
			expect(document?.departmentId).toBe('2');
			expect([document?.classId, document?.lines[0]?.classId]).toEqual(
				setting === 'classTrackingPerTxn' ? ['1', null] : [null, '1'],
			);
		},
	);
});
