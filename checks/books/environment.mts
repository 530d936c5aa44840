import type { Random } from './random.mts';
import type { Acts } from './acts.mts';
import { drawCompany, type Company } from './company.mts';
import type { Control } from './control.mts';
import { drawForm, openItems } from './forms.mts';
import { stockIn, type BooksStock } from './books.mts';
import type { Services } from './services.mts';
import type { OrderHistory } from './orderHistory.mts';
import type { Merchant } from './shops/actions.mts';
import { bigcommerce } from './shops/bigcommerce.mts';
import { ebay } from './shops/ebay.mts';
import { stockUp } from './shops/stockUp.mts';
import { woocommerce } from './shops/woocommerce.mts';
import type { ChannelName, PostingForm } from './protocol.mts';

/** Days before the check from which on orders are posted; the oldest order is from well before. */
export function goLiveDays({ repeatsNumbers }: Company): number {
	return repeatsNumbers ? 420 : 60;
}

/** What goods cost, per cent of their prices. */
const COST_PERCENT = 40;

const DAY = 86_400_000;

/** Everything that stays the same in one check. */
export interface Environment {
	readonly company: Company;
	readonly acts: Acts;
	/** The channels that take part. */
	readonly channels: readonly ChannelName[];
	readonly forms: Readonly<Record<ChannelName, PostingForm>>;
	readonly merchants: Readonly<Record<ChannelName, Merchant>>;
	readonly quickbooks: Services['controls']['quickbooks'];
	/** On hand before the first order. */
	readonly stockBefore: readonly BooksStock[];
	/** Types of the documents that the accountant deleted: a process that began later does not know whose they were. */
	readonly deletedTypes: Set<string>;
	/** Orders of which the accountant wrote over a document's memo: no process that began later knows it by its mark. */
	readonly overwritten: Set<OrderHistory>;
}

/** Sets up the company, the shops and the forms, all as the seed says. */
export async function openEnvironment(
	services: Services,
	{ channels, acts }: { readonly channels: readonly ChannelName[]; readonly acts: Acts },
	random: Random,
): Promise<Environment> {
	const { quickbooks } = services.controls;
	const company = drawCompany(random.fork('company'), acts);
	await quickbooks.post('company', { country: company.country, costPercent: COST_PERCENT });
	await quickbooks.post('settings', { timeZone: company.timeZone, ...company.settings });
	await startLate(quickbooks, company);
	const ids = await openItems(services.controls);
	const goLive = new Date(Date.now() - goLiveDays(company) * DAY).toISOString();
	const form = (channel: ChannelName): PostingForm => ({
		...drawForm(channel, { company, acts, ids }, random.fork(`form of ${channel}`)),
		goLive,
	});
	const trade = { company, acts };
	const merchants = {
		woocommerce: { ...trade, shop: woocommerce, control: services.controls.woocommerce },
		bigcommerce: { ...trade, shop: bigcommerce, control: services.controls.bigcommerce },
		ebay: { ...trade, shop: ebay, control: services.controls.ebay },
	};
	for (const channel of channels) await openShop(merchants[channel], random.fork(`shop ${channel}`));
	const forms = { woocommerce: form('woocommerce'), bigcommerce: form('bigcommerce'), ebay: form('ebay') };
	const stockBefore = await stockIn(quickbooks);
	return {
		company,
		acts,
		channels,
		forms,
		merchants,
		quickbooks,
		stockBefore,
		deletedTypes: new Set(),
		overwritten: new Set(),
	};
}

async function openShop({ shop, company, control }: Merchant, random: Random): Promise<void> {
	await control.post('settings', shop.settings(company, random));
	await stockUp(control);
}

/** Replaces an item by one that is counted from a late day on; an item's own start cannot be moved. */
async function startLate(quickbooks: Control, { lateStarts }: Company): Promise<void> {
	const stock = await stockIn(quickbooks);
	for (const [sku, days] of Object.entries(lateStarts)) {
		const old = stock.find((row) => row.sku === sku);
		if (old === undefined) throw new Error(`QuickBooks has no ${sku}`);
		const { itemId, name, quantity } = old;
		await quickbooks.post('item', { id: itemId, Active: false });
		await quickbooks.post('item', {
			Name: `${name}, counted anew`,
			Sku: sku,
			InvStartDate: new Date(Date.now() - days * DAY).toISOString().slice(0, 10),
			QtyOnHand: quantity,
		});
	}
}
