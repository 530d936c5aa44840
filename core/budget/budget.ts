import { cronTimesPerMonth } from './cronTimes';
import type { Fields } from '../reading/readUnknown';

/** The reads a month that are free for each company. https://developer.intuit.com/app/developer/qbo/docs/get-started/app-partner-program */
export const FREE_READS_A_MONTH = 500_000;

/** The changes a day that eBay takes of one listing, price and quantity together. https://developer.ebay.com/api-docs/sell/static/inventory/pi_revise-listing.html */
export const REVISIONS_A_DAY = 250;

const HOURS_A_DAY = 24;

/** A forecast is for a month of 30 days. */
const DAYS_A_MONTH = 30;

const ITEMS_A_READ = 1000;

/**
 * The polls of n8n in a month, from a trigger's "Poll Times" as n8n stores them. Two poll times that meet count twice, since n8n
 * polls twice. Null when one of them cannot be understood.
 */
export function pollsPerMonth(pollTimes: unknown): number | null {
	const listed = isFields(pollTimes) ? pollTimes.item : undefined;
	if (!Array.isArray(listed)) return null;
	const times = listed.map((time: unknown) => (isFields(time) ? timesPerMonth(time) : null));
	return times.some((time) => time === null) ? null : times.reduce<number>((sum, time) => sum + (time ?? 0), 0);
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null;
}

function timesPerMonth({ mode, value, unit, cronExpression }: Fields): number | null {
	switch (mode) {
		case 'everyMinute':
			return 60 * HOURS_A_DAY * DAYS_A_MONTH;
		case 'everyHour':
			return HOURS_A_DAY * DAYS_A_MONTH;
		case 'everyDay':
			return DAYS_A_MONTH;
		case 'everyWeek':
			return DAYS_A_MONTH / 7;
		case 'everyMonth':
			return 1;
		case 'everyX':
			return typeof value === 'object' && value !== null
				? null
				: cronTimesPerMonth(unit === 'minutes' ? `*/${String(value ?? 2)} * * * *` : `0 */${String(value ?? 2)} * * *`);
		default:
			return typeof cronExpression === 'string' ? cronTimesPerMonth(cronExpression) : null;
	}
}

export interface StockSchedule {
	readonly pollTimes: unknown;
	/** Hours between two reads of all levels; 0 means never. */
	readonly fullReadHours: number;
	/** Inventory items in QuickBooks. */
	readonly items: number;
}

export interface StockForecast {
	readonly pollsPerMonth: number;
	/** Reads in QuickBooks. */
	readonly readsPerMonth: number;
	/** The most changes of one listing in a day: each poll may bring another level. */
	readonly changesPerDay: number;
}

/**
 * The cost of a QBO Stock Trigger: a read for each poll, and one for each 1,000 items of a full read. Null when its schedule cannot
 * be understood.
 */
export function stockForecast({ pollTimes, fullReadHours, items }: StockSchedule): StockForecast | null {
	const polls = pollsPerMonth(pollTimes);
	if (polls === null) return null;
	const fullReads = fullReadHours > 0 ? Math.min(polls, (HOURS_A_DAY * DAYS_A_MONTH) / fullReadHours) : 0;
	return {
		pollsPerMonth: Math.round(polls),
		readsPerMonth: Math.round(polls + fullReads * Math.max(1, Math.ceil(items / ITEMS_A_READ))),
		changesPerDay: Math.ceil(polls / DAYS_A_MONTH),
	};
}

/**
 * The limits that a schedule exceeds, in words for a shop owner; empty when it exceeds none. `feedsEbay`: its levels are pushed to
 * eBay.
 */
export function scheduleWarnings({ readsPerMonth, changesPerDay }: StockForecast, feedsEbay: boolean): string[] {
	const reads = `This schedule makes about ${formatCount(readsPerMonth)} reads in QuickBooks a month; ${formatCount(FREE_READS_A_MONTH)} are free, for all workflows together. Poll less often.`;
	const changes = `This schedule may change an eBay listing ${formatCount(changesPerDay)} times a day; eBay takes ${REVISIONS_A_DAY} and refuses the rest until midnight. Poll every 10 minutes.`;
	return [
		...(readsPerMonth > FREE_READS_A_MONTH ? [reads] : []),
		...(feedsEbay && changesPerDay > REVISIONS_A_DAY ? [changes] : []),
	];
}

/** 43200 as "43,200". */
function formatCount(number: number): string {
	return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
