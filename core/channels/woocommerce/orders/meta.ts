import {
	readFields,
	readList,
	readNumber,
	readOptional,
	readOptionalText,
	type Fields,
} from '../../../reading/readUnknown';

/** The value of a line's or an order's meta entry as a number; null when it has none. */
export function metaNumber(fields: Fields, key: string, path: string): number | null {
	const entry = metaEntries(fields, path).find((candidate) => candidate.key === key);
	return entry === undefined ? null : readOptional(entry.value, `${path}.meta_data ${key}`, readNumber);
}

/** The value of a meta entry as text; null when it has none, or one that is no text. */
export function metaText(fields: Fields, key: string, path: string): string | null {
	const value = metaEntries(fields, path).find((candidate) => candidate.key === key)?.value;
	return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * The channel that an order was copied from. Only what we could read at its source counts: an order that came from a
 * marketplace we do not know is a sale of this shop. A REST client alone means nothing, headless shops order that way.
 */
export function copiedFrom(fields: Fields, path: string): string | null {
	const createdVia = readOptionalText(fields.created_via, `${path}.created_via`) ?? '';
	const hasEbayId = metaEntries(fields, path).some(
		({ key, value }) => key === '_ebay_order_id' && value !== '' && value !== null,
	);
	return hasEbayId || /\bebay\b/i.test(createdVia) ? 'ebay' : null;
}

function metaEntries(fields: Fields, path: string): readonly Fields[] {
	return readOptional(fields.meta_data, `${path}.meta_data`, (list, at) => readList(list, at, readFields)) ?? [];
}
