import type { OpenOrder, OpenOrders } from './openOrders';
import { documentNumber, identityKey, identityOf, type NamedOrder } from '../model/orderIdentity';
import type { Hold } from '../model/reservation';
import type { BooksDocument } from '../quickbooks/booksDocument';
import { readDocumentsByNumber, readDocumentsSince, dayBeforeFirst } from '../quickbooks/documents';
import { documentsOfIdentity } from '../quickbooks/orderInBooks';
import type { DocumentType, QuickBooksClient } from '../quickbooks/quickBooksClient';

/** Only these take goods out of stock. */
const SALES = ['Invoice', 'SalesReceipt'] as const satisfies readonly DocumentType[];

/** Beyond so many numbers their documents are read by time, a thousand to a read instead of fifty (rules.md I). */
const MOST_BY_NUMBER = 100;

/** The document that holds an order's sale; null where none does. */
export type SaleDocumentOf = (channel: string, order: OpenOrder) => BooksDocument | null;

interface Wanted {
	readonly named: NamedOrder;
	readonly prefix: string;
	readonly placedAt: string;
	readonly hold: Hold;
}

/**
 * Looks the sales of open orders up, all together. An order whose sale we ended may have a later one: that is looked for as well. What counts
 * as sold and has no document of its number may have one of another (the prefix was changed): its marker tells, wherever it stands.
 * Throws IntegrationError when QuickBooks cannot be asked.
 */
export async function saleDocuments(
	client: QuickBooksClient,
	openOrders: readonly OpenOrders[],
): Promise<SaleDocumentOf> {
	const wanted = openOrders.flatMap(({ channel, numberPrefix: prefix, orders }) =>
		orders.map((order) => ({ named: { channel, ...order }, prefix, placedAt: order.placedAt, hold: order.hold })),
	);
	const found = wanted.length > MOST_BY_NUMBER ? await allSince(client, wanted) : [];
	const asked = new Set(found.flatMap(({ number }) => number?.toLowerCase() ?? []));
	for (;;) {
		const numbers = wanted.map((one) => nextNumber(one, found)).filter((number) => !asked.has(number.toLowerCase()));
		if (numbers.length === 0) break;
		found.push(...(await readDocumentsByNumber(client, numbers, SALES)).documents);
		numbers.forEach((number) => asked.add(number.toLowerCase()));
	}
	const lacking = wanted.filter(
		({ named, hold }) => hold === 'sold' && wanted.length <= MOST_BY_NUMBER && salesOf(named, found).length === 0,
	);
	if (lacking.length > 0) found.push(...(await allSince(client, lacking)));
	return (channel, order) => standingSale(salesOf({ channel, ...order }, found));
}

async function allSince(client: QuickBooksClient, wanted: readonly Wanted[]): Promise<BooksDocument[]> {
	const identities = new Set(wanted.map(({ named }) => identityKey(identityOf(named))));
	return await readDocumentsSince(client, {
		since: dayBeforeFirst(wanted),
		types: SALES,
		isKept: ({ marker }) => identities.has(marker?.identity ?? ''),
	});
}

/** The number of the newest sale that is known, or of the one after it where that was ended. */
function nextNumber({ named, prefix }: Wanted, found: readonly BooksDocument[]): string {
	const generations = salesOf(named, found).map(
		({ marker }) => (marker?.generation ?? 1) + Number(marker?.voidReason === 'cancelled'),
	);
	return documentNumber(prefix, named, { generation: Math.max(1, ...generations) });
}

function salesOf(named: NamedOrder, found: readonly BooksDocument[]): BooksDocument[] {
	return documentsOfIdentity(identityKey(identityOf(named)), found);
}

/** One that is void, or that a closing credit took back, holds nothing. */
function standingSale(sales: readonly BooksDocument[]): BooksDocument | null {
	return sales.find(({ voided, marker }) => !voided && marker?.voidReason === null) ?? null;
}
