import type { OpenOrder, OpenOrders } from './openOrders';
import { documentNumber, identityKey, identityOf, type OrderReference } from '../model/orderIdentity';
import type { ReservationKind } from '../model/reservation';
import type { BooksDocument } from '../quickbooks/booksDocument';
import { readDocumentsByNumber, readDocumentsSince, dayBeforeFirst } from '../quickbooks/documents';
import { documentsOfIdentity } from '../quickbooks/orderInBooks';
import type { DocumentType, QuickBooksClient } from '../quickbooks/quickBooksClient';

/** The documents that take goods out of stock. */
const SALES = ['Invoice', 'SalesReceipt'] as const satisfies readonly DocumentType[];

/** Documents of more numbers than these are read by time, a thousand to a read instead of fifty (rules.md I). */
const MAX_BY_NUMBER = 100;

/** The document that holds an order's sale; null where none does. */
export type SaleDocumentOf = (channel: string, order: OpenOrder) => BooksDocument | null;

/** An order whose sale is looked for. */
interface SoughtSale {
	readonly named: OrderReference;
	readonly prefix: string;
	readonly placedAt: string;
	readonly hold: ReservationKind;
}

/**
 * Looks the sales of open orders up, all together. Throws IntegrationError when QuickBooks cannot be asked.
 *
 * 1. Where there are many orders, read the documents since the oldest of them, and keep those that bear an order's marker.
 * 2. Ask for the document number of each order; an order whose sale we ended may have a later document, so ask until no new number is left.
 * 3. A sold order without a document may have one under another number, as after a change of the prefix: look for its marker by time.
 */
export async function findSaleDocuments(
	client: QuickBooksClient,
	openOrders: readonly OpenOrders[],
): Promise<SaleDocumentOf> {
	const sought = openOrders.flatMap(({ channel, numberPrefix: prefix, orders }) =>
		orders.map((order) => ({ named: { channel, ...order }, prefix, placedAt: order.placedAt, hold: order.hold })),
	);
	const found = sought.length > MAX_BY_NUMBER ? await salesSince(client, sought) : [];
	const asked = new Set(found.flatMap(({ number }) => number?.toLowerCase() ?? []));
	for (;;) {
		const numbers = sought.map((one) => nextNumber(one, found)).filter((number) => !asked.has(number.toLowerCase()));
		if (numbers.length === 0) break;
		found.push(...(await readDocumentsByNumber(client, numbers, SALES)).documents);
		numbers.forEach((number) => asked.add(number.toLowerCase()));
	}
	const missing = sought.filter(
		({ named, hold }) => hold === 'sold' && sought.length <= MAX_BY_NUMBER && salesOf(named, found).length === 0,
	);
	if (missing.length > 0) found.push(...(await salesSince(client, missing)));
	return (channel, order) => effectiveSale(salesOf({ channel, ...order }, found));
}

async function salesSince(client: QuickBooksClient, sought: readonly SoughtSale[]): Promise<BooksDocument[]> {
	const identities = new Set(sought.map(({ named }) => identityKey(identityOf(named))));
	return await readDocumentsSince(client, {
		since: dayBeforeFirst(sought),
		types: SALES,
		isKept: ({ marker }) => identities.has(marker?.identity ?? ''),
	});
}

/** The number of the newest sale that is known; where that was ended, the number of the next one. */
function nextNumber({ named, prefix }: SoughtSale, found: readonly BooksDocument[]): string {
	const generations = salesOf(named, found).map(
		({ marker }) => (marker?.generation ?? 1) + Number(marker?.voidReason === 'cancelled'),
	);
	return documentNumber(prefix, named, { generation: Math.max(1, ...generations) });
}

function salesOf(named: OrderReference, found: readonly BooksDocument[]): BooksDocument[] {
	return documentsOfIdentity(identityKey(identityOf(named)), found);
}

/** A sale that is void, or that a closing credit took back, holds nothing. */
function effectiveSale(sales: readonly BooksDocument[]): BooksDocument | null {
	return sales.find(({ voided, marker }) => !voided && marker?.voidReason === null) ?? null;
}
