import { readOptionalMomentIn, type Moment } from '../model/moment';
import { readPrefix } from '../model/numberPrefix';
import { NO_RULES, type SellableRules } from '../model/sellableRules';
import { readFlag, readList, readNonEmptyText, readWholeNumber, UnreadableError } from '../reading/readUnknown';
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
		alsoSold: isEmpty(alsoSold) ? [] : readList(alsoSold, place('Also Count as Sold'), readNonEmptyText),
		reserveUnpaid: isEmpty(reserveUnpaid) ? false : readFlag(reserveUnpaid, place('Reserve Unpaid Orders')),
		rules: readRules(settings, place),
	};
}

/** A maximum of 0 is no limit: a channel that shows nothing is one that is not pushed to. */
function readRules(
	{ buffer, percentage, minimum, maximum }: ChannelSettings,
	place: (field: string) => string,
): SellableRules {
	const most = readUnits(maximum, place('Maximum'));
	const least = readUnits(minimum, place('Minimum'));
	if (most > 0 && least > most)
		throw new UnreadableError(
			place('Minimum'),
			`at most ${most}, the Maximum, since fewer units than the Minimum are shown as none. Lower it, or raise the Maximum`,
		);
	return {
		buffer: readUnits(buffer, place('Buffer')),
		percent: readPercentage(percentage, place('Percentage')),
		minimum: least,
		maximum: most === 0 ? NO_RULES.maximum : most,
	};
}

function readUnits(value: unknown, path: string): number {
	const units = isEmpty(value) ? 0 : readWholeNumber(value, path);
	if (units < 0) throw new UnreadableError(path, 'a whole number from 0 on; 0 is no such rule');
	return units;
}

function readPercentage(value: unknown, path: string): number {
	const percent = isEmpty(value) ? NO_RULES.percent : readWholeNumber(value, path);
	if (percent > 100) throw new UnreadableError(path, 'a percentage of at most 100: the same unit cannot be sold twice');
	if (percent < 1)
		throw new UnreadableError(
			path,
			'a percentage from 1 to 100; 100 shows all. With 0 every product of the shop would be sold out',
		);
	return percent;
}

/** As the editor leaves a field that was never filled in, or was emptied. */
function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
