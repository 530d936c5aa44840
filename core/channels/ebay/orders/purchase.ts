import type { Marketplace } from '../marketplaces';
import type { OrderEntry } from './orderEntry';
import { latest, readMoment } from '../../../model/moment';
import { readMoney, sum } from '../../../model/money';
import type { OrderLine, SalesOrder } from '../../../model/salesOrder';
import { toSku } from '../../../model/sku';
import type { StockOrder } from '../../../model/stockOrder';
import { catchUnreadable, readableOr } from '../../../reading/catchUnreadable';
import { UnreadableError, readNonEmptyText, readWholeNumber } from '../../../reading/readUnknown';
import { findAttribute, findChild, childrenOf, findText, type XmlElement } from '../../../reading/readXml';

interface Context {
	/** The seller's user id, as the Fulfillment API has it too. */
	readonly account: string;
	readonly marketplace: Marketplace;
}

/** Reads a row of My eBay's sales that await payment. A row that cannot be read gives an entry too. */
export function readPurchase(row: XmlElement, { place, ...context }: Context & { readonly place: number }): OrderEntry {
	const order = catchUnreadable(() => readUnpaid(row, context));
	if (!(order instanceof UnreadableError))
		return { key: order.orderId, modifiedAt: order.modifiedAt, placedAt: order.placedAt, order };
	const orderId = idOf(row);
	const stock = readableOr(() => readUnpaidStock(row, context), null);
	const unreadable = { channel: 'ebay', orderId, modifiedAt: null, path: order.path, reason: order.message, stock };
	return { key: orderId ?? `sale ${place}`, modifiedAt: null, placedAt: null, unreadable };
}

/**
 * A purchase as an order that only reserves stock. It has its id of the Trading API; once it is paid, the Fulfillment API may give it
 * another. So it must never be posted, and an order in state `reserving` never is. Its amounts are without delivery.
 */
function readUnpaid(row: XmlElement, { account, marketplace }: Context): SalesOrder {
	const orderId = readNonEmptyText(idOf(row), 'ebay sale.OrderID');
	const path = `ebay sale ${orderId}`;
	const transactions = transactionsOf(row);
	const currency = readNonEmptyText(
		findAttribute(findChild(transactions[0] ?? null, 'TransactionPrice'), 'currencyID'),
		`${path}.TransactionPrice currencyID`,
	);
	const created = transactions.map((transaction) =>
		readMoment(findText(transaction, 'CreatedDate'), `${path}.CreatedDate`),
	);
	const lines = transactions.map((transaction) =>
		readLine(transaction, { path, currency, taxIncluded: marketplace.taxIncluded }),
	);
	return {
		channel: 'ebay',
		account,
		orderId,
		orderNumber: orderId,
		placedAt: readMoment([...created].sort()[0], `${path}.CreatedDate`),
		modifiedAt: readMoment(latest(created), `${path}.CreatedDate`),
		state: 'reserving',
		channelState: 'awaiting payment',
		currency,
		taxIncluded: marketplace.taxIncluded,
		customer: {
			customerId: findText(transactions[0] ?? null, 'Buyer', 'UserID'),
			email: null,
			name: null,
			company: null,
			phone: null,
			billing: null,
			shipping: null,
		},
		pickup: null,
		lines,
		shipping: [],
		fees: [],
		discounts: [],
		taxes: [],
		refunds: [],
		marketplaceTax: 0,
		total: sum(lines.map(({ net }) => net)),
		payments: [],
		exchangeRate: null,
		copiedFrom: null,
		sellingFees: [],
		moneyTrouble: null,
		shipments: [],
	};
}

function readLine(
	transaction: XmlElement,
	{ path, currency, taxIncluded }: { path: string; currency: string; taxIncluded: boolean },
): OrderLine {
	const item = findChild(transaction, 'Item');
	const [variation = null] = childrenOf(findChild(item, 'Variations'), 'Variation');
	const quantity = readWholeNumber(findText(transaction, 'QuantityPurchased'), `${path}.QuantityPurchased`);
	if (quantity < 1) throw new UnreadableError(`${path}.QuantityPurchased`, 'at least 1');
	const unitPrice = readNonEmptyText(findText(transaction, 'TransactionPrice'), `${path}.TransactionPrice`);
	return {
		lineId: readNonEmptyText(findText(transaction, 'TransactionID'), `${path}.TransactionID`),
		kind: 'goods',
		bundleLineId: null,
		sku: toSku(findText(variation, 'SKU') ?? findText(item, 'SKU')),
		name: findText(variation, 'VariationTitle') ?? findText(item, 'Title') ?? '',
		quantity,
		unitPrice,
		net: quantity * readMoney(unitPrice, currency, `${path}.TransactionPrice`),
		discount: 0,
		tax: taxIncluded ? null : 0,
		taxRates: [],
		tracksStock: true,
		stockTaken: quantity,
		restocked: null,
		listingRef: readNonEmptyText(findText(item, 'ItemID'), `${path}.Item.ItemID`),
	};
}

/**
 * What a purchase says of stock, whatever its price says. It reserves at any age, so a date that cannot be read counts as long ago. Throws
 * UnreadableError where its id or the quantity of a line cannot be read.
 */
function readUnpaidStock(row: XmlElement, { account }: Context): StockOrder {
	const orderId = readNonEmptyText(idOf(row), 'ebay sale.OrderID');
	const path = `ebay sale ${orderId}`;
	const transactions = transactionsOf(row);
	const lines = transactions.map((transaction, place) => ({
		lineId: findText(transaction, 'TransactionID') ?? `${path} line ${place}`,
		kind: 'goods' as const,
		bundleLineId: null,
		...readUnits(transaction, path),
		restocked: null,
	}));
	return {
		account,
		orderId,
		orderNumber: orderId,
		placedAt: readableOr(() => readMoment(findText(transactions[0] ?? null, 'CreatedDate'), path), LONG_AGO),
		state: 'reserving',
		channelState: 'awaiting payment',
		copiedFrom: null,
		lines,
	};
}

const LONG_AGO = '2000-01-01T00:00:00.000Z';

function readUnits(transaction: XmlElement, path: string) {
	const item = findChild(transaction, 'Item');
	const [variation = null] = childrenOf(findChild(item, 'Variations'), 'Variation');
	const quantity = readWholeNumber(findText(transaction, 'QuantityPurchased'), `${path}.QuantityPurchased`);
	return { sku: toSku(findText(variation, 'SKU') ?? findText(item, 'SKU')), quantity, stockTaken: quantity };
}

/** The id of a purchase. A purchase of several things is an order with an id; a single one is named by its listing and transaction. */
function idOf(row: XmlElement): string | null {
	const [first = null] = transactionsOf(row);
	const [item, transaction] = [findText(first, 'Item', 'ItemID'), findText(first, 'TransactionID')];
	return (
		findText(row, 'Order', 'OrderID') ??
		findText(first, 'OrderLineItemID') ??
		(item === null || transaction === null ? null : `${item}-${transaction}`)
	);
}

function transactionsOf(row: XmlElement): readonly XmlElement[] {
	const order = findChild(row, 'Order');
	return childrenOf(order === null ? row : findChild(order, 'TransactionArray'), 'Transaction');
}
