import { dayIn } from '../../model/moment';
import type { SalesOrder } from '../../model/salesOrder';
import type { DraftFacts } from './draftSettings';
import { goodsOf } from './saleParts';

interface SaleDay {
	/** YYYY-MM-DD in the company's zone. */
	readonly day: string;
	/** What has to be said when it is not the day of the order; null when it is. */
	readonly caution: string | null;
	/** Why the order cannot be booked on a day; null when it can. */
	readonly trouble: string | null;
}

/** The day on which a sale is booked: the order's own, unless one of its items is counted only from a later one (rules.md G7). */
export function saleDay(order: SalesOrder, { company, choices, itemOf, lines }: DraftFacts): SaleDay {
	const placed = dayIn(order.placedAt, company.timeZone);
	const late = goodsOf({ lines }).filter(({ lineId }) => (itemOf(lineId)?.startsOn ?? placed) > placed);
	const start = late
		.map(({ lineId }) => itemOf(lineId)?.startsOn ?? placed)
		.sort()
		.at(-1);
	if (start === undefined) return { day: placed, caution: null, trouble: null };
	const names = late.map(({ name }) => `"${name}"`).join(', ');
	if (choices.beforeStart === 'onStartDate')
		return {
			day: start,
			caution: `Booked on ${start}, from when on ${names} is counted, not on ${placed}.`,
			trouble: null,
		};
	return {
		day: placed,
		caution: null,
		trouble: `The order is of ${placed}, and ${names} is counted in QuickBooks from ${start} on only: set an earlier start date there, or choose to book on the start date`,
	};
}
