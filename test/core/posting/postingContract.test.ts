import { describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import { readAffectedLevels } from '../../../core/posting/write/affectedLevels';
import { postOrders } from '../../../core/posting/postOrders';
import { charge, order, orderLine } from '../../support/orders';
import { post, postOne, untouchedForm, toPost } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

const today = new Date().toISOString();
const sale = (changes: Partial<SalesOrder> = {}) => order({ placedAt: today, modifiedAt: today, ...changes });
const sales = (count: number) =>
	Array.from({ length: count }, (_, place) => sale({ orderId: String(place + 1), orderNumber: String(place + 1) }));
const later = new Date(Date.now() + 60_000).toISOString();

describe('Posting over the wire', () => {
	test('a sale becomes a document with the total of the channel, and the stock goes down by it', async () => {
		const books = await openQuickBooks();
		const lines = [
			orderLine({ tax: 206 }),
			orderLine({ lineId: '2', sku: toSku("O'RING 3%"), name: "O'Ring, 3 mm", quantity: 7, net: 233, tax: 19 }),
			orderLine({ lineId: '3', sku: toSku('NUT,BOLT\\5'), name: 'Nut and bolt', quantity: 3, net: 1000 }),
		];
		const before = await books.stock('MUG-BLUE');
		const outcome = await postOne(books.client, sale({ lines, shipping: [charge({ tax: 41 })] }));
		expect(outcome).toMatchObject({
			outcome: 'created',
			reason: null,
			document: { number: 'WC-812', total: 4499 },
			difference: 0,
		});
		const [document] = await books.standing();
		expect(document).toMatchObject({
			type: 'Invoice',
			total: 44.99,
			lines: [{ sku: 'MUG-BLUE', quantity: 2 }, { sku: "O'RING 3%", quantity: 7 }, { quantity: 3 }, { amount: 5 }],
		});
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe((before?.quantity ?? 0) - 2);
	});

	test('as a sales receipt, for one customer per buyer', async () => {
		const books = await openQuickBooks();
		const draft = { ...untouchedForm.draft, documentType: 'SalesReceipt' } as const;
		const orders = sales(2);
		const outcomes = await post(books.client, orders, { customer: { kind: 'buyer' }, draft });
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		const made = await books.standing();
		expect(made.map(({ type }) => type)).toEqual(['SalesReceipt', 'SalesReceipt']);
		expect(new Set(made.map(({ customerId }) => customerId)).size).toBe(1);
		expect(
			(await post(books.client, orders, { customer: { kind: 'buyer' }, draft })).map(({ outcome }) => outcome),
		).toEqual(['alreadyThere', 'alreadyThere']);
	});

	test('a document that nobody touched still reads as ours after QuickBooks has kept it, so an edited order updates it in place', async () => {
		const books = await openQuickBooks();
		const second = orderLine({ lineId: '2', sku: toSku('BOWL-OAK'), name: 'Oak  bowl', quantity: 1, net: 3400 });
		await postOne(books.client, sale({ lines: [orderLine({ tax: 206 }), second], shipping: [charge()] }));
		const [before] = await books.standing();
		const outcome = await postOne(books.client, sale({ modifiedAt: later, lines: [second], shipping: [charge()] }));
		expect(outcome).toMatchObject({ outcome: 'updated', difference: 0, document: { total: 3900 } });
		const [after] = await books.standing();
		expect(after?.id).toBe(before?.id);
		expect(after?.lines[0]).toMatchObject({ sku: 'BOWL-OAK', lineId: before?.lines[1]?.lineId });
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe(40);
	});

	test('a document that somebody changed is left alone', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale());
		const [document] = await books.standing();
		await books.control('/edit-document', {
			type: 'Invoice',
			id: document?.id,
			lines: [{ sku: 'MUG-BLUE', quantity: 1, unitPrice: 12.5 }],
		});
		const outcome = await postOne(
			books.client,
			sale({ modifiedAt: later, lines: [orderLine({ quantity: 3, net: 3750 })] }),
		);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('changed in QuickBooks'),
		});
		expect((await books.standing())[0]?.total).toBe(12.5);
	});

	test("a person's void is respected", async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale());
		const [document] = await books.standing();
		await books.control('/edit-document', { type: 'Invoice', id: document?.id, voided: true });
		expect(await postOne(books.client, sale())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('voided in QuickBooks by someone'),
		});
		expect(await books.standing()).toEqual([]);
	});

	test('60 orders take two batches, and the stock of every item is read once', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale({ orderId: 'first', orderNumber: 'first' }));
		const already = (await books.journal()).length;
		const posted = await postOrders(books.client, toPost(sales(60)), untouchedForm);
		const levels = await readAffectedLevels(books.client, posted);
		const asked = (await books.journal()).slice(already);
		expect(asked.filter(({ kind }) => kind === 'write').map(({ path }) => path.split('/').pop())).toEqual([
			'batch',
			'batch',
		]);
		expect(await books.standing()).toHaveLength(61);
		expect(levels[0]).toMatchObject({ level: { sku: 'MUG-BLUE', quantityOnHand: 40 - 122, unposted: 0 } });
		expect(levels.slice(1)).toMatchObject([
			{ level: { sku: 'SET-BREAKFAST', components: [{ sku: 'MUG-BLUE', quantityOnHand: 40 - 122 }, {}] } },
		]);
	});

	test('I: what 300 orders have in the books is read by time, a thousand documents to a read', async () => {
		const books = await openQuickBooks();
		const orders = toPost(sales(300));
		await postOrders(books.client, orders, untouchedForm);
		const already = (await books.journal()).length;
		const again = await postOrders(books.another(), orders, untouchedForm);
		expect(new Set(again.map(({ outcome }) => outcome.outcome))).toEqual(new Set(['alreadyThere']));
		expect((await books.journal()).slice(already).filter(({ kind }) => kind === 'read').length).toBeLessThanOrEqual(7);
	});

	test('an order older than the day from which its item is counted needs attention, with the code', async () => {
		const books = await openQuickBooks();
		const outcome = await postOne(books.client, sale({ placedAt: '1999-01-01T12:00:00.000Z' }));
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('set an earlier start date'),
		});
	});

	test.each(['kept', 'forgotten'])(
		'a refusal does not outlive its cause, where old refusals are %s',
		async (requestIdFailures) => {
			const books = await openQuickBooks({ requestIdFailures, negativeStock: 'refused' });
			const large = sale({ lines: [orderLine({ quantity: 41, net: 51250 })] });
			expect((await postOne(books.client, large)).outcome).toBe('needsAttention');
			await books.control('/settings', { negativeStock: 'accepted' });
			expect((await postOne(books.client, large)).outcome).toBe('created');
			expect(await books.standing()).toHaveLength(1);
		},
	);

	test('several items with one SKU, and one that only differs in case, are not guessed at', async () => {
		const books = await openQuickBooks();
		const ring = sale({ orderId: '1', orderNumber: '1', lines: [orderLine({ sku: toSku('KEY-RING') })] });
		const cap = sale({ orderId: '2', orderNumber: '2', lines: [orderLine({ sku: toSku('CAP-GREEN') })] });
		const [first, second] = await post(books.client, [ring, cap]);
		expect(first?.reason).toContain('several items');
		expect(second?.reason).toContain('does not know (CAP-GREEN)');
	});

	test('a plan without quantities is found before anything is written', async () => {
		const books = await openQuickBooks({ quantityOnHand: false });
		await expect(postOne(books.client, sale())).rejects.toThrow('Track quantity on hand');
	});

	test('a connection that QuickBooks does not know is a failure, not an outcome', async () => {
		const books = await openQuickBooks();
		const failure = await postOne(books.stranger(), sale()).then(
			() => undefined,
			(error: unknown) => error,
		);
		expect(failure).toBeInstanceOf(IntegrationError);
		expect(failure).toMatchObject({ kind: 'notAuthorised' });
	});

	test('outside the US the chosen tax codes are used, and a total that QuickBooks makes differ is reported', async () => {
		const books = await openQuickBooks({ country: 'GB', homeCurrency: 'GBP', timeZone: 'Europe/London' });
		const outcome = await postOne(books.client, sale({ currency: 'GBP', lines: [orderLine({ tax: 500 })] }));
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			document: null,
			reason: expect.stringContaining('Tax Code for Other Taxed Lines'),
		});
	});
});

const guards = (['kept', 'forgotten', 'error'] as const).flatMap((requestIds) =>
	(['refused', 'accepted'] as const).map((duplicateDocNumbers) => ({ requestIds, duplicateDocNumbers })),
);

describe.each(guards)(
	'Zero duplicates where request ids are $requestIds and duplicate numbers $duplicateDocNumbers',
	(guard) => {
		test.each(['before', 'after'] as const)(
			'a single document, its connection cut %s it was written',
			async (reset) => {
				const books = await openQuickBooks(guard);
				await books.control('/faults', { method: 'POST', path: '/invoice\\?', reset, times: 1 });
				const posted = await postOrders(books.client, toPost([sale()]), untouchedForm);
				// Without any guard the repeated call makes a second document, which is voided at once: the first is there already.
				const isUnguarded = guard.requestIds === 'forgotten' && guard.duplicateDocNumbers === 'accepted';
				expect(posted[0]?.outcome).toMatchObject({
					outcome: isUnguarded && reset === 'after' ? 'alreadyThere' : 'created',
					document: { total: 2500 },
				});
				const [affected] = await readAffectedLevels(books.client, posted);
				expect(affected?.level).toMatchObject({ quantityOnHand: 38, unposted: 0 });
				expect((await postOne(books.client, sale())).outcome).toBe('alreadyThere');
				expect(await books.standing()).toHaveLength(1);
				expect((await books.stock('MUG-BLUE'))?.quantity).toBe(38);
			},
		);

		test.each(['before', 'after'] as const)('a batch, its connection cut %s it was written', async (reset) => {
			const books = await openQuickBooks(guard);
			await books.control('/faults', { method: 'POST', path: '/batch', reset, times: 1 });
			const outcomes = await post(books.client, sales(5));
			expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(5).fill('created'));
			expect(await books.standing()).toHaveLength(5);
			expect((await books.stock('MUG-BLUE'))?.quantity).toBe(30);
			const batches = (await books.journal()).filter(({ path }) => path.endsWith('/batch'));
			expect(batches).toHaveLength(reset === 'before' ? 2 : 1);
		});

		test.each(['before', 'after'] as const)(
			'every call cut %s its work until the run gives up, then the next run',
			async (reset) => {
				const books = await openQuickBooks(guard);
				await books.control('/faults', { method: 'POST', path: '/(batch|invoice)', reset, times: 3 });
				await post(books.client, sales(3)).then(
					() => undefined,
					() => undefined,
				);
				const outcomes = await post(books.another(), sales(3));
				expect(outcomes.every(({ outcome }) => outcome === 'created' || outcome === 'alreadyThere')).toBe(true);
				expect((await books.standing()).map(({ docNumber }) => docNumber).sort()).toEqual(['WC-1', 'WC-2', 'WC-3']);
			},
		);

		test('two runs of the same orders side by side', async () => {
			const books = await openQuickBooks(guard);
			await Promise.all([post(books.client, sales(3)), post(books.another(), sales(3))]);
			expect((await books.standing()).map(({ docNumber }) => docNumber).sort()).toEqual(['WC-1', 'WC-2', 'WC-3']);
			expect((await books.stock('MUG-BLUE'))?.quantity).toBe(34);
			expect((await post(books.client, sales(3))).map(({ outcome }) => outcome)).toEqual(Array(3).fill('alreadyThere'));
		});
	},
);
