import type { Order, OrderLine } from '../orders/order.mts';
import { takeId, type Shop } from '../shop.mts';

interface Part {
	readonly bundledBy?: number;
	readonly plugin?: 'bundle' | 'composite';
}

/**
 * Marks lines as WooCommerce's own extensions do: Product Bundles ties them by cart keys in the meta data and by the line's id in
 * `bundled_by`, Composite Products by `_composite_parent` and `composite_parent`.
 * https://woocommerce.com/document/bundles/bundles-rest-api-reference/
 */
export function addBundleMarks(shop: Shop, order: Order, asked: readonly Part[]): void {
	asked.forEach(({ bundledBy, plugin = 'bundle' }, place) => {
		const [line, container] = [order.lines[place], bundledBy === undefined ? undefined : order.lines[bundledBy]];
		if (line === undefined || container === undefined) return;
		const key = cartKey(shop, container, plugin);
		note(shop, line, plugin === 'bundle' ? '_bundled_by' : '_composite_parent', key);
		line.added = { [plugin === 'bundle' ? 'bundled_by' : 'composite_parent']: String(container.id) };
	});
}

function cartKey(shop: Shop, line: OrderLine, plugin: 'bundle' | 'composite'): string {
	const name = plugin === 'bundle' ? '_bundle_cart_key' : '_composite_cart_key';
	const known = line.meta.find(({ key }) => key === name);
	if (known !== undefined) return String(known.value);
	const key = line.id.toString(16).padStart(32, 'c');
	note(shop, line, name, key);
	return key;
}

function note(shop: Shop, line: OrderLine, key: string, value: string): void {
	line.meta.push({ id: takeId(shop, 'meta'), key, value });
}
