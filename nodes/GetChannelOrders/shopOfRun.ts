import type { IExecuteFunctions } from 'n8n-workflow';
import type { OrderStateChoice } from '../../core/channels/channelAdapter';
import type { Moment } from '../../core/model/moment';
import { numberPrefix } from '../../core/model/orderIdentity';
import { accountKey } from '../bridge/credentials/accountKey';
import { shopFromN8n } from '../bridge/credentials/shopFromN8n';
import { salesStartOf } from '../bridge/polling/salesStart';
import { storedStart } from '../bridge/polling/syncStart';

/** What a run goes by that stands in the shop's credential. */
export interface ShopOfRun extends OrderStateChoice {
	/** The key of its account; null where n8n keeps no credential. */
	readonly account: string | null;
	/** Null where nobody knows it yet. */
	readonly placedFrom: Moment | null;
	readonly booksPrefix: string;
}

/**
 * What the shop of this channel is. Where its credential does not say from when on orders count, its Channel Order Trigger does, or a trigger of this
 * workflow. Throws what `shopFromN8n` throws.
 */
export async function shopOfRun(context: IExecuteFunctions, channel: string): Promise<ShopOfRun> {
	const { alsoSold, placedFrom, numberPrefix: prefix } = await shopFromN8n(context, channel);
	const account = await accountKey(context, channel);
	return {
		account,
		alsoSold,
		placedFrom: placedFrom ?? (await salesStartOf(account)) ?? storedStart(context),
		booksPrefix: numberPrefix({ channel, booksPrefix: prefix }),
	};
}
