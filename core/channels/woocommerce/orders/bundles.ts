import { findMetaText } from './metaData';
import { readFields, readOptionalText, type Fields } from '../../../reading/readUnknown';

/** The link of a part to its bundle: the bundle's line id, or the key that the bundle had in the cart. */
interface BundleLink {
	readonly lineField: string;
	readonly partKey: string;
	readonly holderKey: string;
}

/** https://woocommerce.com/document/bundles/bundles-rest-api-reference/ and the same for Composite Products. */
const BUNDLE_LINKS: readonly BundleLink[] = [
	{ lineField: 'bundled_by', partKey: '_bundled_by', holderKey: '_bundle_cart_key' },
	{ lineField: 'composite_parent', partKey: '_composite_parent', holderKey: '_composite_cart_key' },
];

/**
 * Returns a look-up of the bundle's line id for a line, for bundles of Product Bundles and Composite Products. It gives null for a
 * line that is no part, and for a part whose bundle is no longer on the order.
 */
export function bundleFinder(lines: readonly unknown[]): (line: Fields, path: string) => string | null {
	const rows = lines.map((raw, place) => readFields(raw, `woocommerce order.line_items[${place}]`));
	const idOf = (row: Fields | undefined, path: string) => readOptionalText(row?.id, `${path}.id`);
	const byId = (id: string | null, path: string) =>
		id === null ? undefined : rows.find((row) => idOf(row, path) === id);
	const byKey = (key: string | null, { holderKey }: BundleLink, path: string) =>
		key === null ? undefined : rows.find((row) => findMetaText(row, holderKey, path) === key);
	return (line, path) => {
		const holders = BUNDLE_LINKS.map(
			(tie) =>
				byId(readOptionalText(line[tie.lineField], `${path}.${tie.lineField}`), path) ??
				byKey(findMetaText(line, tie.partKey, path), tie, path),
		);
		const holder = holders.find((found) => found !== undefined && idOf(found, path) !== idOf(line, path));
		return idOf(holder, path);
	};
}
