import { SHIPPING_FIELD } from '../draft/draftPart';
import type { MoneyItems } from '../draft/draftSettings';
import { itemsPaidBack, placeholderFor } from '../plan/moneyItemsPlan';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { draftsToCorrect } from './creditRounding';
import { createItem } from './itemCreation';
import { findItemsOfSkus, findItemsWithAccounts, type ItemWithAccount } from '../../quickbooks/incomeAccounts';
import { refundSku } from '../../quickbooks/ownSkus';
import { nameBeforeInactive } from '../../quickbooks/items';
import type { Choice } from '../../quickbooks/lists';
import { toItemName } from '../../quickbooks/newItem';
import { findAccount } from '../../quickbooks/queryLanguage';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * Finds what money goes back on while the goods stay away, of the income account that the goods were sold on (rules.md D7). Nothing is asked where the user chose an
 * item for all, or no such money is due.
 *
 * 1. The credits of the run are drafted once to see what money alone is due for.
 * 2. The items that were sold are read: one without stock takes its money itself.
 * 3. The item of each account of the others is looked up by the SKU that is reserved for it, and made where there is none, unless this is a preview.
 */
export async function withMoneyItems(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const due = new Map<PostedSale, readonly string[]>(
		postedSales.map((sale) => {
			if (sale.choices.draft.refundItemId !== null) return [sale, []] as const;
			const asked = itemsPaidBack(sale, run, draftsToCorrect);
			const isKnown = asked.every((itemId) => (sale.facts.moneyItems?.of(itemId) ?? null) !== null);
			return [sale, isKnown ? [] : asked] as const;
		}),
	);
	const soldIds = [...new Set([...due.values()].flat())];
	if (soldIds.length === 0) return [...postedSales];
	const sold = await findSold(client, soldIds, run);
	const making = { writes: run.options.writes, expenseId: chosenExpenseAccount(postedSales) };
	const found = await findOrCreate(client, accountsOf(sold), making);
	return postedSales.map((sale) => {
		const asked = due.get(sale) ?? [];
		return asked.length === 0
			? sale
			: { ...sale, facts: { ...sale.facts, moneyItems: toMoneyItems(asked, sold, found) } };
	});
}

type Sold = Pick<ItemWithAccount, 'itemId' | 'isCounted' | 'incomeAccount'>;

/** The shipping field of QuickBooks' forms has an account and is no item. */
async function findSold(client: QuickBooksClient, ids: readonly string[], { company }: PostingRun): Promise<Sold[]> {
	const items: Sold[] = await findItemsWithAccounts(
		client,
		ids.filter((id) => id !== SHIPPING_FIELD),
	);
	const { shippingAccountId } = company;
	if (!ids.includes(SHIPPING_FIELD) || shippingAccountId === null) return items;
	const incomeAccount = { id: shippingAccountId, name: 'Shipping' };
	return [...items, { itemId: SHIPPING_FIELD, isCounted: true, incomeAccount }];
}

function accountsOf(sold: readonly Sold[]): Choice[] {
	const accounts = sold.flatMap(({ isCounted, incomeAccount }) =>
		isCounted && incomeAccount !== null ? [incomeAccount] : [],
	);
	return [...new Map(accounts.map((account) => [account.id, account])).values()];
}

/** The item for an account, or why there is none; `toMake` is the name of one that a preview does not make. */
interface MoneyItem {
	readonly itemId: string | null;
	readonly trouble: string | null;
	readonly toMake: string | null;
}

interface Making {
	/** False: a preview makes no items. */
	readonly writes: boolean;
	/** Of new items; null takes the one that QuickBooks sets up for the purpose. */
	readonly expenseId: string | null;
}

/** The first that is chosen for new items. */
function chosenExpenseAccount(postedSales: readonly PostedSale[]): string | null {
	const chosen = postedSales.flatMap(({ choices: { missingItems } }) =>
		missingItems.kind === 'create' ? (missingItems.accounts.expenseId ?? []) : [],
	);
	return chosen[0] ?? null;
}

type MoneyItemByAccount = ReadonlyMap<string, MoneyItem>;

/** One after the other: QuickBooks locks its lists. */
async function findOrCreate(
	client: QuickBooksClient,
	accounts: readonly Choice[],
	{ writes, expenseId }: Making,
): Promise<MoneyItemByAccount> {
	const known = await findItemsOfSkus(client, accounts.map(refundSku));
	const found = new Map<string, MoneyItem>();
	for (const account of accounts) {
		const own = known.find(({ sku }) => sku === refundSku(account));
		if (own !== undefined) found.set(account.id, toMoneyItem(own, account));
		else if (writes) found.set(account.id, await create(client, account, expenseId));
		else found.set(account.id, { itemId: null, trouble: null, toMake: nameFor(account) });
	}
	return found;
}

/** What people did to the item stays (rules.md A2). */
function toMoneyItem({ itemId, name, active, incomeAccount }: ItemWithAccount, account: Choice): MoneyItem {
	const without = (trouble: string) => ({ itemId: null, trouble, toMake: null });
	if (!active)
		return without(`"${nameBeforeInactive(name)}" (id ${itemId}) is inactive in QuickBooks: make it active again`);
	if (incomeAccount?.id !== account.id)
		return without(
			`"${name}" (id ${itemId}) was given another income account than ${account.name}: give it that one again`,
		);
	return { itemId, trouble: null, toMake: null };
}

async function create(client: QuickBooksClient, account: Choice, chosen: string | null): Promise<MoneyItem> {
	const expenseId = chosen ?? (await findAccount(client, 'Cost of Goods Sold', 'SuppliesMaterialsCogs'));
	const note = `Money paid back for goods that stay away. By its SKU it is found for the account ${account.name}: leave SKU and income account as they are.`;
	const item = { sku: refundSku(account), name: nameFor(account), isCounted: false, startsOn: '', note };
	const made = await createItem(client, item, { incomeId: account.id, expenseId, assetId: null });
	return { itemId: made.item?.itemId ?? null, trouble: made.trouble, toMake: null };
}

function nameFor(account: Choice): string {
	return toItemName(`Refunds without goods (${account.name})`, refundSku(account));
}

function toMoneyItems(asked: readonly string[], sold: readonly Sold[], found: MoneyItemByAccount): MoneyItems {
	const own = sold.filter(({ itemId }) => asked.includes(itemId));
	const needed = accountsOf(own).flatMap(({ id }) => found.get(id) ?? []);
	const troubles = needed.flatMap(({ trouble }) => trouble ?? []);
	return {
		of: (itemId) => {
			const item = own.find((one) => one.itemId === itemId);
			if (item === undefined) return null;
			if (!item.isCounted) return itemId;
			const money = found.get(item.incomeAccount?.id ?? '');
			return money?.toMake != null ? placeholderFor(itemId) : (money?.itemId ?? null);
		},
		trouble: troubles.length === 0 ? null : troubles.join('; '),
		toMake: needed.flatMap(({ toMake }) => toMake ?? []),
	};
}
