const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ORDER_STATES = ['open', 'reserving', 'sold', 'cancelled', 'refunded'];
const DAY = /^\d{4}-\d\d-\d\d$/;

type Rule = readonly [promise: string, keeps: (value: unknown) => boolean];

const moment: Rule = [
	'a moment in UTC, or null',
	(value) => value === null || (isText(value) && MOMENT.test(value) && Number.isFinite(Date.parse(value))),
];
const day: Rule = [
	'a day (YYYY-MM-DD), or null',
	(value) => value === null || (isText(value) && DAY.test(value) && Number.isFinite(Date.parse(value))),
];
const money: Rule = ['whole minor units, or null', (value) => value === null || Number.isSafeInteger(value)];
const whole: Rule = ['a whole number, or null', (value) => value === null || Number.isSafeInteger(value)];
const decimal: Rule = ['a decimal', (value) => isText(value) && /^\s*[-+]?\d+(\.\d*)?\s*$/.test(value)];
const sku: Rule = [
	'a SKU, trimmed and not empty, or null',
	(value) =>
		value === null || (isText(value) && value !== '' && value.trim() === value && !/\p{Surrogate}/u.test(value)),
];

/** What the docstrings of the domain promise of a key, wherever it stands. */
const PROMISES: Readonly<Record<string, Rule>> = {
	placedAt: moment,
	modifiedAt: moment,
	refundedAt: moment,
	paidAt: moment,
	createdAt: moment,
	asOf: moment,
	since: moment,
	placedFrom: moment,
	lastFullRead: moment,
	updatedAt: moment,
	deliveredAt: moment,
	lastUpdatedTime: moment,
	version: moment,
	goLive: moment,
	now: moment,
	changedUntil: moment,
	day,
	startsOn: day,
	invStartDate: day,
	booksClosedUntil: day,
	net: money,
	tax: money,
	total: money,
	amount: money,
	marketplaceTax: money,
	balance: money,
	delivery: money,
	deliveryTax: money,
	fullReadAt: whole,
	generation: whole,
	poolMembers: whole,
	lotSize: whole,
	unitPrice: decimal,
	sku,
	state: ['one of the states', (value) => ORDER_STATES.some((state) => state === value)],
};

/** What is wrong with a value that a reader gave; null for nothing. Goes without recursion, whatever the depth. */
export function unsoundness(value: unknown): string | null {
	const waiting: Array<readonly [key: string, value: unknown]> = [['value', value]];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const [key, part] = next;
		const rule = Object.hasOwn(PROMISES, key) ? PROMISES[key] : undefined;
		if (rule !== undefined && !rule[1](part)) return `${key} should be ${rule[0]}, not ${shown(part)}`;
		if (typeof part === 'number' && !Number.isFinite(part)) return `${key} should be finite, not ${shown(part)}`;
		if (typeof part === 'function' || typeof part === 'symbol') return `${key} should be data, not ${shown(part)}`;
		if (part instanceof Map) waiting.push(...[...part.values()].map((inside) => [key, inside] as const));
		else if (Array.isArray(part))
			for (const inside of part as unknown[]) waiting.push([Array.isArray(inside) ? key : `one of ${key}`, inside]);
		else if (typeof part === 'object' && part !== null) waiting.push(...Object.entries(part));
	}
	return null;
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function shown(value: unknown): string {
	return typeof value === 'string'
		? JSON.stringify(value.slice(0, 60))
		: typeof value === 'object'
			? 'an object or a list'
			: String(value);
}
