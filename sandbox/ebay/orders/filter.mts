import { fulfillmentError, Refusal } from '../api/errors.mts';
import type { Order } from './order.mts';

const YEAR = 365 * 24 * 3600 * 1000;
const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const CRITERION = /^([A-Za-z]+):(?:\[([^\]]*)\]|\{([^}]*)\})$/;

/** Only these two combinations are supported, in this order. */
const FULFILLMENT_CHOICES: Readonly<Record<string, readonly string[]>> = {
	'NOT_STARTED|IN_PROGRESS': ['NOT_STARTED', 'IN_PROGRESS'],
	'FULFILLED|IN_PROGRESS': ['FULFILLED', 'IN_PROGRESS'],
};

export type OrderTest = (order: Order) => boolean;

/**
 * The filter of getOrders as a test on orders.
 * https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrders
 */
export function readOrderFilter(text: string | undefined, now: number): OrderTest {
	if (text === undefined || text === '') return (order) => order.createdAt >= now - 90 * 24 * 3600 * 1000;
	const tests = new Map<string, OrderTest>();
	for (const criterion of criteriaOf(text)) tests.set(...readCriterion(criterion, now));
	// With both date filters eBay looks at creationdate alone.
	if (tests.has('creationdate')) tests.delete('lastmodifieddate');
	return (order) => [...tests.values()].every((passes) => passes(order));
}

/** Criteria are separated by commas; none may stand inside brackets. */
function criteriaOf(text: string): string[] {
	return text.split(/,(?![^[{]*[\]}])/);
}

function readCriterion(text: string, now: number): [string, OrderTest] {
	const [, name = text.split(':')[0] ?? '', range, choice] = CRITERION.exec(text) ?? [];
	if (name === 'creationdate' || name === 'lastmodifieddate') {
		if (range === undefined) throw invalidValue(text, name);
		const [from, to] = readRange(range, name, now);
		const timeOf = (order: Order): number => (name === 'creationdate' ? order.createdAt : order.modifiedAt);
		return [name, (order) => timeOf(order) >= from && timeOf(order) <= to];
	}
	if (name === 'orderfulfillmentstatus') {
		const states = FULFILLMENT_CHOICES[choice ?? ''];
		if (states === undefined) throw invalidValue(choice ?? text, name);
		return [name, (order) => states.includes(order.fulfillment)];
	}
	throw refused(30700, `Invalid filter name: ${name}`);
}

function readRange(text: string, name: string, now: number): [number, number] {
	const [start, end, ...rest] = text.split('..');
	if (end === undefined || rest.length > 0) throw invalidValue(text, name);
	if (start === undefined || start === '') throw refused(30820, 'Start date is missing');
	const from = readTime(start);
	const to = end === '' ? now : readTime(end);
	if (from > now || to > now) throw refused(30850, "Start and end dates can't be in the future");
	if (from > to) throw refused(30840, 'Start date should be before end date');
	if (from < now - 2 * YEAR)
		throw refused(30830, "Time range between start date and end date must be within '2' years.");
	return [from, to];
}

function readTime(text: string): number {
	const time = UTC_TIME.test(text) ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(time)) throw refused(30810, 'Invalid date format');
	return time;
}

function invalidValue(value: string, name: string): Refusal {
	return refused(30800, `Invalid filter value ${value} for filter ${name}`);
}

function refused(errorId: number, message: string): Refusal {
	return new Refusal(400, fulfillmentError(errorId, message));
}
