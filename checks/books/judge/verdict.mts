import { documentsIn, stockIn, type BooksDocument } from '../books.mts';
import { isEditedByPeople, type OrderHistory } from '../orderHistory.mts';
import type { Environment } from '../environment.mts';
import { knownAt, unjustified } from './attention.mts';
import { judgeAccounts, judgeStrangers } from './accounts.mts';
import { judgeDays, judgeDueDays } from './days.mts';
import { expectedOf, type Expected } from './expected.mts';
import type { Finding } from './findings.mts';
import { hasLostCredit } from './lostCredits.mts';
import { expensesIn, ledgerIn, ownedLedger, paymentsIn, type LedgerTransaction } from './ledger.mts';
import { atMostOne, judgeMoney, nameOf } from './money.mts';
import { ownerOf } from './owners.mts';
import { add, judgeQuantities, judgeStock, movedBy, type Moved } from './quantities.mts';
import { judgeBalances } from './balances.mts';
import { judgeTaxes } from './taxes.mts';

export interface Verdict {
	readonly findings: readonly Finding[];
	/** Orders that need a person in the end. */
	readonly needsAttention: number;
	/** Documents that are not void. */
	readonly documents: number;
	/** What the books have of each order. */
	readonly books: ReadonlyMap<OrderHistory, Books>;
}

interface Books {
	readonly documents: readonly BooksDocument[];
	readonly transactions: readonly LedgerTransaction[];
}

/** Compares the channels' own data with QuickBooks' own data. */
export async function judge(environment: Environment, histories: readonly OrderHistory[]): Promise<Verdict> {
	const documents = await documentsIn(environment.quickbooks, environment.company.currency);
	const stock = await stockIn(environment.quickbooks);
	const byOrder = new Map<OrderHistory, BooksDocument[]>();
	const findings: Finding[] = [];
	for (const document of documents) {
		const history = ownerOf(document, histories)?.history;
		if (history === undefined)
			findings.push({
				fault: 'duplicates',
				what: `${nameOf(document)} belongs to no order: ${document.note}`,
				history: null,
			});
		else byOrder.set(history, [...(byOrder.get(history) ?? []), document]);
	}
	const { byOrder: ledger, strangers } = ownedLedger(await ledgerIn(environment.quickbooks), {
		documents: byOrder,
		payments: await paymentsIn(environment.quickbooks),
		expenses: await expensesIn(environment.quickbooks),
		histories,
	});
	findings.push(...judgeStrangers(strangers));
	const out = new Map<string, number>();
	for (const history of histories) {
		const own = byOrder.get(history) ?? [];
		const moved = movedBy(own, stock);
		const isOpen = needsPerson(history) || hasLostCredit(history, own, histories);
		const expected = isOpen
			? null
			: withTolerance(expectedOf(history, environment, stock), history, { moved, environment });
		findings.push(
			...attentionOf(history, environment),
			...(expected === null
				? atMostOne(history, own)
				: judgeOrder(history, own, { expected, moved, environment, transactions: ledger.get(history) ?? [] })),
		);
		for (const [item, units] of expected?.units ?? moved) add(out, item, units);
	}
	findings.push(...judgeStock(environment.stockBefore, stock, out));
	return {
		findings,
		needsAttention: histories.filter(needsPerson).length,
		documents: documents.filter(({ voided }) => !voided).length,
		books: new Map(
			histories.map((history) => [
				history,
				{ documents: byOrder.get(history) ?? [], transactions: ledger.get(history) ?? [] },
			]),
		),
	};
}

/** An item that one channel created later may come too late for an order that went to the fallback item of another: either is right. */
function withTolerance(
	expected: Expected | null,
	{ channel, bundle, oddities }: OrderHistory,
	{ moved, environment }: Pick<Evidence, 'moved' | 'environment'>,
): Expected | null {
	if (expected === null) return null;
	// A bundle whose parts have no items is written as one line.
	if (bundle !== null && oddities.length > 0) return { ...expected, units: moved };
	if (environment.forms[channel].missingItems !== 'fallback') return expected;
	const isOld = (item: string): boolean => environment.stockBefore.some(({ itemId }) => itemId === item);
	return {
		...expected,
		units: new Map([...expected.units].map(([item, units]) => [item, isOld(item) ? units : (moved.get(item) ?? 0)])),
	};
}

interface Evidence {
	readonly expected: Expected;
	readonly moved: Moved;
	readonly environment: Environment;
	readonly transactions: readonly LedgerTransaction[];
}

function judgeOrder(
	history: OrderHistory,
	documents: readonly BooksDocument[],
	{ expected, moved, environment, transactions }: Evidence,
): Finding[] {
	const money = judgeMoney(history, documents, expected);
	if (money.length > 0) return [...money, ...judgeQuantities(history, moved, expected)];
	const setting = { expected: asBooked(expected, documents), documents, transactions, environment };
	const accounts = history.versions.length === 0 ? [] : judgeAccounts(history, setting);
	// Days, taxes and balances of documents that should not be there say nothing more.
	if (expected.sale === null || documents.every(({ voided }) => voided))
		return [...accounts, ...judgeQuantities(history, moved, expected)];
	const wasChanged = isEditedByPeople(history);
	return [
		...accounts,
		...judgeQuantities(history, moved, expected),
		...judgeDays(history, documents, environment),
		...judgeDueDays(history, documents, environment),
		...(wasChanged
			? []
			: [...judgeTaxes(history, documents, environment), ...judgeBalances(history, documents, environment)]),
	];
}

/** Where no document at all is right as well and none is there, nothing is left of the order. */
function asBooked(expected: Expected, documents: readonly BooksDocument[]): Expected {
	return expected.mayHaveNone && documents.every(({ voided }) => voided) ? { ...expected, sale: null } : expected;
}

function needsPerson({ outcomes }: OrderHistory): boolean {
	const last = outcomes.at(-1)?.outcome;
	return last === 'needsAttention' || last === 'failed';
}

/** Every reason that was ever given has to be one that the rules name, with ground for it at that time; in the end nothing may have failed. */
function attentionOf(history: OrderHistory, environment: Environment): Finding[] {
	const troubles = history.outcomes.filter(({ outcome }) => outcome === 'needsAttention');
	const unjustifiedReasons = new Set(
		troubles.flatMap(
			({ reason, modifiedAt }) => unjustified(reason ?? 'no reason', knownAt(modifiedAt, history), environment) ?? [],
		),
	);
	const last = history.outcomes.at(-1);
	const failed = last?.outcome === 'failed' ? [`failed: ${last.reason ?? ''}`] : [];
	return [...unjustifiedReasons, ...failed].map((what): Finding => ({ fault: 'missing', what, history }));
}
