import type { DateField } from './orderRows';
import type { Query, Store } from '../api';
import { IntegrationError } from '../../../http/integrationError';
import type { Page } from '../../../http/pages';
import { rowsOneByOne } from '../../../http/troubledPages';
import { troubleOfSizeOnly, UnservedRow } from '../../../http/unservedRow';
import { readFields, readText } from '../../../reading/readUnknown';

interface TroubledOrders {
	/** Which orders, and in which sequence. */
	readonly query: Query;
	/** What comes with each order. */
	readonly parts: Query;
	readonly offset: number;
	readonly size: number;
	readonly date: DateField;
}

/**
 * A page of orders that BigCommerce cannot make, after `trouble`:
 *
 * 1. The orders are asked for without their lines, in a smaller page where that fails too.
 * 2. Each is asked for by its id, since version 2 takes no list of ids. One that fails alone is an UnservedRow.
 * 3. Where all can be had one by one, pages stay small.
 *
 * Throws `trouble` where not even one order can be had.
 */
export async function readOrdersInParts(
	store: Store,
	asked: TroubledOrders,
	trouble: IntegrationError,
): Promise<Page<unknown>> {
	const bare = await readBarePage(store, asked, trouble);
	const rows = await rowsOneByOne(bare.rows, async (row) => await readOne(store, row, asked), trouble);
	const { orderPageSizes: sizes } = store;
	if (!rows.some((row) => row instanceof UnservedRow)) sizes.shrinkTo(sizes.below(asked.size) ?? asked.size);
	return { ...bare, rows };
}

async function readBarePage(
	store: Store,
	{ query, offset, size }: TroubledOrders,
	trouble: IntegrationError,
): Promise<Page<unknown>> {
	for (let limit: number | null = size; limit !== null; limit = store.orderPageSizes.below(limit)) {
		const bare = await store.getPageV2('/orders', { ...query, limit }, offset).catch(troubleOfSizeOnly);
		if (!(bare instanceof IntegrationError)) return bare;
	}
	throw trouble;
}

/** An order in full. Undefined where it is gone, or stands at the end of a list by changes because it has changed since. */
async function readOne(store: Store, bare: unknown, { parts, date }: TroubledOrders): Promise<unknown> {
	const id = readText(readFields(bare, 'bigcommerce order').id, 'bigcommerce order.id');
	const { rows } = await store.getPageV2('/orders', { ...parts, min_id: id, max_id: id, limit: 1 }, 0);
	return rows.find((row) => date === 'date_created' || dateOf(row) === dateOf(bare));
}

function dateOf(row: unknown): unknown {
	return readFields(row, 'bigcommerce order').date_modified;
}
