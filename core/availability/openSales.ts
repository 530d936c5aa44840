import { IntegrationError } from '../http/integrationError';
import { momentFromMillis } from '../model/moment';
import type { HeldLevel, OpenOrdersRead, ReadingTrouble } from './heldLevel';
import type { StockLevel } from '../model/stockLevel';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import type { OpenOrders } from './openOrders';
import { clearLevels } from './clearLevels';
import { findSaleDocuments, type SalesInBooks } from './postedSales';
import { withDocuments, withReservations, type HoldBackRules } from './reservations';

/** The open orders of all channels, with what QuickBooks has of them. */
export interface OpenSales {
	readonly openOrders: readonly OpenOrders[];
	readonly books: BooksRead;
}

type BooksRead =
	| {
			readonly documentOf: SalesInBooks['documentOf'];
			/** The company that was asked; null where no order had to be looked up. */
			readonly realmId: string | null;
	  }
	| { readonly trouble: ReadingTrouble };

/** Where there is no open order, QuickBooks need not be asked. */
const NOTHING_ASKED: BooksRead = { documentOf: () => null, realmId: null };

/**
 * Looks up which of the open orders have their sale in QuickBooks. QuickBooks being out of reach is expected here: levels go down by what was
 * sold since they were read (rules.md F5). `connect` is called only where there are open orders.
 */
export async function findOpenSales(
	openOrders: readonly OpenOrders[],
	connect: () => Promise<QuickBooksClient>,
): Promise<OpenSales> {
	if (hasNone(openOrders)) return { openOrders, books: NOTHING_ASKED };
	const lookUp = async () => {
		const client = await connect();
		return { documentOf: (await findSaleDocuments(client, openOrders)).documentOf, realmId: client.realmId };
	};
	return { openOrders, books: await lookUp().catch(toTrouble) };
}

interface ReserveSettings extends HoldBackRules {
	/** Called only where there are open orders. */
	readonly connect: () => Promise<QuickBooksClient>;
	/** Milliseconds since the epoch. */
	readonly now: number;
	readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * The levels without what is sold or reserved and not in QuickBooks yet.
 *
 * 1. The sales of the orders are looked up in QuickBooks. Levels that leave open whether they contain one are read again.
 * 2. Where QuickBooks cannot be asked, the orders that were placed after the levels were read remain.
 * 3. Each level gets the orders that it does not contain.
 */
export async function reserveOpenOrders(
	levels: readonly StockLevel[],
	openOrders: readonly OpenOrders[],
	{ connect, sleep, ...rules }: ReserveSettings,
): Promise<HeldLevel[]> {
	if (hasNone(openOrders)) return withOpenSales(levels, { openOrders, books: NOTHING_ASKED }, rules);
	const lookUp = async () => {
		const client = await connect();
		const { realmId } = client;
		if (levels.some((level) => level.realmId !== realmId)) return { books: { ...NOTHING_ASKED, realmId }, levels };
		const { documentOf, levels: current } = await clearLevels(client, { levels, openOrders }, { ...rules, sleep });
		return { books: { documentOf, realmId }, levels: current };
	};
	const read = await lookUp().catch((error: unknown) => ({ books: toTrouble(error), levels }));
	return withOpenSales(read.levels, { openOrders, books: read.books }, rules);
}

function hasNone(openOrders: readonly OpenOrders[]): boolean {
	return openOrders.every(({ orders }) => orders.length === 0);
}

/** QuickBooks being out of reach is expected; all else is not. */
function toTrouble(error: unknown): BooksRead {
	if (!(error instanceof IntegrationError)) throw error;
	return {
		trouble: { reason: `QuickBooks could not be asked which orders are posted: ${error.message}`, passing: true },
	};
}

/** The levels with the open orders that they do not contain, and how well these are known. `now` is in milliseconds since the epoch. */
export function withOpenSales(
	levels: readonly StockLevel[],
	{ openOrders, books }: OpenSales,
	{ now, ...rules }: HoldBackRules & { readonly now: number },
): HeldLevel[] {
	const known = ofCompany(books, levels);
	const counted = 'trouble' in known ? openOrders.map((one) => onlyPlacedAfter(one, levels)) : openOrders;
	const orders = withDocuments(counted, 'trouble' in known ? () => null : known.documentOf);
	const read = toOpenOrdersRead(openOrders, 'trouble' in known ? known.trouble : null, now);
	return withReservations(levels, orders, rules).map((level) => ({ ...level, openOrders: read }));
}

/** Documents of one company say nothing of the levels of another. */
function ofCompany(books: BooksRead, levels: readonly StockLevel[]): BooksRead {
	if ('trouble' in books || books.realmId === null) return books;
	const foreign = levels.find(({ realmId }) => realmId !== books.realmId);
	if (foreign === undefined) return books;
	const reason = `The levels come from company ${foreign.realmId}, the credential belongs to ${books.realmId}`;
	return { trouble: { reason, passing: false } };
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
