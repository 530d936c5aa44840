import { toDecimalText, readMoney, sum, type Money } from '../../../model/money';
import {
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	readText,
	readWholeNumber,
	type Fields,
	listOrNone,
} from '../../../reading/readUnknown';

/** The most lines that a consignment shows, whatever it holds. https://github.com/bigcommerce/docs/issues/960 */
const LINES_SHOWN = 50;

/** A line as BigCommerce states it; amounts in minor units. */
export interface ProviderLine {
	readonly lineId: string;
	readonly sku: string | null;
	readonly name: string;
	readonly type: string;
	readonly quantity: number;
	readonly unitPrice: string;
	readonly listingRef: string | null;
	/** The line that this one belongs to, as an option that is a product itself or as a part of a bundle. */
	readonly bundleLineId: string | null;
	/** Before discounts on the order. */
	readonly totalExTax: Money;
	readonly totalIncTax: Money;
	readonly totalTax: Money;
	/** All discounts of this line. A setting of the store, which the order does not tell, decides whether they contain tax. */
	readonly discount: Money;
	/** The codes of the coupons among them. */
	readonly coupons: readonly string[];
	/** After all discounts; null on orders older than the field. */
	readonly discountedIncTax: Money | null;
	/** The same amount with all its decimals. */
	readonly remainingIncTax: number | null;
}

/**
 * The lines that came inside the order, as raw rows. Null when some are missing: a consignment was cut, or the pieces do not add up
 * to the order's count.
 */
export function findEmbeddedLines(order: Fields): unknown[] | null {
	const consignments = readConsignments(order);
	if (consignments === null || '__warning__' in order || consignments.some(isCut)) return null;
	const lines = consignments.flatMap(({ line_items }) => listOrNone(line_items));
	const pieces = lines.map((line) => toNumber((line as { quantity?: unknown } | null)?.quantity ?? 0));
	const stated = toNumber(order.items_total);
	return Number.isFinite(stated) && sum(pieces) !== stated ? null : lines;
}

/** The number in a value or in its text; NaN when there is none. */
export function toNumber(value: unknown): number {
	return typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
}

/**
 * Reads the consignments of an order: shipped, picked up, downloaded or mailed, each kind a list of its own. Null when the order
 * came without them.
 */
export function readConsignments(order: Fields): Fields[] | null {
	const path = 'bigcommerce order.consignments';
	if (typeof order.consignments !== 'object' || order.consignments === null) return null;
	const { shipping, pickups, downloads, email, __warning__: warning } = readFields(order.consignments, path);
	if (warning !== undefined) return null;
	const vouchers = readOptional(email, `${path}.email`, readFields)?.gift_certificates;
	return [shipping, pickups, downloads, vouchers].flatMap(
		(kind) => readOptional(kind, path, (list, at) => readList(list, at, readFields)) ?? [],
	);
}

function isCut({ line_items, ...consignment }: Fields): boolean {
	return '__warning__' in consignment || (Array.isArray(line_items) && line_items.length >= LINES_SHOWN);
}

/** Reads the lines of an order. Throws UnreadableError, which names the field. */
export function readLines(raw: readonly unknown[], currency: string): ProviderLine[] {
	return readList(raw, 'bigcommerce order.lines', (line, path) => readLine(readFields(line, path), currency, path));
}

function readLine(fields: Fields, currency: string, path: string): ProviderLine {
	const money = (key: string) => readMoney(fields[key], currency, `${path}.${key}`);
	return {
		lineId: readNonEmptyText(fields.id, `${path}.id`),
		sku: readOptionalText(fields.sku, `${path}.sku`),
		name: readText(fields.name, `${path}.name`),
		type: readOptionalText(fields.type, `${path}.type`) ?? 'physical',
		quantity: readNumber(fields.quantity, `${path}.quantity`),
		unitPrice: toDecimalText(readNumber(fields.price_ex_tax, `${path}.price_ex_tax`), `${path}.price_ex_tax`),
		listingRef: readListingRef(fields, path),
		bundleLineId: readParent(fields, path),
		totalExTax: money('total_ex_tax'),
		totalIncTax: money('total_inc_tax'),
		totalTax: money('total_tax'),
		discount: sum(
			readDiscounts(fields, path).map(({ amount }, place) =>
				readMoney(amount, currency, `${path}.applied_discounts[${place}].amount`),
			),
		),
		coupons: readDiscounts(fields, path).flatMap(
			({ code }, place) => readOptionalText(code, `${path}.applied_discounts[${place}].code`) ?? [],
		),
		discountedIncTax: readOptional(fields.discounted_total_inc_tax, `${path}.discounted_total_inc_tax`, (value, at) =>
			readMoney(value, currency, at),
		),
		remainingIncTax: readOptional(fields.discounted_total_inc_tax, `${path}.discounted_total_inc_tax`, readNumber),
	};
}

/** Reads the discounts of a raw line; none where the field is missing. */
function readDiscounts(line: Fields, path: string): readonly Fields[] {
	return (
		readOptional(line.applied_discounts, `${path}.applied_discounts`, (list, at) => readList(list, at, readFields)) ??
		[]
	);
}

/** BigCommerce writes none as null or 0. */
export function readParent(fields: Fields, path: string): string | null {
	const parent = readOptionalText(fields.parent_order_product_id, `${path}.parent_order_product_id`);
	return parent === '0' ? null : parent;
}

/** A line written by hand has no product. */
function readListingRef(fields: Fields, path: string): string | null {
	const product = readOptional(fields.product_id, `${path}.product_id`, readWholeNumber) ?? 0;
	const variant = readOptional(fields.variant_id, `${path}.variant_id`, readWholeNumber) ?? 0;
	if (product === 0) return null;
	return variant === 0 ? String(product) : `${product}/${variant}`;
}
