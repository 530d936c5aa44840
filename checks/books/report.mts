import type { CheckOptions } from './checkBooks.mts';
import type { Company } from './company.mts';
import { commandOf } from './shortest.mts';
import type { OrderHistory } from './orderHistory.mts';
import type { Fault, Finding } from './judge/findings.mts';
import type { Verdict } from './judge/verdict.mts';
import type { Environment } from './environment.mts';

export interface Summary extends Readonly<Record<Fault, number>> {
	readonly orders: number;
	readonly documents: number;
	readonly needsAttention: number;
	readonly seed: number;
}

export function summaryOf(
	seed: number,
	histories: readonly OrderHistory[],
	{ findings, documents, needsAttention }: Verdict,
): Summary {
	const count = (fault: Fault): number => findings.filter((finding) => finding.fault === fault).length;
	return {
		orders: histories.length,
		documents,
		offByACent: count('offByACent'),
		missing: count('missing'),
		duplicates: count('duplicates'),
		needsAttention,
		quantityErrors: count('quantityErrors'),
		accountErrors: count('accountErrors'),
		seed,
	};
}

/** The company and the forms that the seed chose, then each order with findings and its whole history. */
export function reportLines(
	options: CheckOptions,
	{ company, forms }: Environment,
	{ findings, books }: Verdict,
): string[] {
	const { seed } = options;
	const environment = [
		commandOf(options),
		`seed ${seed}: ${JSON.stringify(drawnOf(company))}`,
		...Object.entries(forms).map(([channel, form]) => `  ${channel}: ${JSON.stringify(form)}`),
	];
	const histories = [...new Set(findings.map(({ history }) => history))];
	return [
		...environment,
		...histories.flatMap((history) => [
			...findingLines(
				options,
				history,
				findings.filter((finding) => finding.history === history),
			),
			...(history === null ? [] : bookLines(books.get(history))),
		]),
	];
}

/** What the seed drew of the company, without what its country says. */
function drawnOf({
	country,
	settings,
	lateStarts,
	closing,
	foreign,
	repeatsNumbers,
	renumbering,
	inactive,
}: Company): object {
	return { country, ...settings, lateStarts, closing, foreign, repeatsNumbers, renumbering, inactive };
}

function findingLines(options: CheckOptions, history: OrderHistory | null, findings: readonly Finding[]): string[] {
	const where = history === null ? `seed ${options.seed}` : `${history.channel} order ${history.orderId}`;
	return [
		...findings.map(({ fault, what }) => `${fault} (${where}): ${what}`),
		...(history === null ? [] : [...lifeLines(options, history), ...eventLines(history)]),
	];
}

/** The acts of the order's life, and the check of this order alone, which mostly repeats what is wrong with it. */
function lifeLines(options: CheckOptions, { channel, place, acts }: OrderHistory): string[] {
	return [
		`    life: ${acts.join(', ')}`,
		`    alone: ${commandOf({ ...options, channels: [channel], picked: [place] })}`,
	];
}

function eventLines(history: OrderHistory): string[] {
	const latest = history.versions.at(-1);
	return [
		...history.events.map((action) => `    ${action}`),
		...history.outcomes.map((outcome) => `    outcome ${JSON.stringify(outcome)}`),
		`    state ${latest?.state ?? 'never shown'}`,
		`    truth ${JSON.stringify(latest?.truth)}`,
		`    read ${JSON.stringify(latest?.read)}`,
	];
}

/** The order's documents, and what each of its transactions did to which account. */
function bookLines(books: ReturnType<Verdict['books']['get']>): string[] {
	const { documents = [], transactions = [] } = books ?? {};
	return [
		...documents.map(({ lines, ...document }) => {
			const cells = lines.map(
				({ itemId, quantity, amount, taxCode }) => `${quantity} of item ${itemId}: ${amount} ${taxCode}`,
			);
			return `    document ${JSON.stringify(document)}: ${cells.join('; ')}`;
		}),
		...transactions.map(({ type, id, entries }) => {
			const cells = entries.map(({ account, amount, home }) => `${account} ${amount === 0 ? home : amount}`);
			return `    entries ${type} ${id}: ${cells.join('; ')}`;
		}),
	];
}
