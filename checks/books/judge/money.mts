import { SALE_TYPES, type BooksDocument } from '../books.mts';
import type { OrderHistory } from '../orderHistory.mts';
import { amountText, minorOf, sum, type Minor } from '../money.mts';
import type { Expected } from './expected.mts';
import type { Fault, Finding } from './findings.mts';
import { ownerOf } from './owners.mts';

/** Total by total, refund by refund: the documents of one order against what has to be there. */
export function judgeMoney(history: OrderHistory, documents: readonly BooksDocument[], expected: Expected): Finding[] {
	const active = documents.filter(({ voided }) => !voided);
	const sales = active.filter(isSale);
	// Goods may come back for nothing; a credit without an amount moves no money.
	const credits = withReceipts(
		active.filter((document) => !isSale(document)),
		history,
	).filter(({ total }) => total !== 0);
	const found = (fault: Fault, what: string): Finding => ({ fault, what, history });
	if (active.length === 0 && expected.mayHaveNone) return [];
	if (expected.sale === null)
		return active.map((document) => found('duplicates', `${nameOf(document)} should not be there`));
	if (sales.length === 0)
		return [
			found('missing', `no active document of ${amountText(expected.sale, currencyOf(history))}`),
			...credits.map((credit) => found('duplicates', `${nameOf(credit)} credits nothing`)),
		];
	if (expected.credits === 'rest') return judgeCancelled(history, sales, credits);
	const sale = matching(sales, expected.sale);
	const { missing, left } = pairCredits(credits, expected.credits);
	const doubles = sales.filter((one) => one !== sale);
	return [
		...(sale.total === expected.sale
			? []
			: [found('offByACent', `${nameOf(sale)} should be ${amountText(expected.sale, currencyOf(history))}`)]),
		...judgeRemaining(history, { doubles, credits: left, missing, wasReinstated: expected.wasReinstated }),
	];
}

/**
 * An order never has two active sales, whatever a person has to decide. Where it was called off and taken up again, the earlier ones that credits bring to
 * nothing do not count. One whose closing credit a person deleted is the person's to end, and was told of as that.
 */
export function atMostOne(history: OrderHistory, documents: readonly BooksDocument[]): Finding[] {
	const active = documents.filter(({ voided }) => !voided);
	const sales = active.filter(isSale);
	const credited = totalOf(active.filter((document) => !isSale(document)));
	const wasReinstated = history.posted.some(({ state }) => state === 'cancelled');
	const ended = sales.findIndex((_, place) => totalOf(sales.slice(0, place + 1)) > credited);
	if (wasReinstated && wasToldOfReopening(history)) return [];
	return sales
		.slice(1 + (wasReinstated ? Math.max(0, ended) : 0))
		.map((double): Finding => ({ fault: 'duplicates', what: `${nameOf(double)} is one document too many`, history }));
}

function wasToldOfReopening({ endedByPeople, outcomes }: OrderHistory): boolean {
	const isCreditGone = ['CreditMemo', 'RefundReceipt'].some((type) => endedByPeople.has(type));
	return isCreditGone && /is open again beside/.test(outcomes.at(-1)?.reason ?? '');
}

/** An order that is off: its documents and credits come to nothing. */
function judgeCancelled(
	history: OrderHistory,
	sales: readonly BooksDocument[],
	credits: readonly BooksDocument[],
): Finding[] {
	const [sold, credited] = [totalOf(sales), totalOf(credits)];
	const text = (minor: Minor): string => amountText(minor, currencyOf(history));
	return sold === credited
		? []
		: [
				{
					fault: sold > credited ? 'missing' : 'duplicates',
					what: `cancelled, and ${text(credited)} of ${text(sold)} are credited`,
					history,
				},
			];
}

/** What is behind the id of a refund on the receipt of what its credit memo leaves to be paid back in money. */
const PAID_BACK = '.money';

/**
 * A refund of an invoice that was paid in part is in two documents: a credit memo for what is open, and a receipt for what was paid. The memo has a line that
 * takes off what the receipt pays. Both together are one credit.
 */
function withReceipts(credits: readonly BooksDocument[], history: OrderHistory): BooksDocument[] {
	const refundOf = (document: BooksDocument): string => ownerOf(document, [history])?.refundId ?? '';
	const left = [...credits];
	for (const receipt of credits.filter((one) => one.type === 'RefundReceipt' && refundOf(one).endsWith(PAID_BACK))) {
		const place = left.findIndex(
			(memo) =>
				memo.type === 'CreditMemo' &&
				`${refundOf(memo)}${PAID_BACK}` === refundOf(receipt) &&
				memo.lines.some(({ amount }) => minorOf(amount, memo.currency) === -receipt.total),
		);
		const memo = left[place];
		if (memo === undefined) continue;
		left[place] = { ...memo, total: memo.total + receipt.total };
		left.splice(left.indexOf(receipt), 1);
	}
	return left;
}

interface Paired {
	/** Refunds without a credit of their amount. */
	readonly missing: readonly Minor[];
	/** Credits that no refund has the amount of. */
	readonly left: readonly BooksDocument[];
}

function pairCredits(credits: readonly BooksDocument[], expected: readonly Minor[]): Paired {
	const left = [...credits];
	const missing: Minor[] = [];
	for (const amount of expected) {
		const place = left.findIndex(({ total }) => total === amount);
		if (place >= 0) left.splice(place, 1);
		else missing.push(amount);
	}
	return { missing, left };
}

interface Remaining {
	readonly doubles: readonly BooksDocument[];
	readonly credits: readonly BooksDocument[];
	readonly missing: readonly Minor[];
	readonly wasReinstated: boolean;
}

/** Judges what is there beside the sale and its credits: earlier generations that come to nothing, or documents that should not be there. */
function judgeRemaining(history: OrderHistory, { doubles, credits, missing, wasReinstated }: Remaining): Finding[] {
	if (wasReinstated && missing.length === 0 && totalOf(doubles) === totalOf(credits)) return [];
	const text = (minor: Minor): string => amountText(minor, currencyOf(history));
	// A credit of another amount is taken for a refund that got none of its own.
	const off = missing.slice(0, credits.length).map(
		(amount, place): Finding => ({
			fault: 'offByACent',
			what: `${credits[place] === undefined ? '' : nameOf(credits[place])} should be ${text(amount)}`,
			history,
		}),
	);
	return [
		...off,
		...missing
			.slice(credits.length)
			.map((amount): Finding => ({ fault: 'missing', what: `no credit of ${text(amount)}`, history })),
		...credits
			.slice(missing.length)
			.map((credit): Finding => ({ fault: 'duplicates', what: `${nameOf(credit)} belongs to no refund`, history })),
		...doubles.map(
			(double): Finding => ({ fault: 'duplicates', what: `${nameOf(double)} is one document too many`, history }),
		),
	];
}

/** The sale that has the order's total, else the newest: earlier generations are beside it where an order was reinstated. */
export function currentSale(documents: readonly BooksDocument[], total: Minor): BooksDocument | undefined {
	const sales = documents.filter((document) => !document.voided && isSale(document));
	return sales.findLast((sale) => sale.total === total) ?? sales.at(-1);
}

function matching(sales: readonly BooksDocument[], total: Minor): BooksDocument {
	const found = currentSale(sales, total);
	if (found === undefined) throw new Error('There is no sale to compare');
	return found;
}

function isSale({ type }: BooksDocument): boolean {
	return SALE_TYPES.includes(type);
}

function totalOf(documents: readonly BooksDocument[]): Minor {
	return sum(documents.map(({ total }) => total));
}

export function nameOf({ type, docNumber, id, total, currency }: BooksDocument): string {
	return `${type} ${docNumber ?? `id ${id}`} of ${amountText(total, currency)}`;
}

function currencyOf(history: OrderHistory): string {
	return history.versions.at(-1)?.truth.currency ?? 'USD';
}
