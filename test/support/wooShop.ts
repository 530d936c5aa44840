import type { ChannelAdapter } from '../../core/channels/channelAdapter';
import { channelById } from '../../core/channels/channelRegistry';
import type { HttpPort } from '../../core/http/httpPort';
import type { Fields } from '../../core/reading/readUnknown';
import { alone } from './bigReplies';
import { credential, plainOrder } from './wooReplies';

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19);
export const hoursAgo = (hours: number) => minutesAgo(60 * hours);

/** An order that was placed so many hours ago, as WooCommerce gives it. */
export function placed(id: number, hours: number, more: Fields = {}): Fields {
	return plainOrder(id, hoursAgo(hours), { date_created_gmt: hoursAgo(hours), ...more });
}

/** A shop that lists these orders, and finds them by id and by number. */
export function shopWith(...orders: Fields[]) {
	const asked: string[] = [];
	const shop = (path: string, query: Fields) => {
		asked.push(path);
		if (path !== '/orders') return orders.find(({ id }) => path === `/orders/${String(id)}`) ?? null;
		const since = String(query.after ?? '');
		return query.search === undefined
			? orders.filter(({ date_created_gmt: at }) => String(at) > since)
			: orders.filter(({ number }) => String(number).includes(String(query.search)));
	};
	return { shop, asked };
}

/** A WooCommerce shop that answers like this, connected; null is not found. */
export function connectedTo(answer: (path: string, query: Fields) => unknown): ChannelAdapter {
	const http: HttpPort = async ({ url, query = {} }) => {
		const body = await answer(url.replace(`${credential.url}/wp-json/wc/v3`, ''), query);
		return body === null
			? { status: 404, headers: {}, body: { code: 'woocommerce_rest_shop_order_invalid_id' } }
			: { status: 200, headers: {}, body };
	};
	return channelById('woocommerce').connect(http, credential, alone());
}

/** What a shop of these orders answers: lists by status, by time of placing and of change, and its statuses. */
export function ordersOf(orders: readonly Fields[]): (path: string, query: Fields) => unknown {
	const { shop } = shopWith(...orders);
	return (path, query) => {
		if (path === '/reports/orders/totals')
			return ['on-hold', 'processing', 'pending'].map((slug) => ({ slug, total: 1 }));
		if (path === '/orders' && query.modified_after !== undefined)
			return orders.filter(({ date_modified_gmt: at }) => String(at) > String(query.modified_after));
		if (path === '/orders' && query.after === undefined)
			return orders.filter(({ status }) => String(query.status).split(',').includes(String(status)));
		return shop(path, query);
	};
}

/** An order of one mug with this SKU. */
export function soldOrder(id: number, hours: number, more: Fields = {}): Fields {
	const [line] = plainOrder(id, hoursAgo(hours)).line_items as Fields[];
	return placed(id, hours, { line_items: [{ ...line, sku: 'MUG-BLUE' }], ...more });
}
