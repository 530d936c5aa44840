import { listAt, numberAt, textAt, type Json } from '../json.mts';
import { cents, fromCents } from '../money.mts';

/** QuickBooks' own item for shipping: known without being in the list of items. */
export const SHIPPING = 'SHIPPING_ITEM_ID';

export function isGoodsLine(line: Json): boolean {
	return line['DetailType'] === 'SalesItemLineDetail';
}

export function isShippingLine(line: Json): boolean {
	return textAt(line, 'SalesItemLineDetail', 'ItemRef', 'value') === SHIPPING;
}

export function isDiscountLine(line: Json): boolean {
	return line['DetailType'] === 'DiscountLineDetail';
}

export function isGroupLine(line: Json): boolean {
	return line['DetailType'] === 'GroupLineDetail';
}

/** What is sold, the components of bundles with the rest. */
export function goodsLines(document: Json | null): readonly Json[] {
	return listAt(document, 'Line')
		.flatMap((line) => (isGroupLine(line) ? listAt(line, 'GroupLineDetail', 'Line') : [line]))
		.filter(isGoodsLine);
}

/** The lines with every line for goods changed, in bundles too; a bundle is worth what its components are. */
export function mapGoods(lines: readonly Json[], change: (line: Json) => Json): readonly Json[] {
	return lines.map((line) => {
		if (!isGroupLine(line)) return isGoodsLine(line) ? change(line) : line;
		const components = listAt(line, 'GroupLineDetail', 'Line').map((inner) =>
			isGoodsLine(inner) ? change(inner) : inner,
		);
		return {
			...line,
			Amount: fromCents(sumOf(components)),
			GroupLineDetail: { ...(line['GroupLineDetail'] as Json), Line: components },
		};
	});
}

/** The amounts of the lines together, cents. */
export function sumOf(lines: readonly Json[]): bigint {
	return lines.reduce((total, line) => total + cents(numberAt(line, 'Amount') ?? 0), 0n);
}
