import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../core/model/money';
import type { Payment, Refund, SalesOrder, Tender } from '../../../core/model/salesOrder';
import { findMissingOrders } from '../../../core/reconciling/missingOrders';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { back, evenLater, later, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { charge, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft, type PostingForm } from '../../support/posting';
import { inBooks, openBooks, type StrictBooks } from '../../support/strictBooks';

const recording = { recordPayments: true };
const dearerLines = [orderLine({ quantity: 3, net: 12_000 })];
/** Paid when it came to 100.00, edited to 120.00, and all of it given back. */
const refunded = soldAgain({
	modifiedAt: evenLater,
	state: 'refunded',
	lines: dearerLines,
	payments: [{ ...payment, amount: 12_000 }],
	refunds: [refund('5', 12_000, [back(3, 12_000, 3)])],
});

async function paidAndEdited(books: StrictBooks, options: Partial<PostingForm>): Promise<void> {
	await postOne(books.client, sale({ payments: [payment] }), options);
	await postOne(books.client, { ...refunded, modifiedAt: later, state: 'sold', refunds: [] }, options);
}

/** What accounts of the sale hold that are not at nothing: debit above zero. */
async function accounts(books: StrictBooks): Promise<Record<string, number>> {
	const rows = (await books.control('/ledger')) as ReadonlyArray<{ name: string; balance: number }>;
	const named = ['Income', 'Outstanding', 'Receivable', 'Undeposited'];
	const own = rows.filter(({ name, balance }) => balance !== 0 && named.some((word) => name.includes(word)));
	return Object.fromEntries(own.map(({ name, balance }) => [name, balance]));
}

describe('D3: an invoice of 120.00 of which 100.00 is paid', () => {
	test.each(['an item of its own', 'the item of their account'])(
		'and all is refunded: what is open is credited, what was paid is paid back, and no account keeps anything (%s)',
		async (choice) => {
			const books = await openBooks();
			const chosen = choice === 'an item of its own' ? await books.chosen() : {};
			await paidAndEdited(books, { ...recording, ...chosen });
			const outcome = await postOne(books.client, refunded, { ...recording, ...chosen });
			expect(outcome).toMatchObject({ outcome: 'credited', reason: null });
			expect(outcome.following.map(({ type, number, total }) => [type, number, total])).toEqual([
				['CreditMemo', 'WC-812-R5', 2000],
				['RefundReceipt', 'WC-812-R5M', 10_000],
			]);
			expect(await books.rows('Invoice')).toMatchObject([{ Balance: 0 }]);
			expect(await accounts(books)).toEqual({});
			expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
			const again = await postOne(books.client, refunded, { ...recording, ...chosen });
			expect(again).toMatchObject({ outcome: 'alreadyThere', following: [] });
		},
	);

	test('and the run ends before the money is paid back: the next one does so, once', async () => {
		const books = await openBooks();
		const options = { ...recording, ...(await books.chosen()) };
		await paidAndEdited(books, options);
		books.refuse('RefundReceipt', '610');
		expect(await postOne(books.client, refunded, options)).toMatchObject({ outcome: 'needsAttention' });
		books.refuse('RefundReceipt', null);
		const check = { choices: () => ({ prefix: 'WC-', goLive: null }), recordPayments: true, now: evenLater };
		expect(await findMissingOrders(books.another(), [refunded], check)).toHaveLength(1);
		for (const outcome of ['credited', 'alreadyThere'])
			expect(await postOne(books.another(), refunded, options)).toMatchObject({ outcome });
		expect(await findMissingOrders(books.another(), [refunded], check)).toEqual([]);
		expect(await books.rows('RefundReceipt')).toMatchObject([{ TotalAmt: 100 }]);
		expect(await accounts(books)).toEqual({});
	});

	test('and two runs refund it side by side: there is one credit memo and one receipt', async () => {
		const books = await openBooks({ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' });
		const options = { ...recording, ...(await books.chosen()) };
		await paidAndEdited(books, options);
		await Promise.all([books.client, books.another()].map(async (client) => await post(client, [refunded], options)));
		await postOne(books.client, refunded, options);
		expect(await books.rows('CreditMemo')).toHaveLength(1);
		expect(await books.rows('RefundReceipt')).toHaveLength(1);
		expect(await accounts(books)).toEqual({});
	});

	test.each(['refused', 'accepted'] as const)(
		'and a payment came in between two runs side by side: the credit of the other run is right as it is (a number taken twice is %s)',
		async (duplicateDocNumbers) => {
			const books = await openBooks({ requestIds: 'forgotten', duplicateDocNumbers });
			const options = { ...recording, ...(await books.chosen()) };
			await paidAndEdited(books, options);
			const overtaken = overtakenBy(books.client, async () => {
				await payByHand(books, 5);
				await postOne(books.another(), refunded, options);
			});
			expect(await postOne(overtaken, refunded, options)).toMatchObject({ reason: null });
			expect(await books.rows('CreditMemo')).toMatchObject([{ TotalAmt: 15 }]);
			expect(await books.rows('RefundReceipt')).toMatchObject([{ TotalAmt: 105 }]);
			expect(await books.rows('Invoice')).toMatchObject([{ Balance: 0 }]);
		},
	);

	test('and somebody wrote over the memo of the credit: it is marked again, and nothing is paid back twice', async () => {
		const books = await openBooks();
		const options = { ...recording, ...(await books.chosen()), overwrittenMemos: 'markAgain' as const };
		await paidAndEdited(books, options);
		await postOne(books.client, refunded, options);
		const [memo] = await books.rows('CreditMemo');
		await books.byHand('CreditMemo', { ...memo, PrivateNote: 'See folder 12' });
		await postOne(books.another(), refunded, options);
		expect((await books.rows('CreditMemo')).map(({ PrivateNote }) => PrivateNote)).toEqual([
			expect.stringContaining('[qbosync:1 '),
		]);
		expect(await accounts(books)).toEqual({});
	});

	test('and the order is off in a later month: its closing credit is in two as well', async () => {
		const books = await openBooks();
		const options = { ...recording, ...(await books.chosen()), now: '2026-12-02T12:00:00.000Z' };
		const deposit: Payment = { ...payment, amount: 3000 };
		await postOne(books.client, sale({ payments: [deposit, { ...payment, amount: 7000, paid: false }] }), options);
		await postOne(
			books.client,
			soldAgain({ state: 'cancelled', payments: [deposit], refunds: [refund('5', 3000)] }),
			options,
		);
		expect((await books.documents()).map(({ DocNumber, TotalAmt }) => [DocNumber, TotalAmt])).toEqual([
			['WC-812', 100],
			['WC-812-R5', 30],
			['WC-812-C', 40],
			['WC-812-CM', 30],
		]);
		expect(await accounts(books)).toEqual({});
	});
});

/** A QuickBooks in which another run goes first, once the first credit is to be written. */
function overtakenBy(client: QuickBooksClient, other: () => Promise<void>): QuickBooksClient {
	let isFirst = true;
	const overtake = async (isCredit: boolean): Promise<void> => {
		if (!isCredit || !isFirst) return;
		isFirst = false;
		await other();
	};
	const write: QuickBooksClient['write'] = async (entity, body, requestId) => {
		await overtake(entity === 'CreditMemo');
		return await client.write(entity, body, requestId);
	};
	return { ...client, write };
}

/** A payment of the invoice that somebody enters. */
async function payByHand(books: StrictBooks, amount: number): Promise<void> {
	const [invoice] = await books.rows('Invoice');
	const LinkedTxn = [{ TxnId: invoice?.Id, TxnType: 'Invoice' }];
	await books.byHand('Payment', {
		CustomerRef: invoice?.CustomerRef,
		TotalAmt: amount,
		Line: [{ Amount: amount, LinkedTxn }],
	});
}

/** What a shop may do with an order between its first version and its end. Amounts are parts of what is left, in thousandths. */
const lives = fc.record({
	nets: fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 3 }),
	shipping: fc.integer({ min: 0, max: 900 }),
	storeCredit: fc.integer({ min: 0, max: 900 }),
	paid: fc.array(fc.record({ part: fc.integer({ min: 1, max: 1000 }), paid: fc.boolean() }), { maxLength: 2 }),
	more: fc.integer({ min: 0, max: 3000 }),
	refunds: fc.array(fc.record({ part: fc.integer({ min: 1, max: 1000 }), toCredit: fc.boolean() }), { maxLength: 3 }),
	isRecorded: fc.boolean(),
});

type Life = typeof lives extends fc.Arbitrary<infer One> ? One : never;

const partOf = (amount: number, part: number): number => Math.max(1, Math.floor((amount * part) / 1000));

/** The versions of an order with this life, each with what is not given back of its total and of its store credit. */
function versionsOf({ nets, shipping, storeCredit, paid, more, refunds }: Life): SalesOrder[] {
	const lines = (added: number) =>
		nets.map((net, place) =>
			orderLine({ lineId: String(place + 1), quantity: 2, net: place === 0 ? net + added : net, restocked: null }),
		);
	const total = sum(nets) + shipping;
	const credit = Math.min(storeCredit, total - 1);
	const payments = (): Payment[] => {
		let left = total - credit;
		const money = paid.map(({ part, paid: isPaid }, place): Payment => {
			const amount = Math.min(left, partOf(left, part));
			left -= amount;
			return { ...payment, reference: `ch_${place}`, amount, paid: isPaid };
		});
		const tender: Payment = { ...payment, kind: 'storeCredit', method: null, reference: null, amount: credit };
		return [...money.filter(({ amount }) => amount > 0), ...(credit > 0 ? [tender] : [])];
	};
	const at = (minutes: number) =>
		`2026-11-20T${11 + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:00.000Z`;
	const version = (minutes: number, changes: Partial<SalesOrder>) =>
		sale({
			lines: lines(more),
			shipping: [charge({ chargeId: 's1', net: shipping })],
			payments: payments(),
			modifiedAt: at(minutes),
			...changes,
		});
	const given: Refund[] = [];
	let [left, credits] = [total + more, credit];
	const give = (amount: number, onCredit: number): void => {
		const tender: Tender[] = onCredit === 0 ? [] : [{ kind: 'storeCredit', amount: onCredit }];
		given.push({ ...refund(String(given.length + 1), amount), refundedAt: at(given.length + 2), tender });
		left -= amount;
		credits -= onCredit;
	};
	const between = refunds.flatMap(({ part, toCredit }, place) => {
		const onCredit = toCredit ? Math.min(credits, partOf(left, part)) : 0;
		const amount = toCredit ? onCredit : Math.min(left - credits, partOf(left, part));
		if (amount <= 0 || amount >= left) return [];
		give(amount, onCredit);
		return [version(place + 2, { refunds: [...given] })];
	});
	if (left > 0) give(left, credits);
	return [
		version(0, { lines: lines(0) }),
		version(1, {}),
		...between,
		version(30, { state: 'refunded', refunds: [...given] }),
	];
}

const money = (amount: number): number => Math.round(amount * 100) + 0;

describe('Whatever was paid, by whatever, and however it is given back', () => {
	test('what is left of the sale is owed, or it came in; a buyer never owes less than nothing, and in the end nothing is left', async () => {
		const books = await openBooks();
		const item = async (name: string, account: string) => {
			const found = (await books.rows('Account')).find(({ Name }) => Name === account);
			return await books.item(name, { Type: 'Service', IncomeAccountRef: { value: found?.Id } });
		};
		const storeCreditItemId = await item('Store credit', 'Store Credit Outstanding');
		const draft = { ...untouchedDraft, ...(await books.chosen()).draft, storeCreditItemId };
		let orderId = 1000;
		await fc.assert(
			fc.asyncProperty(lives, async (life) => {
				orderId += 1;
				const options = { draft, recordPayments: life.isRecorded };
				for (const version of versionsOf(life)) {
					const one = { ...version, orderId: String(orderId), orderNumber: String(orderId) };
					const outcome = await postOne(books.client, one, options);
					expect(outcome.reason).toBeNull();
					const given = sum(one.refunds.map(({ total }) => total));
					const tender = (list: readonly Tender[]) =>
						sum(list.filter(({ kind }) => kind === 'storeCredit').map(({ amount }) => amount));
					const onCredit = tender(one.payments) - sum(one.refunds.map((each) => tender(each.tender)));
					const held = await accounts(books);
					const owed = money(held['Accounts Receivable (A/R)'] ?? 0);
					expect(owed).toBeGreaterThanOrEqual(0);
					expect(money(held['Store Credit Outstanding'] ?? 0)).toBe(onCredit);
					expect(owed + money(held['Undeposited Funds'] ?? 0)).toBe(one.total - given - onCredit);
				}
				expect(await accounts(books)).toEqual({});
			}),
			{ numRuns: 10 },
		);
	}, 120_000);
});
