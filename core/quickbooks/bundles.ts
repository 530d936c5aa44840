import type { LineItem } from '../model/lineItem';
import { readOptionalDay } from '../model/moment';
import {
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	textOr,
	type Fields,
} from '../reading/readUnknown';
import { readableOr } from '../reading/catchUnreadable';
import { ACTIVE_OR_NOT, allOf, inLists, readRows } from './queryLanguage';
import type { QuickBooksClient } from './quickBooksClient';

/** What bundles are made of, by the bundle's item id. */
export type Bundles = ReadonlyMap<string, LineItem>;

/** QuickBooks calls a bundle by either name. */
export function isBundle(type: string | null): boolean {
	return type === 'Group' || type === 'Bundle';
}

/** Reads bundles and the items that they are made of; nothing is asked where there are none. What cannot be read is left out. */
export async function readBundles(client: QuickBooksClient, ids: readonly string[]): Promise<Bundles> {
	const bundles = (await readItemRows(client, ids)).flatMap((row) =>
		readableOr(() => [{ id: readNonEmptyText(row.Id, 'Item.Id'), parts: readParts(row) }], []),
	);
	const items = await readItemRows(
		client,
		bundles.flatMap(({ parts }) => parts.map(({ itemId }) => itemId)),
	);
	const known = new Map(items.map((row) => [textOr(row.Id, ''), row]));
	return new Map(
		bundles.flatMap(({ id, parts }) =>
			parts.length > 0 && parts.every(({ itemId }) => known.has(itemId))
				? readableOr(() => [[id, toBundle(id, parts, known)] as const], [])
				: [],
		),
	);
}

/** An item of a bundle, and how many of it are in one. */
export interface Part {
	readonly itemId: string;
	readonly quantity: number;
}

function toBundle(itemId: string, parts: readonly Part[], items: ReadonlyMap<string, Fields>): LineItem {
	const priceOf = (id: string) => readOptional(items.get(id)?.UnitPrice, 'Item.UnitPrice', readNumber) ?? 0;
	const starts = parts.map((part) => readOptionalDay(items.get(part.itemId)?.InvStartDate, 'Item.InvStartDate') ?? '');
	const startsOn = starts.sort().at(-1) ?? '';
	return {
		itemId,
		startsOn: startsOn === '' ? null : startsOn,
		components: parts.map((part) => ({ ...part, price: priceOf(part.itemId) })),
	};
}

export function readParts(row: Fields): Part[] {
	const detail = readOptional(row.ItemGroupDetail, 'Item.ItemGroupDetail', readFields);
	return readList(detail?.ItemGroupLine ?? [], 'Item.ItemGroupDetail.ItemGroupLine', (raw, path) => {
		const line = readFields(raw, path);
		const item = readFields(line.ItemRef, `${path}.ItemRef`);
		return {
			itemId: readNonEmptyText(item.value, `${path}.ItemRef.value`),
			quantity: readNumber(line.Qty, `${path}.Qty`),
		};
	});
}

async function readItemRows(client: QuickBooksClient, ids: readonly string[]): Promise<Fields[]> {
	return await readRows(
		client,
		'Item',
		inLists('Id', ids).map((list) => allOf(list, ACTIVE_OR_NOT)),
	);
}
