import { findMetaNumber, findMetaValue } from './metaData';
import { readGiftCards } from './payments';
import { addSeconds, readMoment, type Moment } from '../../../model/moment';
import { readExactMoney, readMoney, sum, type Money } from '../../../model/money';
import { withRoundedAmounts, type StatedRefundLine } from '../../../model/refundRounding';
import type { Refund, RefundLine } from '../../../model/salesOrder';
import {
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	type Fields,
} from '../../../reading/readUnknown';

/**
 * The rows of /orders/{id}/refunds whose refunds are finished (rules.md D6).
 *
 * The shop saves a refund, asks the gateway for seconds, deletes it again where that declines, puts the goods back, and only then moves
 * the order's date. So a refund that is younger than its order, or that the order does not list, comes with the order's next version.
 * Dates have whole seconds: a refund of the order's own second is taken for finished, as most are. One that has stood for minutes is finished too: the
 * shop's servers have two clocks, or something moved the order's date back.
 *
 * Throws UnreadableError, which names the field.
 */
export function finishedRefunds(order: Fields, rows: readonly unknown[], now: Moment): unknown[] {
	const listed = new Set(
		readList(order.refunds, 'woocommerce order.refunds', (row, path) =>
			readNonEmptyText(readFields(row, path).id, `${path}.id`),
		),
	);
	const modifiedAt = readMoment(order.date_modified_gmt, 'woocommerce order.date_modified_gmt');
	return rows.filter((row, place) => {
		const { refundId, refundedAt } = readHead(readFields(row, `${PATH}[${place}]`), `${PATH}[${place}]`);
		return listed.has(refundId) && (refundedAt <= modifiedAt || refundedAt <= addSeconds(now, -LONGEST_REFUND));
	});
}

/** Gateways are given up after about a minute. Clocks of the shop and of n8n may be minutes apart. Seconds. */
const LONGEST_REFUND = 300;

const PATH = 'woocommerce refunds';

function readHead(fields: Fields, path: string): Pick<Refund, 'refundId' | 'refundedAt'> {
	return {
		refundId: readNonEmptyText(fields.id, `${path}.id`),
		refundedAt: readMoment(fields.date_created_gmt, `${path}.date_created_gmt`),
	};
}

/**
 * Reads the refunds of an order, as /orders/{id}/refunds has them (negative), into positive amounts of minor units.
 *
 * - What went back is what the order's own list says, in the decimals of the shop; lines may have more.
 * - Refunded shipping and fees are lines of quantity 0 under the id of their charge.
 * - Money that no line names stands in the total alone.
 * - The units that went back into stock come from the order's own lines (rules.md D4).
 * - What went back on gift cards stands in no total (see withGiftCards).
 *
 * Throws UnreadableError, which names the field.
 */
export function readRefunds(raw: readonly unknown[], order: Fields, currency: string): Refund[] {
	const paidBack = paidBackAmounts(order, currency);
	const read = readList(raw, PATH, (refund, path) => readRefund(refund, { currency, paidBack }, path));
	const refunds = withGiftCards(read, raw, { order, currency });
	const restocked = restockedUnits(order);
	return refunds.map((refund) => ({
		...refund,
		lines: refund.lines.map((line) => ({ ...line, restocked: restockedBy(line, refunds, restocked) })),
	}));
}

/** The amount of each refund as the order lists it, by the refund's id. */
function paidBackAmounts(order: Fields, currency: string): ReadonlyMap<string, Money> {
	const rows = readList(order.refunds, 'woocommerce order.refunds', (row, path) => {
		const { id, total } = readFields(row, path);
		const amount = readOptional(total, `${path}.total`, (value, at) => readExactMoney(value, currency, at));
		return [readNonEmptyText(id, `${path}.id`), amount] as const;
	});
	return new Map(rows.flatMap(([id, amount]) => (amount === null ? [] : [[id, positive(amount)] as const])));
}

/**
 * What went back on the cards of WooCommerce Gift Cards. The plugin saves it as a refund of nothing, with the numbers of its own entries.
 *
 * 1. Where such a refund names lines, it is what they come to.
 * 2. All cards have gone back with an order that is refunded: the rest is the newest refund's that names no lines.
 * 3. Before that, the shop does not say how much it is, and it stays a refund of nothing.
 */
function withGiftCards(
	refunds: readonly Refund[],
	raw: readonly unknown[],
	{ order, currency }: { readonly order: Fields; readonly currency: string },
): Refund[] {
	const isOnCards = raw.map((row) => isOfGiftCards(readFields(row, PATH)));
	const named = refunds.map(({ lines }, place) => (isOnCards[place] === true ? worthOf(lines) : 0));
	const cards = sum(readGiftCards(order, currency, 'woocommerce order').map(({ amount }) => amount));
	const rest = order.status === 'refunded' ? Math.max(0, cards - sum(named)) : 0;
	const newest = refunds.findIndex(({ lines }, place) => isOnCards[place] === true && lines.length === 0);
	return refunds.map((refund, place) => {
		const amount = (named[place] ?? 0) + (place === newest ? rest : 0);
		return amount === 0 ? refund : { ...refund, total: amount, tender: [{ kind: 'giftCertificate', amount }] };
	});
}

function isOfGiftCards(fields: Fields): boolean {
	const entries = findMetaValue(fields, '_wc_gc_refund_activities', PATH);
	return Array.isArray(entries) && entries.length > 0;
}

function worthOf(lines: readonly RefundLine[]): Money {
	return sum(lines.map(({ net, tax }) => net + (tax ?? 0)));
}

interface RefundContext {
	readonly currency: string;
	readonly paidBack: ReadonlyMap<string, Money>;
}

function readRefund(raw: unknown, { currency, paidBack }: RefundContext, path: string): Refund {
	const fields = readFields(raw, path);
	const read = (key: string) =>
		readList(fields[key], `${path}.${key}`, (line, at) => readRefundLine(line, currency, at));
	const head = readHead(fields, path);
	const total = paidBack.get(head.refundId) ?? positive(readExactMoney(fields.amount, currency, `${path}.amount`));
	const lines = [...read('line_items'), ...read('shipping_lines'), ...read('fee_lines')].filter(
		(line) => line !== null,
	);
	return {
		...head,
		total,
		reason: readOptionalText(fields.reason, `${path}.reason`),
		lines: withRoundedAmounts(lines, total, currency),
		tender: [],
	};
}

/** Null for a line that names no line of the order, and for one that gives nothing back. */
function readRefundLine(raw: unknown, currency: string, path: string): StatedRefundLine | null {
	const fields = readFields(raw, path);
	const lineId = findMetaNumber(fields, '_refunded_item_id', path);
	if (lineId === null) return null;
	const line = {
		lineId: String(lineId),
		quantity: fields.quantity === undefined ? 0 : positive(readNumber(fields.quantity, `${path}.quantity`)),
		net: negated(readMoney(fields.total, currency, `${path}.total`)),
		tax: negated(readMoney(fields.total_tax, currency, `${path}.total_tax`)),
		restocked: null,
	};
	return line.quantity === 0 && line.net === 0 && line.tax === 0
		? null
		: { line, raw: [fields.total, fields.total_tax] };
}

/** The units that all refunds together put back into stock, by order line. The shop notes them nowhere else. */
function restockedUnits(order: Fields): ReadonlyMap<string, number> {
	const lines = readList(order.line_items, 'woocommerce order.line_items', (raw, path) => {
		const line = readFields(raw, path);
		return [
			readNonEmptyText(line.id, `${path}.id`),
			findMetaNumber(line, '_restock_refunded_items', path) ?? 0,
		] as const;
	});
	return new Map(lines);
}

/**
 * The units that a line of a refund put back into stock. Null where several refunds share a line and only a part came back: the shop
 * does not say whose.
 */
function restockedBy(
	line: RefundLine,
	refunds: readonly Refund[],
	restocked: ReadonlyMap<string, number>,
): number | null {
	const units = restocked.get(line.lineId) ?? 0;
	const sharers = refunds.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.lineId);
	const returned = sharers.reduce((total, { quantity }) => total + quantity, 0);
	if (units >= returned) return line.quantity;
	return sharers.length === 1 || units === 0 ? units : null;
}

function positive(amount: Money): Money {
	return Math.abs(amount);
}

/** Minus zero is not a number to hand on. */
function negated(amount: Money): Money {
	return amount === 0 ? 0 : -amount;
}
