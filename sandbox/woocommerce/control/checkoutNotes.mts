import type { Meta, Order } from '../orders/order.mts';
import { takeId, type Shop } from '../shop.mts';

/** What a checkout knows of the browser that it ran in. */
export const checkoutFacts = {
	ipAddress: '203.0.113.24',
	userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0',
	cartHash: 'aa0e1db2a0b60a5db3a81a02c2e52a02',
} as const;

/**
 * What WooCommerce and common plugins note on an order at the checkout, and the lines that a shipping line carries: texts, among them
 * numbers, and now and then an object.
 */
export function addCheckoutNotes(shop: Shop, order: Order): void {
	const note = (key: string, value: unknown): Meta => ({ id: takeId(shop, 'meta'), key, value });
	const attribution = Object.entries(attributionOf(order)).map(([key, value]) =>
		note(`_wc_order_attribution_${key}`, value),
	);
	const settings = { document: 'invoice', template: 'Simple', display_date: '1', footer: { default: '' } };
	order.metaData.push(note('is_vat_exempt', 'no'), ...attribution, note('_wcpdf_invoice_settings', settings));
	const goods = order.lines.map(({ name, quantity }) => `${name} &times; ${quantity}`).join(', ');
	for (const line of order.shippingLines) line.meta.push(note('Items', goods));
}

function attributionOf({ createdAt, userAgent }: Order): Readonly<Record<string, string>> {
	return {
		source_type: 'organic',
		utm_source: 'google',
		utm_medium: 'organic',
		referrer: 'https://www.google.com/',
		session_entry: 'https://harbor-goods.example/',
		session_start_time: new Date((createdAt - 300) * 1000).toISOString().slice(0, 19).replace('T', ' '),
		session_pages: '4',
		session_count: '1',
		device_type: 'Desktop',
		user_agent: userAgent,
	};
}
