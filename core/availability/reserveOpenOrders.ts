import type { OpenOrders } from './openOrders';
import { saleDocuments, type SaleDocumentOf } from './postedSales';
import { heldOrders, type HoldBackRules, withReservations } from './reservations';
import { IntegrationError } from '../http/integrationError';
import { momentFromMillis } from '../model/moment';
import type { OpenOrdersRead, ReadingTrouble, StockLevel } from '../model/stockLevel';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

/** The levels with the open orders that they do not contain, and how well these are known. */
export async function holdBack(
	levels: readonly StockLevel[],
	openOrders: readonly OpenOrders[],
	{ connect, now, ...rules }: HoldBackSettings,
): Promise<StockLevel[]> {
	const books = await knownSales(openOrders, levels, connect);
	const known = 'trouble' in books ? openOrders.map((one) => onlySince(one, levels)) : openOrders;
	const held = heldOrders(known, 'trouble' in books ? () => null : books.documentOf);
	const read = readingOf(openOrders, 'trouble' in books ? books.trouble : null, now);
	return withReservations(levels, held, rules).map((level) => ({ ...level, openOrders: read }));
}

export interface HoldBackSettings extends HoldBackRules {
	readonly connect: () => Promise<QuickBooksClient>;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

type Books = { readonly documentOf: SaleDocumentOf } | { readonly trouble: ReadingTrouble };

/** QuickBooks being out of reach is expected here: levels go down by what was sold since they were read (rules.md F5). */
async function knownSales(
	openOrders: readonly OpenOrders[],
	levels: readonly StockLevel[],
	connect: () => Promise<QuickBooksClient>,
): Promise<Books> {
	if (openOrders.every(({ orders }) => orders.length === 0)) return { documentOf: () => null };
	return await lookUp(openOrders, levels, connect).then(
		(books) => books,
		(error: unknown) => {
			if (!(error instanceof IntegrationError)) throw error;
			return {
				trouble: { reason: `QuickBooks could not be asked which orders are posted: ${error.message}`, passing: true },
			};
		},
	);
}

async function lookUp(
	openOrders: readonly OpenOrders[],
	levels: readonly StockLevel[],
	connect: () => Promise<QuickBooksClient>,
): Promise<Books> {
	const client = await connect();
	const stranger = levels.find(({ realmId }) => realmId !== client.realmId);
	if (stranger !== undefined)
		return {
			trouble: {
				reason: `The levels come from company ${stranger.realmId}, the credential belongs to ${client.realmId}`,
				passing: false,
			},
		};
	return { documentOf: await saleDocuments(client, openOrders) };
}

/** An order that was placed after the levels were read cannot be in them, whether posted or not. */
function onlySince(one: OpenOrders, levels: readonly StockLevel[]): OpenOrders {
	const newest =
		levels
			.map(({ asOf }) => asOf)
			.sort()
			.at(-1) ?? '';
	return { ...one, orders: one.orders.filter(({ placedAt, hold }) => hold === 'reserved' || placedAt > newest) };
}

function readingOf(openOrders: readonly OpenOrders[], ofBooks: ReadingTrouble | null, now: number): OpenOrdersRead {
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
