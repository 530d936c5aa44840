import { readOptionalText, type Fields } from '../../../reading/readUnknown';

const PATH = 'bigcommerce order';

/** The source of an order that an eBay app copied in; "0" stands for none. No other source is a channel of this package. */
export function copiedFrom(fields: Fields): string | null {
	const ebayOrder = readOptionalText(fields.ebay_order_id, `${PATH}.ebay_order_id`) ?? '0';
	const sources = [fields.external_source, fields.order_source].map(
		(source) => readOptionalText(source, `${PATH}.order_source`) ?? '',
	);
	return ebayOrder !== '0' || sources.some((source) => /\bebay\b/i.test(source)) ? 'ebay' : null;
}
