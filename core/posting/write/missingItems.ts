import { dayIn } from '../../model/moment';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import { groupBySku, type Sku } from '../../model/sku';
import { isInBasicPlane } from '../../model/text';
import type { MissingItems, PostingChoices, PostingOptions } from '../plan/postingOptions';
import { unmatchedItem } from '../plan/bookingItemsPlan';
import { findBookingItems } from './bookingItems';
import { createItem, itemAccountsFinder } from './itemCreation';
import type { FoundOwnItem } from './ownItems';
import type { FoundItem } from '../../quickbooks/items';
import { toItemName, toSaleNote, type NewItem } from '../../quickbooks/newItem';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

export interface MissingLine {
	readonly order: SalesOrder;
	readonly choices: PostingChoices;
	readonly line: OrderLine;
}

type Creating = Extract<MissingItems, { kind: 'create' }>;

/** A line whose item is to be made. */
interface LineToMake extends MissingLine {
	readonly choice: Creating;
}

type SkuToMake = LineToMake & { readonly sku: Sku };

/** What becomes of lines without an item, by the user's choice; a line that stays without one is absent. */
export async function findOrCreateItems(
	client: QuickBooksClient,
	lines: readonly MissingLine[],
	{ writes, ignoreCase }: PostingOptions,
): Promise<ReadonlyMap<OrderLine, FoundItem>> {
	const sold = lines.filter(({ line }) => line.kind === 'goods');
	const toMake = sold.flatMap((one) => {
		const choice = one.choices.missingItems;
		return writes && choice.kind === 'create' ? [{ ...one, choice }] : [];
	});
	const unmatched = await findUnmatched(client, sold, writes);
	const replaced = sold.flatMap((one) => findFallback(one, unmatched));
	return new Map([...replaced, ...(await createItems(client, toMake, ignoreCase))]);
}

/** The item that is made for all that are missing; null where no line goes there. */
async function findUnmatched(
	client: QuickBooksClient,
	lines: readonly MissingLine[],
	writes: boolean,
): Promise<FoundOwnItem | null> {
	const [item] = lines.flatMap(({ choices }) => unmatchedItem(choices) ?? []);
	if (item === undefined) return null;
	return (await findBookingItems(client, [item], { writes })).get(item.sku) ?? null;
}

/** The line with the item for all that are missing, or why that cannot be used; none where the user chose otherwise. */
function findFallback({ line, choices }: MissingLine, unmatched: FoundOwnItem | null): Array<[OrderLine, FoundItem]> {
	const { missingItems } = choices;
	if (missingItems.kind !== 'fallback') return [];
	const itemId = missingItems.itemId ?? unmatched?.itemId ?? null;
	if (itemId !== null) return [[line, { item: { itemId, type: null, startsOn: null }, trouble: null }]];
	const trouble = unmatched?.trouble ?? null;
	return trouble === null ? [] : [[line, { item: null, trouble, missing: true }]];
}

/**
 * One item for each SKU, one after the other: QuickBooks locks its lists. It is made as the first order that asks for it says. A line without SKU gets none,
 * since it could not be found again.
 */
async function createItems(
	client: QuickBooksClient,
	lines: readonly LineToMake[],
	ignoreCase: boolean,
): Promise<ReadonlyMap<OrderLine, FoundItem>> {
	const groups = groupBySku(
		lines.flatMap((one) => (one.line.sku === null ? [] : [{ ...one, sku: one.line.sku }])),
		ignoreCase,
	);
	if (groups.size === 0) return new Map();
	const { timeZone } = await client.company();
	const accountsFor = itemAccountsFinder(client);
	const created = new Map<OrderLine, FoundItem>();
	for (const group of groups.values()) {
		const item = planNewItem(group, timeZone);
		const replacement: FoundItem =
			'trouble' in item
				? { item: null, trouble: item.trouble, missing: true }
				: await createItem(client, item, await accountsFor(firstOf(group).choice.accounts));
		group.forEach(({ line }) => created.set(line, replacement));
	}
	return created;
}

function firstOf(group: readonly SkuToMake[]): SkuToMake {
	const [first] = group;
	if (first === undefined) throw new Error('Nobody asks for the item');
	return first;
}

/** The item is counted only where the channel counts it. It starts on the go-live date, and never later than its first order (rules.md E7). */
function planNewItem(group: readonly SkuToMake[], timeZone: string): NewItem | { readonly trouble: string } {
	const first = firstOf(group);
	const { choice, sku } = first;
	const { goLive } = first.choices;
	const days = [...group.map(({ order }) => order.placedAt), ...(goLive === null ? [] : [goLive])].sort();
	const stated = group.map(({ line }) => line.tracksStock).find((tracks) => tracks !== null) ?? null;
	if (!isInBasicPlane(sku)) {
		return {
			trouble: `"${first.line.name}" has a SKU with an emoji or another character that QuickBooks does not take (${sku}): change the SKU in the shop, and create the item with that one`,
		};
	}
	if (stated === null && choice.unstatedStock === 'needsAttention') {
		return {
			trouble: `"${first.line.name}" (${sku}) is not in QuickBooks, and ${first.order.channel} does not say whether it counts its stock, as the product is not there any more: create the item in QuickBooks, or choose in this node what such items become`,
		};
	}
	return {
		sku,
		name: toItemName(first.line.name, sku),
		isCounted: stated ?? choice.unstatedStock === 'inventory',
		startsOn: dayIn(days[0] ?? first.order.placedAt, timeZone),
		note: toSaleNote(`${first.order.channel} ${first.order.account}`),
	};
}
