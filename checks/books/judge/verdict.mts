import { documentsIn, stockIn, type BooksDocument } from '../books.mts';
import type { OrderFile } from '../history.mts';
import type { World } from '../world.mts';
import { objection } from './attention.mts';
import { judgeDays } from './days.mts';
import { expectedOf, type Expected } from './expected.mts';
import type { Finding } from './findings.mts';
import { judgeMoney, nameOf } from './money.mts';
import { ownerOf } from './owners.mts';
import { add, judgeQuantities, judgeStock, movedBy, type Moved } from './quantities.mts';
import { judgeBalances, judgeTax } from './settled.mts';

export interface Verdict {
	readonly findings: readonly Finding[];
	/** Orders that ask for a person in the end. */
	readonly needsAttention: number;
	/** Documents that stand. */
	readonly documents: number;
}

/** Compares the channels' own data with QuickBooks' own data. */
export async function judge(world: World, files: readonly OrderFile[]): Promise<Verdict> {
	const documents = await documentsIn(world.quickbooks, world.company.currency);
	const stock = await stockIn(world.quickbooks);
	const byFile = new Map<OrderFile, BooksDocument[]>();
	const findings: Finding[] = [];
	for (const document of documents) {
		const file = ownerOf(document, files)?.file;
		if (file === undefined)
			findings.push({
				fault: 'duplicates',
				what: `${nameOf(document)} belongs to no order: ${document.note}`,
				file: null,
			});
		else byFile.set(file, [...(byFile.get(file) ?? []), document]);
	}
	const out = new Map<string, number>();
	for (const file of files) {
		const own = byFile.get(file) ?? [];
		const moved = movedBy(own, stock);
		const expected = asksForAPerson(file) ? null : tolerant(expectedOf(file, world, stock), file, { moved, world });
		findings.push(
			...attentionOf(file, world),
			...(expected === null ? atMostOne(file, own) : judgeOrder(file, own, { expected, moved, world })),
		);
		for (const [item, units] of expected?.units ?? moved) add(out, item, units);
	}
	findings.push(...judgeStock(world.stockBefore, stock, out));
	return {
		findings,
		needsAttention: files.filter(asksForAPerson).length,
		documents: documents.filter(({ voided }) => !voided).length,
	};
}

/** An item that one channel created later may come too late for an order that went to the fallback item of another: either is right. */
function tolerant(
	expected: Expected | null,
	{ channel, bundle, oddities }: OrderFile,
	{ moved, world }: Omit<Evidence, 'expected'>,
): Expected | null {
	if (expected === null) return null;
	// A bundle whose parts have no items is written as one line.
	if (bundle !== null && oddities.length > 0) return { ...expected, units: moved };
	if (world.forms[channel].missingItems !== 'fallback') return expected;
	const isOld = (item: string): boolean => world.stockBefore.some(({ itemId }) => itemId === item);
	return {
		...expected,
		units: new Map([...expected.units].map(([item, units]) => [item, isOld(item) ? units : (moved.get(item) ?? 0)])),
	};
}

interface Evidence {
	readonly expected: Expected;
	readonly moved: Moved;
	readonly world: World;
}

function judgeOrder(
	file: OrderFile,
	documents: readonly BooksDocument[],
	{ expected, moved, world }: Evidence,
): Finding[] {
	const money = judgeMoney(file, documents, expected);
	// Days, taxes and balances of documents that should not be there say nothing more.
	if (money.length > 0 || expected.sale === null || documents.every(({ voided }) => voided))
		return [...money, ...judgeQuantities(file, moved, expected)];
	const wasChanged = file.clerk.size > 0;
	return [
		...judgeQuantities(file, moved, expected),
		...judgeDays(file, documents, world),
		...(wasChanged ? [] : [...judgeTax(file, documents, world), ...judgeBalances(file, documents, world)]),
	];
}

function asksForAPerson({ outcomes }: OrderFile): boolean {
	const last = outcomes.at(-1)?.outcome;
	return last === 'needsAttention' || last === 'failed';
}

/** Every reason that was ever given has to be one that the rules name; in the end nothing may have failed. */
function attentionOf(file: OrderFile, world: World): Finding[] {
	const reasons = new Set(
		file.outcomes.filter(({ outcome }) => outcome === 'needsAttention').map(({ reason }) => reason ?? 'no reason'),
	);
	const objections = [...reasons].map((reason) => objection(reason, file, world)).filter((one) => one !== null);
	const last = file.outcomes.at(-1);
	const failed = last?.outcome === 'failed' ? [`failed: ${last.reason ?? ''}`] : [];
	return [...objections, ...failed].map((what): Finding => ({ fault: 'missing', what, file }));
}

/** Whatever a person has to decide: an order never has two sales that stand. */
function atMostOne(file: OrderFile, documents: readonly BooksDocument[]): Finding[] {
	const sales = documents.filter(({ voided, type }) => !voided && (type === 'Invoice' || type === 'SalesReceipt'));
	return sales
		.slice(1)
		.map((double): Finding => ({ fault: 'duplicates', what: `${nameOf(double)} stands beside another`, file }));
}
