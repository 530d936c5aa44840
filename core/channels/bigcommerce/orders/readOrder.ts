import { readAmounts, type Amounts } from './amounts';
import { copiedFrom } from './copiedFrom';
import { readCustomer, readPickup } from './customer';
import { readLines, type ProviderLine } from './lines';
import { readExchangeRate, readPayments } from './payment';
import { readRefunds } from './refunds';
import { hasShipped } from './shipments';
import { stateOf } from './states';
import { readTaxRows } from './taxes';
import type { OrderStateChoice } from '../../channelAdapter';
import { readMoment } from '../../../model/moment';
import { readMoney } from '../../../model/money';
import type { Discount, OrderLine, SalesOrder } from '../../../model/salesOrder';
import { readCurrency } from '../../../model/salesOrderJson';
import { toSku } from '../../../model/sku';
import {
	UnreadableError,
	readFlag,
	readNonEmptyText,
	readOptionalText,
	readWholeNumber,
	type Fields,
} from '../../../reading/readUnknown';

const PATH = 'bigcommerce order';

export interface OrderContext {
	readonly account: string;
	readonly choice: OrderStateChoice;
	/** All lines, from the order itself or from /products. */
	readonly lines: readonly unknown[];
	/** The rows of /taxes?details=true; empty for an order without tax. */
	readonly taxes: readonly unknown[];
	readonly refunds: readonly unknown[];
}

/** Reads an order of version 2. Throws UnreadableError, which names the field. */
export function readOrder(fields: Fields, { account, choice, lines, taxes, refunds }: OrderContext): SalesOrder {
	const currency = readCurrency(fields.default_currency_code ?? fields.currency_code, `${PATH}.default_currency_code`);
	const statusId = readWholeNumber(fields.status_id, `${PATH}.status_id`);
	const state = stateOf(statusId, choice);
	if (state === null) throw new UnreadableError(`${PATH}.status_id`, 'one of the documented statuses');
	const providerLines = readLines(lines, currency);
	const amounts = readAmounts({ order: fields, currency, lines: providerLines, taxRows: readTaxRows(taxes, currency) });
	const orderId = readNonEmptyText(fields.id, `${PATH}.id`);
	return {
		channel: 'bigcommerce',
		account,
		orderId,
		orderNumber: orderId,
		placedAt: readMoment(fields.date_created, `${PATH}.date_created`),
		modifiedAt: readMoment(fields.date_modified, `${PATH}.date_modified`),
		state,
		channelState:
			readOptionalText(fields.custom_status, `${PATH}.custom_status`) ??
			readNonEmptyText(fields.status, `${PATH}.status`),
		currency,
		taxIncluded: readFlag(fields.is_tax_inclusive_pricing ?? false, `${PATH}.is_tax_inclusive_pricing`),
		customer: readCustomer(fields),
		pickup: readPickup(fields),
		lines: providerLines.map((line, place) => orderLine(line, amounts, place)),
		shipping: amounts.shipping,
		fees: amounts.fees,
		discounts: readDiscounts(fields, providerLines, currency),
		taxes: amounts.taxes,
		refunds: readRefunds(refunds, currency),
		marketplaceTax: 0,
		total: amounts.total,
		payments: readPayments(fields, amounts.total, currency),
		exchangeRate: readExchangeRate(fields, currency),
		copiedFrom: copiedFrom(fields),
		sellingFees: [],
		moneyTrouble: amounts.trouble,
		shipments: hasShipped(fields) ? null : [],
	};
}

function orderLine(line: ProviderLine, amounts: Amounts, place: number): OrderLine {
	const { lineId, sku, name, quantity, unitPrice, listingRef, type, bundleLineId } = line;
	const { net, discount, tax, taxRates } = amounts.lines[place] ?? { net: 0, discount: 0, tax: 0, taxRates: [] };
	const isCertificate = type === 'giftcertificate';
	return {
		lineId,
		kind: isCertificate ? 'giftCertificate' : 'goods',
		bundleLineId,
		sku: toSku(sku),
		name,
		quantity,
		unitPrice,
		net,
		discount,
		tax,
		taxRates,
		// A certificate has no stock. Whether goods are counted is told by their product (withTrackedStock).
		tracksStock: isCertificate ? false : null,
		stockTaken: null,
		restocked: null,
		listingRef,
	};
}

/** The lines name the coupons that took something off them. */
function readDiscounts(fields: Fields, lines: readonly ProviderLine[], currency: string): Discount[] {
	const coupons = [...new Set(lines.flatMap(({ coupons: own }) => own))].join(', ');
	return [
		{
			name: coupons || 'Coupon',
			amount: readMoney(fields.coupon_discount ?? '0', currency, `${PATH}.coupon_discount`),
		},
		{ name: 'Discount', amount: readMoney(fields.discount_amount ?? '0', currency, `${PATH}.discount_amount`) },
	].filter(({ amount }) => amount !== 0);
}
