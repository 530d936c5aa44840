import { readMoney, type Money } from '../../../model/money';
import {
	readFields,
	readList,
	readNumber,
	readOptional,
	readOptionalText,
	type Fields,
} from '../../../reading/readUnknown';

/** The number in a meta entry of a line or an order; null when there is no such entry. Throws UnreadableError for another value. */
export function findMetaNumber(fields: Fields, key: string, path: string): number | null {
	return readOptional(findMetaValue(fields, key, path), `${path}.meta_data ${key}`, readNumber);
}

/** The value of a meta entry, of whatever shape; undefined when there is no such entry. */
export function findMetaValue(fields: Fields, key: string, path: string): unknown {
	return metaEntries(fields, path).find((candidate) => candidate.key === key)?.value;
}

/** The amount in a meta entry, minor units; null when there is no such entry. Throws UnreadableError for another value. */
export function findMetaMoney(
	fields: Fields,
	key: string,
	{ currency, path }: { currency: string; path: string },
): Money | null {
	return readOptional(findMetaValue(fields, key, path), `${path}.meta_data ${key}`, (value, at) =>
		value === '' ? null : readMoney(value, currency, at),
	);
}

/** The text in a meta entry; null when there is no such entry, or its value is no text. */
export function findMetaText(fields: Fields, key: string, path: string): string | null {
	const value = findMetaValue(fields, key, path);
	return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * The channel that an order was copied from; null for a sale of this shop (rules.md B4). Only a channel of this package counts: an
 * order from any other marketplace is a sale of this shop. A REST client means nothing, since headless shops order that way.
 */
export function findCopiedFrom(fields: Fields, path: string): string | null {
	const createdVia = readOptionalText(fields.created_via, `${path}.created_via`) ?? '';
	const hasEbayId = metaEntries(fields, path).some(
		({ key, value }) => key === '_ebay_order_id' && value !== '' && value !== null,
	);
	return hasEbayId || /\bebay\b/i.test(createdVia) ? 'ebay' : null;
}

function metaEntries(fields: Fields, path: string): readonly Fields[] {
	return readOptional(fields.meta_data, `${path}.meta_data`, (list, at) => readList(list, at, readFields)) ?? [];
}
