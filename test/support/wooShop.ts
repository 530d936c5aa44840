import type { Fields } from '../../core/reading/readUnknown';
import { plainOrder } from './wooReplies';

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
