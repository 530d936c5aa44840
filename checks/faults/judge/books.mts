import { documentsIn, type BooksDocument } from '../../books/books.mts';
import { newOrderHistory, type OrderHistory } from '../../books/orderHistory.mts';
import type { Expected } from '../../books/judge/expected.mts';
import type { Fault } from '../../books/judge/findings.mts';
import { judgeMoney, nameOf } from '../../books/judge/money.mts';
import { ownerOf } from '../../books/judge/owners.mts';
import { minorOf } from '../../books/money.mts';
import { truthsOf, type OrderTruth } from '../../books/orderTruth.mts';
import { CHANNELS } from '../names.mts';
import type { Environment } from '../environment.mts';
import type { Finding } from './findings.mts';

const FIGURES: Readonly<Record<Fault, Finding['figure']>> = {
	missing: 'lostOrders',
	duplicates: 'duplicateDocuments',
	offByACent: 'wrongTotals',
	quantityErrors: 'stockMismatches',
	accountErrors: 'wrongTotals',
};

const CURRENCY = 'USD';

export async function ordersOf({ controls }: Environment): Promise<OrderTruth[]> {
	return (await Promise.all(CHANNELS.map(async (channel) => await truthsOf(channel, controls[channel])))).flat();
}

/** Compares the channels' own data with the documents of QuickBooks, order by order. */
export async function judgeBooks(environment: Environment, orders: readonly OrderTruth[]): Promise<Finding[]> {
	return compareBooks(orders, await documentsIn(environment.controls.quickbooks, CURRENCY));
}

export function compareBooks(orders: readonly OrderTruth[], documents: readonly BooksDocument[]): Finding[] {
	const histories = orders.map(historyOf);
	const foreignDocuments = documents.filter((document) => ownerOf(document, histories) === undefined);
	const findings = histories.flatMap((history, place) => {
		const own = documents.filter((document) => ownerOf(document, histories)?.history === history);
		const order = orders[place];
		return order === undefined
			? []
			: judgeMoney(history, own, expectedOf(order)).map(
					({ fault, what }): Finding => ({
						figure: FIGURES[fault],
						what: `${order.channel} order ${order.orderId} (${order.state}): ${what}`,
					}),
				);
	});
	return [
		...findings,
		...foreignDocuments.map(
			(document): Finding => ({
				figure: 'duplicateDocuments',
				what: `${nameOf(document)} belongs to no order: ${document.note}`,
			}),
		),
	];
}

function historyOf(truth: OrderTruth): OrderHistory {
	const { channel, orderId, modifiedAt, state } = truth;
	return {
		...newOrderHistory(channel, orderId, { place: 0, oddities: [], bundle: null }),
		versions: [{ read: { orderId, modifiedAt }, truth, state }],
	};
}

/** What the books have to hold of an order in the end, by the rules alone. Which of its states the product saw does not matter. */
function expectedOf(order: OrderTruth): Expected {
	const { state, total, currency, refunds } = order;
	const units = new Map<string, number>();
	const sale = minorOf(total, currency);
	const credits = refunds.map((refund) => minorOf(refund.total, currency)).filter((amount) => amount !== 0);
	switch (state) {
		case 'sold':
			return { sale, credits, units, wasReinstated: false, mayHaveNone: false };
		case 'refunded':
			return {
				sale,
				credits,
				units,
				wasReinstated: true,
				mayHaveNone: [...unitsGone(order).values()].every((gone) => gone === 0),
			};
		case 'cancelled':
			return { sale, credits: 'rest', units, wasReinstated: false, mayHaveNone: true };
		default:
			return { sale: null, credits: [], units, wasReinstated: false, mayHaveNone: true };
	}
}

/** Units that left the stock for good, by SKU. Units of a cancelled order never left. Only WooCommerce says which units came back (rules.md D4). */
export function unitsGone({ channel, state, lines, refunds }: OrderTruth): Map<string, number> {
	const gone = new Map<string, number>();
	if (state !== 'sold' && state !== 'refunded') return gone;
	const restocked = channel === 'woocommerce' ? refunds.flatMap((refund) => refund.lines) : [];
	for (const { lineId, sku, quantity } of lines) {
		const back = restocked.filter((line) => line.lineId === lineId).reduce((sum, line) => sum + line.restocked, 0);
		if (sku !== null) gone.set(sku, (gone.get(sku) ?? 0) + quantity - back);
	}
	return gone;
}
