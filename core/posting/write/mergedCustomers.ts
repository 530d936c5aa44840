import type { SalesOrder } from '../../model/salesOrder';
import { nameBeforeInactive } from '../../quickbooks/items';
import { readLatestSales } from '../../quickbooks/documentsOfOrders';
import { ACTIVE_OR_NOT, allOf, inLists, readRows } from '../../quickbooks/queryLanguage';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText } from '../../reading/readUnknown';

/** So many of a shop's latest sales have to agree on the customer, or all where there are fewer. */
const LATEST = 5;

/**
 * The customer that a shop's customer was merged into: a merge moves all documents, so the shop's latest sales all stand under the other one now. Null
 * where they do not, as where the customer was only made inactive. One read.
 */
export async function findSurvivor(
	client: QuickBooksClient,
	order: SalesOrder,
	inactiveId: string,
): Promise<string | null> {
	const sales = await readLatestSales(client, order, LATEST);
	const [id, ...others] = new Set(sales.map(({ customerId }) => customerId));
	return id === undefined || id === inactiveId || others.length > 0 ? null : id;
}

/** "The customer "Ann" (id 6) of Invoice WC-1 is inactive …"; null for an active one. */
export async function inactiveCustomerTrouble(client: QuickBooksClient, customerId: string): Promise<string | null> {
	const conditions = inLists('Id', [customerId]).map((list) => allOf(list, ACTIVE_OR_NOT));
	const [row] = await readRows(client, 'Customer', conditions);
	if (row === undefined || row.Active !== false) return null;
	const name = nameBeforeInactive(readNonEmptyText(row.DisplayName, 'Customer.DisplayName'));
	return `The customer "${name}" (id ${customerId}) is inactive in QuickBooks: make it active again`;
}
