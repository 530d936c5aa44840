import { moneyText } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import { outcomeToJson, type PostingOutcome } from './postingOutcome';

/**
 * What Create QBO Invoice says of an order: the sentence for people first, then which order it is, what programs read last, and nothing that has no
 * value. Amounts are decimal text.
 */
export function toPostingRow(order: SalesOrder, outcome: PostingOutcome) {
	const { reason, document, difference, following, ...codes } = outcomeToJson(outcome);
	const buyer = buyerOf(order);
	return {
		summary: summaryOf(order, outcome),
		orderNumber: order.orderNumber,
		...(buyer === null ? {} : { buyer }),
		total: moneyText(order.total, order.currency),
		...(reason === null ? {} : { reason }),
		...(document === null ? {} : { document }),
		...(difference === null ? {} : { difference }),
		...(following.length === 0 ? {} : { following }),
		...codes,
	};
}

function summaryOf(order: SalesOrder, outcome: PostingOutcome): string {
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
			return `${which} waits${outcome.document === null ? '' : `, ${sale} is there`}: ${reason ?? outcome.outcome}`;
	}
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

function nameOf({ type, number, id }: NonNullable<PostingOutcome['document']>): string {
	const called = number ?? (id === null ? null : `id ${id}`);
	return called === null ? WORDS[type] : `${WORDS[type]} ${called}`;
}
