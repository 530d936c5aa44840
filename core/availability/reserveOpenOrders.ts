import { IntegrationError } from '../http/integrationError';
import { momentFromMillis } from '../model/moment';
import type { OpenOrdersRead, ReadingTrouble, StockLevel } from '../model/stockLevel';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import type { OpenOrders } from './openOrders';
import { clearLevels } from './clearLevels';
import type { SalesInBooks } from './postedSales';
import { withDocuments, type HoldBackRules, withReservations } from './reservations';

export interface ReserveSettings extends HoldBackRules {
	/** Called only where there are open orders. */
	readonly connect: () => Promise<QuickBooksClient>;
	/** Milliseconds since the epoch. */
	readonly now: number;
	readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * The levels with the open orders that they do not contain, and how well these are known.
 *
 * 1. The sales of the orders are looked up in QuickBooks. Levels that leave open whether they contain one are read again.
 * 2. Where QuickBooks cannot be asked, the orders that were placed after the levels were read remain.
 * 3. Each level gets the orders that it does not contain.
 */
export async function reserveOpenOrders(
	levels: readonly StockLevel[],
	openOrders: readonly OpenOrders[],
	settings: ReserveSettings,
): Promise<StockLevel[]> {
	const books = await findSales(openOrders, levels, settings);
	const known = 'trouble' in books ? openOrders.map((one) => onlyPlacedAfter(one, levels)) : openOrders;
	const orders = withDocuments(known, 'trouble' in books ? () => null : books.documentOf);
	const read = toOpenOrdersRead(openOrders, 'trouble' in books ? books.trouble : null, settings.now);
	const current = 'trouble' in books ? levels : books.levels;
	return withReservations(current, orders, settings).map((level) => ({ ...level, openOrders: read }));
}

type BooksRead =
	| (Pick<SalesInBooks, 'documentOf'> & { readonly levels: readonly StockLevel[] })
	| { readonly trouble: ReadingTrouble };

/** QuickBooks being out of reach is expected here: levels go down by what was sold since they were read (rules.md F5). */
async function findSales(
	openOrders: readonly OpenOrders[],
	levels: readonly StockLevel[],
	settings: ReserveSettings,
): Promise<BooksRead> {
	if (openOrders.every(({ orders }) => orders.length === 0)) return { documentOf: () => null, levels };
	return await lookUpSales(openOrders, levels, settings).then(
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
	settings: ReserveSettings,
): Promise<BooksRead> {
	const client = await settings.connect();
	const foreign = levels.find(({ realmId }) => realmId !== client.realmId);
	if (foreign !== undefined)
		return {
			trouble: {
				reason: `The levels come from company ${foreign.realmId}, the credential belongs to ${client.realmId}`,
				passing: false,
			},
		};
	return await clearLevels(client, { levels, openOrders }, settings);
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
