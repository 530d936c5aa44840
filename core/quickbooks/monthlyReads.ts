import type { Memory } from '../memory/memory';
import type { Moment } from '../model/moment';

/** The metered reads of a company in a month, as far as this process counted them. */
interface CountedReads {
	readonly reads: number;
	/** When the first one was counted. */
	readonly since: Moment;
}

/** What is known of the reads of a company in the month of a moment (UTC). */
export interface ReadsOfMonth {
	readonly reads: number;
	/** Set where counting began within the month, since n8n was started then; null where the whole month was counted. */
	readonly since: Moment | null;
}

/** The company that a request to QuickBooks is about; null where its address names none. */
export function companyOf(url: string): string | null {
	return /\/company\/(\d+)(?:[/?]|$)/.exec(url)?.[1] ?? null;
}

/** Adds reads to those of the company's month. */
export async function countReads(memory: Memory, company: string, { reads, now }: ReadsNow): Promise<void> {
	const key = keyOf(company, monthOf(now));
	await countsIn(memory).update([key], (known) => {
		const { reads: before = 0, since = now } = known.get(key) ?? {};
		return { entries: new Map([[key, { reads: before + reads, since }]]), result: undefined };
	});
}

interface ReadsNow {
	readonly reads: number;
	readonly now: Moment;
}

/** The reads of the company in the month of `now`. */
export async function readsOfMonth(memory: Memory, company: string, now: Moment): Promise<ReadsOfMonth> {
	const [key, before] = [keyOf(company, monthOf(now)), keyOf(company, monthBefore(now))];
	const known = await countsIn(memory).read([key, before]);
	const { reads = 0, since = now } = known.get(key) ?? {};
	return { reads, since: known.has(before) ? null : since };
}

function countsIn(memory: Memory) {
	return memory.store<CountedReads>('meteredReads');
}

function keyOf(company: string, month: string): string {
	return `${company} ${month}`;
}

/** "2026-11" */
function monthOf(moment: Moment): string {
	return moment.slice(0, 7);
}

function monthBefore(moment: Moment): string {
	const [year = 0, month = 0] = monthOf(moment).split('-').map(Number);
	return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
