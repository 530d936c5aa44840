import { SHIPPING_FIELD } from '../draft/draftPart';
import type { MoneyItems } from '../draft/draftSettings';
import { itemsPaidBack, placeholderFor } from '../plan/moneyItemsPlan';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { draftsToCorrect } from './creditRounding';
import { findOrCreateOwnItems, inactiveTrouble, isToBeCreated, type FoundOwnItem } from './ownItems';
import { findItemsWithAccounts, type ItemWithAccount } from '../../quickbooks/incomeAccounts';
import { refundSku, type OwnItem } from '../../quickbooks/ownSkus';
import type { Choice } from '../../quickbooks/lists';
import { toItemName } from '../../quickbooks/newItem';
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
	const expenseId = chosenExpenseAccount(postedSales);
	const items = accountsOf(sold).map((account) => moneyItemOf(account, expenseId));
	const found = await findOrCreateOwnItems(client, items, { writes: run.options.writes, troubleOf });
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

/** The first that is chosen for new items. */
function chosenExpenseAccount(postedSales: readonly PostedSale[]): string | null {
	const chosen = postedSales.flatMap(({ choices: { missingItems } }) =>
		missingItems.kind === 'create' ? (missingItems.accounts.expenseId ?? []) : [],
	);
	return chosen[0] ?? null;
}

/** The item for an account of what was sold. */
interface MoneyItem extends OwnItem {
	readonly account: Choice;
}

function moneyItemOf(account: Choice, expenseAccountId: string | null): MoneyItem {
	const sku = refundSku(account);
	return {
		sku,
		name: toItemName(`Refunds without goods (${account.name})`, sku),
		note: `Money paid back for goods that stay away. By its SKU it is found for the account ${account.name}: leave SKU and income account as they are.`,
		incomeAccountId: account.id,
		expenseAccountId,
		account,
	};
}

function troubleOf(found: ItemWithAccount, { account }: MoneyItem): string | null {
	const { name, itemId, incomeAccount } = found;
	const isOfAnother = incomeAccount?.id !== account.id;
	return (
		inactiveTrouble(found) ??
		(isOfAnother
			? `"${name}" (id ${itemId}) was given another income account than ${account.name}: give it that one again`
			: null)
	);
}

function toMoneyItems(
	asked: readonly string[],
	sold: readonly Sold[],
	found: ReadonlyMap<string, FoundOwnItem>,
): MoneyItems {
	const own = sold.filter(({ itemId }) => asked.includes(itemId));
	const needed = accountsOf(own).map((account) => moneyItemOf(account, null));
	const troubles = needed.flatMap(({ sku }) => found.get(sku)?.trouble ?? []);
	return {
		of: (itemId) => {
			const item = own.find((one) => one.itemId === itemId);
			if (item === undefined) return null;
			if (!item.isCounted) return itemId;
			const money = item.incomeAccount === null ? undefined : found.get(refundSku(item.incomeAccount));
			return isToBeCreated(money) ? placeholderFor(itemId) : (money?.itemId ?? null);
		},
		trouble: troubles.length === 0 ? null : troubles.join('; '),
		toMake: needed.flatMap(({ sku, name }) => (isToBeCreated(found.get(sku)) ? [name] : [])),
	};
}
