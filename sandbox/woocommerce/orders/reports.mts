import { registeredStatuses } from './statuses.mts';
import type { Call, Route, RouteReply } from '../api/route.mts';

/** https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-orders-totals */
export const reportRoutes: readonly Route[] = [
	{ method: 'GET', path: '/reports/orders/totals', permission: 'list', handle: orderTotals },
];

const names: Readonly<Record<string, string>> = { pending: 'Pending payment', 'checkout-draft': 'Draft' };

/** Every registered status with the number of its orders, those without any included. */
function orderTotals({ shop }: Call): RouteReply {
	const orders = [...shop.orders.values()];
	const rows = registeredStatuses(shop).map((slug) => ({
		slug,
		name: names[slug] ?? slug.replace('-', ' ').replace(/^./, (first) => first.toUpperCase()),
		total: orders.filter(({ status }) => status === slug).length,
	}));
	return { headers: { allow: 'GET' }, body: rows };
}
