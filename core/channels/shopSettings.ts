import { readOptionalMomentIn, type Moment } from '../model/moment';
import { readPrefix } from '../model/numberPrefix';
import { isEmptyField, readSellableRules, type SellableRules } from '../model/sellableRules';
import { readFlag, readList, readNonEmptyText } from '../reading/readUnknown';
import type { ChannelDefinition, ChannelSettings, OrderStateChoice } from './channelAdapter';

/** What a shop is, whatever workflow works for it. It stands in the credential of the shop and nowhere else. */
export interface ShopSettings extends OrderStateChoice {
	/** Older orders are none of ours, however late they change (rules.md B1). Null is the first publish of the trigger. */
	readonly placedFrom: Moment | null;
	/** Null is the usual prefix of the channel. */
	readonly numberPrefix: string | null;
	/** True: orders that await payment and have taken no stock are kept from the other channels (rules.md E2). */
	readonly reserveUnpaid: boolean;
	/** What the channel shows of what is available. */
	readonly rules: SellableRules;
}

/** The fields of a credential that say what the shop is, not how it is reached. */
export const SHOP_FIELDS: readonly string[] = [
	'placedFrom',
	'numberPrefix',
	'alsoSold',
	'reserveUnpaid',
	'buffer',
	'percentage',
	'minimum',
	'maximum',
];

/**
 * Reads what the shop is out of its credential. An empty or missing field is the usual. A time without a zone is one of `zone` (IANA).
 * Throws UnreadableError, which names the field as the form does, for a value of a wrong kind and for values that contradict each other.
 */
export function readShopSettings(
	{ displayName }: Pick<ChannelDefinition, 'displayName'>,
	settings: ChannelSettings,
	zone: string,
): ShopSettings {
	const place = (field: string) => `${displayName} credential.${field}`;
	const { placedFrom, numberPrefix, alsoSold, reserveUnpaid } = settings;
	return {
		placedFrom: readOptionalMomentIn(zone, placedFrom, place('Orders Placed From')),
		numberPrefix: readPrefix(numberPrefix, place('Number Prefix')),
		alsoSold: isEmptyField(alsoSold) ? [] : readList(alsoSold, place('Also Count as Sold'), readNonEmptyText),
		reserveUnpaid: isEmptyField(reserveUnpaid) ? false : readFlag(reserveUnpaid, place('Reserve Unpaid Orders')),
		rules: readSellableRules(settings, place),
	};
}
