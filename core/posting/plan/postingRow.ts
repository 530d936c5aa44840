import { moneyText } from '../../model/money';
import { dayIn, toMillis, type Moment } from '../../model/moment';
import type { SalesOrder } from '../../model/salesOrder';
import type { WaitingOrder } from '../waitingOrders';
import type { DocumentUrl } from '../../quickbooks/documentUrl';
import { ownEntry } from '../../reading/ownEntry';
import { outcomeToJson, type PostingOutcome } from './postingOutcome';

/** How long an order has waited for a person. */
export interface Wait extends WaitingOrder {
	readonly now: Moment;
	/** The workflow's time zone (IANA), in which days are named. */
	readonly zone: string;
}

/** What a row needs to know beside its order. */
export interface RowContext {
	/** Null where the order does not wait. */
	readonly wait?: Wait | null;
	readonly documentUrl?: DocumentUrl;
}

/** Milliseconds. */
const HOUR = 3600_000;

/**
 * What Create QBO Invoice says of an order: the sentence for people first, then which order it is and where to see it and its documents, what programs
 * read last, and nothing that has no value. Amounts are decimal text.
 */
export function toPostingRow(
	order: SalesOrder,
	outcome: PostingOutcome,
	{ wait = null, documentUrl = () => null }: RowContext = {},
) {
	const { reason, document, difference, following: written, ...codes } = outcomeToJson(outcome);
	const buyer = buyerOf(order);
	const { orderUrl } = order;
	const linkTo = (one: NonNullable<typeof document>) => {
		const url = documentUrl(one);
		return url === null ? {} : { documentUrl: url };
	};
	const following = written.map((one) => ({ ...one, ...linkTo(one) }));
	return {
		summary: summaryOf(order, outcome, wait),
		orderNumber: order.orderNumber,
		...(buyer === null ? {} : { buyer }),
		total: moneyText(order.total, order.currency),
		...(wait === null ? {} : { waitingSince: wait.since }),
		...(reason === null ? {} : { reason }),
		...(document === null ? {} : linkTo(document)),
		...(orderUrl === undefined ? {} : { orderUrl }),
		...(document === null ? {} : { document }),
		...(difference === null ? {} : { difference }),
		...(following.length === 0 ? {} : { following }),
		...codes,
		...(wait?.isTold === false ? { outcome: 'stillWaits' as const } : {}),
	};
}

function summaryOf(order: SalesOrder, outcome: PostingOutcome, wait: Wait | null): string {
	const { reason } = outcome;
	const which = `Order ${order.orderNumber}`;
	const whole = [which, buyerOf(order), moneyText(order.total, order.currency)]
		.filter((part) => part !== null)
		.join(', ');
	const sale = outcome.document === null ? 'nothing' : nameOf(outcome.document);
	const written = outcome.following.map(nameOf).join(', ');
	const more = written === '' ? '' : `, ${written}`;
	const why = reason === null ? '' : `. ${reason}`;
	switch (outcome.outcome) {
		case 'created':
			return `${whole} -> ${sale}${more}${why}`;
		case 'updated':
			return `${whole} -> ${sale} is brought up to date${more}${why}`;
		case 'credited':
			return `${whole} -> credited${written === '' ? '' : ` as ${written}`}${why}`;
		case 'voided':
			return `${whole} -> ${sale} is voided${more}${why}`;
		case 'alreadyThere':
			return `${whole} is in QuickBooks as ${sale}${why}`;
		case 'preview':
			return `Preview: ${whole} -> ${sale}${why}`;
		case 'nothingToPost':
			return `${which}: nothing to post${why}`;
		default:
			return `${which} ${waitsText(wait)}${outcome.document === null ? '' : `, ${sale} is there`}: ${reason ?? outcome.outcome}`;
	}
}

/** "waits", then "waits since 2026-11-28 (26 hours)", and "still waits since …" where people were told of it already. */
function waitsText(wait: Wait | null): string {
	if (wait === null) return 'waits';
	const hours = Math.floor((toMillis(wait.now) - toMillis(wait.since)) / HOUR);
	const age = hours < 48 ? hoursText(hours) : ` (${Math.floor(hours / 24)} days)`;
	const since = `since ${dayIn(wait.since, wait.zone)}${age}`;
	if (!wait.isTold) return `still waits ${since}`;
	return hours === 0 ? 'waits' : `waits ${since}`;
}

function hoursText(hours: number): string {
	if (hours === 0) return '';
	return hours === 1 ? ' (1 hour)' : ` (${hours} hours)`;
}

function buyerOf({ customer: { name, company, email } }: SalesOrder): string | null {
	return name ?? company ?? email;
}

const WORDS = {
	Invoice: 'invoice',
	SalesReceipt: 'sales receipt',
	CreditMemo: 'credit memo',
	RefundReceipt: 'refund receipt',
	Payment: 'payment',
	Purchase: 'expense',
} as const;

/** What people call a document of this type. */
export function documentWord(type: string): string {
	return ownEntry<string>(WORDS, type) ?? 'document';
}

function nameOf({ type, number, id }: NonNullable<PostingOutcome['document']>): string {
	const called = number ?? (id === null ? null : `id ${id}`);
	return called === null ? WORDS[type] : `${WORDS[type]} ${called}`;
}
