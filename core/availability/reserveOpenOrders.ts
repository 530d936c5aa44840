import { IntegrationError } from '../http/integrationError';
import { momentFromMillis } from '../model/moment';
import type { OpenOrdersRead, ReadingTrouble, StockLevel } from '../model/stockLevel';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import type { OpenOrders } from './openOrders';
import { findSaleDocuments, type SaleDocumentOf } from './postedSales';
import { withDocuments, type HoldBackRules, withReservations } from './reservations';

export interface ReserveSettings extends HoldBackRules {
	/** Called only where there are open orders. */
	readonly connect: () => Promise<QuickBooksClient>;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** The levels with the open orders that they do not contain, and how well these are known. */
export async function reserveOpenOrders(
	levels: readonly StockLevel[],
	openOrders: readonly OpenOrders[],
	{ connect, now, ...rules }: ReserveSettings,
): Promise<StockLevel[]> {
	const books = await findSales(openOrders, levels, connect);
	const known = 'trouble' in books ? openOrders.map((one) => onlyPlacedAfter(one, levels)) : openOrders;
	const orders = withDocuments(known, 'trouble' in books ? () => null : books.documentOf);
	const read = toOpenOrdersRead(openOrders, 'trouble' in books ? books.trouble : null, now);
	return withReservations(levels, orders, rules).map((level) => ({ ...level, openOrders: read }));
}

type SalesInBooks = { readonly documentOf: SaleDocumentOf } | { readonly trouble: ReadingTrouble };

/** QuickBooks being out of reach is expected here: levels go down by what was sold since they were read (rules.md F5). */
async function findSales(
	openOrders: readonly OpenOrders[],
	levels: readonly StockLevel[],
	connect: () => Promise<QuickBooksClient>,
): Promise<SalesInBooks> {
	if (openOrders.every(({ orders }) => orders.length === 0)) return { documentOf: () => null };
	return await lookUpSales(openOrders, levels, connect).then(
		(books) => books,
		(error: unknown) => {
			if (!(error instanceof IntegrationError)) throw error;
			return {
				trouble: { reason: `QuickBooks could not be asked which orders are posted: ${error.message}`, passing: true },
			};
		},
	);
}

async function lookUpSales(
	openOrders: readonly OpenOrders[],
	levels: readonly StockLevel[],
	connect: () => Promise<QuickBooksClient>,
): Promise<SalesInBooks> {
	const client = await connect();
	const foreign = levels.find(({ realmId }) => realmId !== client.realmId);
	if (foreign !== undefined)
		return {
			trouble: {
				reason: `The levels come from company ${foreign.realmId}, the credential belongs to ${client.realmId}`,
				passing: false,
			},
		};
	return { documentOf: await findSaleDocuments(client, openOrders) };
}

/** An order that was placed after the levels were read cannot be in them, whether posted or not. */
function onlyPlacedAfter(one: OpenOrders, levels: readonly StockLevel[]): OpenOrders {
	const newest =
		levels
			.map(({ asOf }) => asOf)
			.sort()
			.at(-1) ?? '';
	return { ...one, orders: one.orders.filter(({ placedAt, hold }) => hold === 'reserved' || placedAt > newest) };
}

function toOpenOrdersRead(
	openOrders: readonly OpenOrders[],
	ofBooks: ReadingTrouble | null,
	now: number,
): OpenOrdersRead {
	const [readAt = momentFromMillis(now)] = openOrders.map((one) => one.readAt).sort();
	const troubles = [...openOrders.flatMap(({ trouble }) => trouble ?? []), ...(ofBooks === null ? [] : [ofBooks])];
	return {
		channels: openOrders.map(({ channel }) => channel),
		readAt,
		trouble:
			troubles.length === 0
				? null
				: {
						reason: troubles.map(({ reason }) => reason).join('; '),
						passing: troubles.every(({ passing }) => passing),
					},
	};
}
