import { channelById } from '../../../core/channels/channelRegistry';
import { readShopSettings, type ShopSettings } from '../../../core/channels/shopSettings';
import { momentFromMillis, type Moment } from '../../../core/model/moment';
import { NO_RULES } from '../../../core/model/sellableRules';
import { skuKey } from '../../../core/model/sku';
import { daysBefore, queryStart } from '../../../core/orders/orderSelection';
import { numberPrefix } from '../../../core/model/orderIdentity';
import type { RulesOfChannel } from '../../../core/pushing/skuRules';
import type { ReportedShop } from '../../../core/reporting/reportedShop';
import { accountKey } from '../credentials/accountKey';
import { connectChosenChannel } from '../credentials/connectChosenChannel';
import { fieldRefusalOf } from '../credentials/credentialRefusal';
import { settingsFromN8n } from '../credentials/settingsFromN8n';
import { salesStartOf } from '../polling/salesStart';
import { syncStart } from '../polling/syncStart';
import type { IExecuteFunctions } from 'n8n-workflow';

/** What a form says of its shops, beside what stands in their credentials. */
export interface ShopsForm {
	/** The ids of the chosen channels, each with whether it is written to. */
	readonly channels: ReadonlyArray<{ readonly id: string; readonly write: boolean }>;
	readonly skuRules: RulesOfChannel;
	/** Whether SKUs are one that differ in case alone. */
	readonly ignoreCase: boolean;
	/** How far back sold orders are looked at. */
	readonly openDays: number;
	readonly ignoreUnreadable: boolean;
}

/** The shops of the form. `now` is in milliseconds since the epoch. A shop whose credential cannot be used says so when it is connected to. */
export async function shopsOf(context: IExecuteFunctions, form: ShopsForm, now: number): Promise<ReportedShop[]> {
	return await Promise.all(form.channels.map(async (chosen) => await shopOf(context, { ...form, ...chosen, now })));
}

type ChosenShop = ShopsForm & ShopsForm['channels'][number] & { readonly now: number };

const NOTHING_SAID: ShopSettings = {
	numberPrefix: null,
	placedFrom: null,
	alsoSold: [],
	reserveUnpaid: false,
	rules: NO_RULES,
};

async function shopOf(context: IExecuteFunctions, chosen: ChosenShop): Promise<ReportedShop> {
	const channel = channelById(chosen.id);
	const read = await readShop(context, chosen.id).then(
		(shop) => ({ ...shop, refusal: null }),
		(error: Error) => ({
			account: null,
			settings: NOTHING_SAID,
			refusal: fieldRefusalOf(context.getNode(), channel.credentialName, error),
		}),
	);
	const { account, settings } = read;
	const bySku = chosen.skuRules(chosen.id);
	const placedFrom = settings.placedFrom ?? (await startOf(context, account, chosen.now));
	return {
		channel,
		account,
		connect: async (patience) => {
			if (read.refusal !== null) throw read.refusal;
			return await connectChosenChannel(context, chosen.id, patience);
		},
		prefix: numberPrefix({ channel: channel.id, booksPrefix: settings.numberPrefix }),
		isPushKnown: true,
		write: chosen.write,
		rulesFor: (sku) => (sku === null ? settings.rules : (bySku.get(skuKey(sku, chosen.ignoreCase)) ?? settings.rules)),
		percentages: {
			percent: settings.rules.percent,
			bySku: new Map([...bySku].map(([sku, { percent }]) => [sku, percent])),
		},
		query: {
			channel,
			alsoSold: settings.alsoSold,
			reserveUnpaid: settings.reserveUnpaid,
			ignoreUnreadable: chosen.ignoreUnreadable,
			since: queryStart({ since: daysBefore(momentFromMillis(chosen.now), chosen.openDays), placedFrom }),
			placedFrom,
		},
	};
}

async function readShop(context: IExecuteFunctions, id: string) {
	const channel = channelById(id);
	const settings = await settingsFromN8n(context, channel.credentialName);
	return {
		account: await accountKey(context, id),
		settings: readShopSettings(channel, settings, context.getTimezone()),
	};
}

/** From when on the sync posts orders, where the credential does not say it. */
async function startOf(context: IExecuteFunctions, account: string | null, now: number): Promise<Moment | null> {
	return (await salesStartOf(account)) ?? syncStart(context, now);
}
