import type { OrderStateChoice } from '../../channelAdapter';
import { pricesIncludeTax, type Marketplace } from '../marketplaces';
import { findAmount, readAmount, readCurrency, readOptionalAmount } from './amounts';
import { readCustomer, readPickup } from './customer';
import { readLine, type EbayLine } from './lines';
import { readPayments } from './payments';
import { readRefunds } from './refunds';
import { readOrderFee } from './sellingFees';
import { hasShipped } from './shipments';
import { readState } from './states';
import { taxTotals } from './taxes';
import { explainTotal } from './totals';
import { readMoment } from '../../../model/moment';
import { sum, type Money } from '../../../model/money';
import type { Charge, SalesOrder } from '../../../model/salesOrder';
import {
	UnreadableError,
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	type Fields,
} from '../../../reading/readUnknown';

export interface OrderContext {
	readonly choice: OrderStateChoice;
	/** The seller's marketplace, for orders that name none. */
	readonly marketplace: Marketplace;
}

/** Reads an order of the Fulfillment API. Throws UnreadableError, which names the order and the field. */
export function readOrder(raw: unknown, { choice, marketplace }: OrderContext): SalesOrder {
	const fields = readFields(raw, 'ebay order');
	const orderId = readNonEmptyText(fields.orderId, 'ebay order.orderId');
	const path = `ebay order ${orderId}`;
	const prices = readFields(fields.pricingSummary, `${path}.pricingSummary`);
	const currency = readCurrency(prices.total, `${path}.pricingSummary.total`);
	const taxIncluded = pricesIncludeTax(siteOf(fields), marketplace);
	const lines = readLines(fields.lineItems, `${path}.lineItems`, { currency, taxIncluded });
	const untaxed = { tax: taxIncluded ? null : 0, taxRates: [] };
	const delivery = sum(lines.map((line) => line.delivery));
	const adjustment = readOptionalAmount(prices.adjustment, currency, `${path}.pricingSummary.adjustment`);
	const marketplaceTax = sum(lines.map((line) => line.collectedTax));
	const own =
		sum(lines.flatMap(({ line, deliveryTax }) => [line.net, line.tax ?? 0, deliveryTax ?? 0])) + delivery + adjustment;
	const carriage = sum(lines.map((line) => line.carriage));
	const specialFees = readOptionalAmount(prices.fee, currency, `${path}.pricingSummary.fee`);
	const { sellersCarriage, sellersFees, besides, trouble } = explainTotal({
		own,
		marketplaceTax,
		carriage,
		specialFees,
		stated: readAmount(prices.total, currency, `${path}.pricingSummary.total`),
		sellers: readSellers(fields, { path, currency, total: own, marketplaceTax }),
		currency,
	});
	const total = own + sellersCarriage + sellersFees;
	const fee = (chargeId: string, name: string, net: Money) => (net === 0 ? [] : [{ chargeId, name, net, ...untaxed }]);
	return {
		channel: 'ebay',
		account: readNonEmptyText(fields.sellerId, `${path}.sellerId`),
		orderId,
		orderNumber: orderId,
		placedAt: readMoment(fields.creationDate, `${path}.creationDate`),
		modifiedAt: readMoment(fields.lastModifiedDate, `${path}.lastModifiedDate`),
		...readState(fields, path, choice),
		currency,
		taxIncluded,
		customer: readCustomer(fields, path),
		pickup: readPickup(fields, path),
		lines: lines.map(({ line }) => line),
		shipping: deliveryOf(lines, delivery),
		fees: [
			...fee('adjustment', 'Adjustment', adjustment),
			...fee('importCharges', 'Import charges', sellersCarriage),
			...fee('specialFees', 'Special fees', sellersFees),
		],
		discounts: lines.flatMap(({ discounts }) => discounts),
		taxes: taxTotals(lines.flatMap(({ taxes }) => taxes)),
		refunds: readRefunds(fields, { path, currency, total, marketplaceTax }),
		marketplaceTax,
		total,
		moneyTrouble: trouble,
		payments: readPayments(fields, { total, besides, currency, path }),
		exchangeRate: null,
		copiedFrom: null,
		sellingFees: readOrderFee(fields, path),
		shipments: hasShipped(fields, path) ? null : [],
	};
}

/** What is due to the seller, with what went back to the buyer; null where eBay does not say it. */
function readSellers(fields: Fields, order: Parameters<typeof readRefunds>[1]): Money | null {
	const at = `${order.path}.paymentSummary`;
	const due = findAmount(readOptional(fields.paymentSummary, at, readFields)?.totalDueSeller, order.currency, at);
	return due === null ? null : due + sum(readRefunds(fields, order).map(({ total }) => total));
}

function readLines(
	raw: unknown,
	path: string,
	context: { readonly currency: string; readonly taxIncluded: boolean },
): EbayLine[] {
	const lines = readList(raw, path, (line, at) => readLine(line, at, context));
	if (lines.length === 0) throw new UnreadableError(path, 'at least one line');
	return lines;
}

/** One charge for the delivery of all lines. */
function deliveryOf(lines: readonly EbayLine[], net: Money): Charge[] {
	if (net === 0) return [];
	const taxed = lines.filter(({ deliveryTax }) => deliveryTax !== 0);
	const isUnnamed = taxed.length > 0 && taxed.every(({ deliveryTax }) => deliveryTax === null);
	const taxRates = [...new Set(taxed.flatMap(({ line }) => line.taxRates))].sort();
	return [
		{
			chargeId: 'delivery',
			name: 'Delivery',
			net,
			tax: isUnnamed ? null : sum(taxed.map(({ deliveryTax }) => deliveryTax ?? 0)),
			taxRates,
		},
	];
}

/** The site of the first line. An order over several sites still has one currency. */
function siteOf(fields: Fields): string | null {
	const [first] = readList(fields.lineItems, 'ebay order.lineItems', readFields);
	return readOptionalText(first?.listingMarketplaceId, 'ebay order.lineItems[0].listingMarketplaceId');
}
