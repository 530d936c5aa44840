import type { OrderStateChoice } from '../../channelAdapter';
import { readAmounts, type Amounts } from './amounts';
import { bundleFinder } from './bundles';
import { readCustomer, readPickup } from './customer';
import { findCopiedFrom, findMetaNumber } from './metaData';
import { readPayments } from './payments';
import { readRefunds } from './refunds';
import { readSellingFees } from './sellingFees';
import { restockedUnits } from './restockedUnits';
import { readShipments } from './shipments';
import { stateOf, takesStock } from './states';
import { readMoment } from '../../../model/moment';
import { toDecimalText, readMoney, type Money } from '../../../model/money';
import type { Discount, OrderLine, SalesOrder } from '../../../model/salesOrder';
import { readCurrency } from '../../../model/salesOrderJson';
import { toSku } from '../../../model/sku';
import {
	readFields,
	readFlag,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	readText,
	readWholeNumber,
	type Fields,
} from '../../../reading/readUnknown';

export interface OrderContext {
	readonly account: string;
	readonly choice: OrderStateChoice;
	/** The reply of /orders/{id}/refunds; empty for an order without refunds. */
	readonly refunds: readonly unknown[];
}

/** Reads an order of /orders. Throws UnreadableError, which names the field. */
export function readOrder(raw: unknown, { account, choice, refunds }: OrderContext): SalesOrder {
	const path = 'woocommerce order';
	const fields = readFields(raw, path);
	const orderId = readNonEmptyText(fields.id, `${path}.id`);
	const status = readNonEmptyText(fields.status, `${path}.status`);
	const currency = readCurrency(fields.currency, `${path}.currency`);
	const amounts = readAmounts(fields, currency, path);
	const bundleOf = bundleFinder(readList(fields.line_items, `${path}.line_items`, (line) => line));
	const lines = readList(fields.line_items, `${path}.line_items`, (line, at) =>
		readLine(line, { amounts, currency, bundleOf, hasTakenStock: takesStock(status) }, at),
	);
	return {
		channel: 'woocommerce',
		account,
		orderId,
		orderNumber: readOptionalText(fields.number, `${path}.number`) ?? orderId,
		placedAt: readMoment(fields.date_created_gmt, `${path}.date_created_gmt`),
		modifiedAt: readMoment(fields.date_modified_gmt, `${path}.date_modified_gmt`),
		state: stateOf(
			status,
			lines.some(({ stockTaken }) => (stockTaken ?? 0) > 0),
			choice,
		),
		channelState: status,
		currency,
		taxIncluded: readFlag(fields.prices_include_tax, `${path}.prices_include_tax`),
		customer: readCustomer(fields, path),
		pickup: readPickup(fields, path),
		lines,
		shipping: amounts.shipping,
		fees: amounts.fees,
		discounts: readDiscounts(fields, currency, path),
		taxes: amounts.taxes,
		refunds: readRefunds(refunds, fields, currency),
		marketplaceTax: 0,
		total: amounts.total,
		payments: readPayments(fields, { total: amounts.total, giftCards: amounts.giftCards, currency, path }),
		exchangeRate: null,
		copiedFrom: findCopiedFrom(fields, path),
		sellingFees: readSellingFees(fields, currency, path),
		moneyTrouble: amounts.trouble,
		shipments: readShipments(fields, path),
	};
}

interface LineContext {
	readonly amounts: Amounts;
	readonly currency: string;
	readonly bundleOf: ReturnType<typeof bundleFinder>;
	/** True for an order whose stock the shop has taken. Then a line without a note of that has no tracked stock. */
	readonly hasTakenStock: boolean;
}

function readLine(raw: unknown, { amounts, currency, bundleOf, hasTakenStock }: LineContext, path: string): OrderLine {
	const fields = readFields(raw, path);
	const lineId = readNonEmptyText(fields.id, `${path}.id`);
	const quantity = readNumber(fields.quantity, `${path}.quantity`);
	const stockTaken = findMetaNumber(fields, '_reduced_stock', path);
	return {
		lineId,
		kind: 'goods',
		bundleLineId: bundleOf(fields, path),
		sku: toSku(readOptionalText(fields.sku, `${path}.sku`)),
		name: readText(fields.name, `${path}.name`),
		quantity,
		unitPrice: toDecimalText(unitPrice(readNumber(fields.subtotal, `${path}.subtotal`), quantity), `${path}.subtotal`),
		...amounts.ofLine(lineId),
		discount: Math.max(
			0,
			readMoney(fields.subtotal, currency, `${path}.subtotal`) - readMoney(fields.total, currency, `${path}.total`),
		),
		tracksStock: stockTaken === null ? (hasTakenStock ? false : null) : true,
		stockTaken,
		restocked: restockedUnits(findMetaNumber(fields, '_restock_refunded_items', path) ?? 0, { quantity, stockTaken }),
		listingRef: readListingRef(fields, path),
	};
}

/** The price of one unit. WooCommerce states only the amount of a line: 10.07 for 2 is 5.035 each. */
function unitPrice(subtotal: number, quantity: number): number {
	return Number((quantity === 0 ? subtotal : subtotal / quantity).toFixed(6));
}

function readListingRef(fields: Fields, path: string): string | null {
	const product = readWholeNumber(fields.product_id, `${path}.product_id`);
	const variation = readOptional(fields.variation_id, `${path}.variation_id`, readWholeNumber) ?? 0;
	if (product === 0) return null;
	return variation === 0 ? String(product) : `${product}/${variation}`;
}

/** Reads the coupons by name. A price that was cut by hand shows only in the sum. */
function readDiscounts(fields: Fields, currency: string, path: string): Discount[] {
	const coupons = readList(fields.coupon_lines, `${path}.coupon_lines`, (raw, at) => {
		const coupon = readFields(raw, at);
		return {
			name: readText(coupon.code, `${at}.code`),
			amount: readMoney(coupon.discount, currency, `${at}.discount`),
		};
	});
	const total: Money = readMoney(fields.discount_total, currency, `${path}.discount_total`);
	return coupons.length > 0 || total === 0 ? coupons : [{ name: 'Discount', amount: total }];
}
