import { connectEbay } from '../../../core/channels/ebay/adapter';
import { isAnswer, readAnswer } from '../../../core/channels/ebay/consent/answer';
import { keepKeys, readKeptKeys } from '../../../core/channels/ebay/consent/keptKeys';
import { readKeys } from '../../../core/channels/ebay/consent/keys';
import { findAmount, readAmount, readCurrency, readOptionalAmount } from '../../../core/channels/ebay/orders/amounts';
import { readCustomer, readPickup } from '../../../core/channels/ebay/orders/customer';
import { readLine } from '../../../core/channels/ebay/orders/lines';
import { readListingRef } from '../../../core/channels/ebay/listings/listingRef';
import { marketplaces, type Marketplace } from '../../../core/channels/ebay/marketplaces';
import { readEntry } from '../../../core/channels/ebay/orders/orderEntry';
import { readOrder } from '../../../core/channels/ebay/orders/readOrder';
import { readPurchase } from '../../../core/channels/ebay/orders/purchase';
import { readPayments } from '../../../core/channels/ebay/orders/payments';
import { readRefunds } from '../../../core/channels/ebay/orders/refunds';
import { readStockOrder } from '../../../core/channels/ebay/orders/stockOrder';
import { readOrderFee } from '../../../core/channels/ebay/orders/sellingFees';
import { hasShipped, readShipment } from '../../../core/channels/ebay/orders/shipments';
import { restApi, errorIdsOf, errorText } from '../../../core/channels/ebay/restApi';
import { readSettings } from '../../../core/channels/ebay/settings';
import { readRows, readSlice } from '../../../core/channels/ebay/orders/orderPages';
import { readState } from '../../../core/channels/ebay/orders/states';
import { readLineTaxes } from '../../../core/channels/ebay/orders/taxes';
import { requireSuccess, tradingApi } from '../../../core/channels/ebay/tradingApi';
import { toSku, type Sku } from '../../../core/model/sku';
import { readText } from '../../../core/reading/readUnknown';
import { readXml } from '../../../core/reading/readXml';
import {
	activeList,
	bulkItems,
	credential,
	ebayLine,
	ebayOrder,
	gbp,
	inventoryItem,
	offer,
	offers,
	orderRows,
	revised,
	tradingError,
} from '../../../test/support/ebayReplies';
import { change, channelOrders, channelReader } from './channelReaders';
import type { Reader } from '../reader';
import { allOf, answering, fields } from './replies';
import { orderTrouble } from './orderTrouble';

const marketplace = marketplaces[0] as Marketplace;
const noChoice = { alsoSold: [] };
const context = { choice: noChoice, marketplace };
const consentKeys = {
	environment: 'custom',
	customUrl: 'http://127.0.0.1:4105',
	clientId: 'App-1',
	clientSecret: 'Cert-1',
	ruName: 'Shop-App-Sync-abc',
} as const;
const keptCookie = keepKeys({ keys: consentKeys, mark: 's1' }, 'https://n8n.test/webhook/connect-ebay', true);
const refund = {
	refundId: 'r1',
	refundDate: '2026-02-05T10:00:00.000Z',
	amount: gbp('5.00'),
	refundStatus: 'REFUNDED',
	reason: 'BROKEN',
};
const line = ebayLine({
	discountedLineItemCost: gbp('18.00'),
	deliveryCost: { shippingCost: gbp('3.00'), discountAmount: gbp('-1.00') },
	taxes: [{ taxType: 'VAT', amount: gbp('2.00') }, { amount: gbp('4.00') }],
	ebayCollectAndRemitTaxes: [{ taxType: 'GST', amount: gbp('4.00') }],
	appliedPromotions: [{ description: 'Sale' }],
	legacyVariationId: '7',
	refunds: [refund],
});
const shipTo = {
	fullName: 'Ann Lee',
	email: 'ann@example.com',
	primaryPhone: { phoneNumber: '1' },
	contactAddress: { addressLine1: '1 Elm', city: 'Leeds', postalCode: 'LS1', countryCode: 'GB' },
};
const order = ebayOrder({
	lineItems: [line, ebayLine({ lineItemId: '100002' })],
	cancelStatus: { cancelState: 'IN_PROGRESS' },
	buyer: { username: 'ann_lee', buyerRegistrationAddress: shipTo },
	pricingSummary: { adjustment: gbp('-0.50'), total: gbp('44.50') },
	fulfillmentStartInstructions: [{ shippingStep: { shipTo }, finalDestinationAddress: { city: 'Paris' } }],
	paymentSummary: {
		refunds: [refund, { ...refund, refundId: 'r2', refundStatus: 'PENDING' }],
		payments: [{ paymentMethod: 'EBAY', paymentReferenceId: 'p', paymentDate: '2026-02-03T09:01:00.000Z' }],
	},
});
const items =
	'<Item><ItemID>110001</ItemID><Title>Poster</Title><SKU>DP-1</SKU><Quantity>5</Quantity><SellingStatus><QuantitySold>2</QuantitySold><CurrentPrice>9.5</CurrentPrice></SellingStatus></Item>' +
	'<Item><ItemID>110002</ItemID><Title>Mug</Title><Variations><Variation><SKU>MUG</SKU><QuantityAvailable>3</QuantityAvailable></Variation></Variations></Item>';
const purchase =
	'<OrderTransaction><Transaction><Item><ItemID>110001</ItemID><SKU>DP-1</SKU><Title>Poster</Title></Item><TransactionID>7</TransactionID><OrderLineItemID>110001-7</OrderLineItemID><QuantityPurchased>2</QuantityPurchased>' +
	'<CreatedDate>2026-02-03T09:00:00.000Z</CreatedDate><TransactionPrice currencyID="GBP">9.50</TransactionPrice></Transaction></OrderTransaction>';
const failure = activeList('').body.replace('<Ack>Success</Ack>', `<Ack>Failure</Ack>${tradingError(10007, 'Down')}`);

const orders = { '/order': orderRows([order]).body, '/12-10123-45678': order };
const selling = {
	'/bulk_get_inventory_item': bulkItems({ 'DP-1': 4, MUG: null, mug: null }).body,
	'/offer': offers(offer('1', { availableQuantity: 2, lotSize: 1 })).body,
	'/inventory_item': { total: 1, inventoryItems: [inventoryItem('DP-1', 4)] },
	'/api.dll': activeList(items).body,
};
const written = {
	...selling,
	'/bulk_update_price_quantity': { responses: [{ sku: 'DP-1', offerId: '1', statusCode: 200 }] },
	'/api.dll': revised('Success', { itemId: '110001', sku: 'MUG' }).body,
};
const changes = [change('ebay', 'inventory:DP-1', 'DP-1'), change('ebay', 'trading:110001:MUG', 'MUG')];
const asked = ['DP-1', 'MUG'].map(toSku) as Sku[];
const slice = { start: Date.UTC(2026, 0, 1), end: null, length: 1000 };
const questions = {
	by: 'lastmodifieddate',
	since: '2026-01-01T00:00:00.000Z',
	choice: noChoice,
	marketplace,
	now: () => Date.UTC(2026, 1, 4),
} as const;

const rest = (raw: unknown) => restApi(answering(raw), 'https://ebay.test');
const adapter = (raw: unknown) => connectEbay(answering(raw), credential, questions.now);

export const ebayReaders: readonly Reader[] = [
	{ name: 'core/channels/ebay/consent/keys.ts#readKeys', sample: consentKeys, read: readKeys },
	{
		name: 'core/channels/ebay/consent/keptKeys.ts#readKeptKeys',
		sample: keptCookie,
		read: readKeptKeys,
	},
	{ name: 'core/channels/ebay/consent/answer.ts#isAnswer', sample: { state: 's1', code: 'c' }, read: isAnswer },
	{
		name: 'core/channels/ebay/consent/answer.ts#readAnswer',
		sample: { address: 'https://ebay.test/?state=s1&code=v%5E1' },
		read: readAnswer,
	},
	{
		...channelReader('core/channels/ebay/orders/readOrder.ts#readOrder', order, (raw) => readOrder(raw, context)),
		trouble: orderTrouble,
	},
	channelReader('core/channels/ebay/orders/purchase.ts#readPurchase', purchase, (raw) =>
		readPurchase(readXml(readText(raw, 'x'), 'x'), { account: 'seller', marketplace, place: 0 }),
	),
	channelReader('core/channels/ebay/orders/orderEntry.ts#readEntry', order, (raw) => readEntry(raw, 'x', context)),
	channelReader('core/channels/ebay/orders/lines.ts#readLine', line, (raw) =>
		readLine(raw, 'x', { currency: 'GBP', taxIncluded: true }),
	),
	channelReader('core/channels/ebay/orders/taxes.ts#readLineTaxes', line, (raw) =>
		readLineTaxes(fields(raw), 'x', 'GBP'),
	),
	channelReader('core/channels/ebay/orders/customer.ts#readPickup', order, (raw) => readPickup(fields(raw), 'x')),
	channelReader('core/channels/ebay/orders/customer.ts#readCustomer', order, (raw) => readCustomer(fields(raw), 'x')),
	channelReader('core/channels/ebay/orders/payments.ts#readPayments', order, (raw) =>
		readPayments(fields(raw), { total: 2000, besides: [0], currency: 'GBP', path: 'x' }),
	),
	channelReader('core/channels/ebay/orders/refunds.ts#readRefunds', order, (raw) =>
		readRefunds(fields(raw), { path: 'x', currency: 'GBP', total: 5000, marketplaceTax: 0 }),
	),
	channelReader('core/channels/ebay/orders/refunds.ts#readRefunds (lines)', { lineItems: [line] }, (raw) =>
		readRefunds(fields(raw), { path: 'x', currency: 'GBP', total: 5000, marketplaceTax: 0 }),
	),
	channelReader('core/channels/ebay/orders/stockOrder.ts#readStockOrder', order, (raw) => readStockOrder(raw, context)),
	channelReader('core/channels/ebay/orders/sellingFees.ts#readOrderFee', { totalMarketplaceFee: gbp('2.61') }, (raw) =>
		readOrderFee(fields(raw), 'x'),
	),
	channelReader('core/channels/ebay/orders/shipments.ts#hasShipped', { fulfillmentHrefs: ['https://x'] }, (raw) =>
		hasShipped(fields(raw), 'x'),
	),
	channelReader(
		'core/channels/ebay/orders/shipments.ts#readShipment',
		{ shippedDate: '2026-11-20T12:00:00.000Z', shippingCarrierCode: 'DHL', shipmentTrackingNumber: '0034' },
		(raw) => readShipment(raw, 'x'),
	),
	channelReader('core/channels/ebay/orders/states.ts#readState', order, (raw) =>
		readState(fields(raw), 'x', { alsoSold: ['PENDING'] }),
	),
	channelReader('core/channels/ebay/orders/amounts.ts#readAmount', gbp('1.05'), (raw) => ({
		amount: readAmount(raw, 'GBP', 'x'),
	})),
	channelReader('core/channels/ebay/orders/amounts.ts#findAmount', gbp('1'), (raw) => ({
		amount: findAmount(raw, 'GBP', 'x'),
	})),
	channelReader('core/channels/ebay/orders/amounts.ts#readOptionalAmount', gbp('1'), (raw) => ({
		amount: readOptionalAmount(raw, 'GBP', 'x'),
	})),
	channelReader('core/channels/ebay/orders/amounts.ts#readCurrency', gbp('1'), (raw) => readCurrency(raw, 'x')),
	channelReader('core/channels/ebay/settings.ts#readSettings', credential, (raw) => readSettings(fields(raw))),
	{
		...channelReader('core/channels/ebay/listings/listingRef.ts#readListingRef', 'trading:110001:MUG%2F1', (raw) => ({
			...readListingRef(readText(raw, 'x')),
			sku: null,
		})),
	},
	channelReader(
		'core/channels/ebay/restApi.ts#errorText',
		{ errors: [{ errorId: 25702, longMessage: 'Unknown' }] },
		errorText,
	),
	{ ...channelReader('core/channels/ebay/restApi.ts#errorIdsOf', { errors: [{ errorId: 25702 }] }, errorIdsOf) },
	channelReader(
		'core/channels/ebay/orders/orderPages.ts#readRows',
		orders,
		async (raw) => await readRows(rest(raw), questions, slice, 0),
	),
	channelReader(
		'core/channels/ebay/orders/orderPages.ts#readSlice',
		orders,
		async (raw) => await readSlice(rest(raw), questions, slice, { entries: [], total: 1 }),
	),
	channelReader('core/channels/ebay/tradingApi.ts#requireSuccess', { '': activeList(items).body }, async (raw) =>
		requireSuccess(
			'GetMyeBaySelling',
			await tradingApi(answering(raw), { root: '', marketplace })('GetMyeBaySelling', ''),
		),
	),
	channelReader(
		'core/channels/ebay/tradingApi.ts#tradingApi',
		{ '': failure },
		async (raw) => await tradingApi(answering(raw), { root: '', marketplace })('GetMyeBaySelling', ''),
	),
	channelReader(
		'core/channels/ebay/adapter.ts#connectEbay',
		credential,
		(raw) => typeof connectEbay(answering({}), fields(raw), questions.now).findOrder,
	),
	{
		...channelReader(
			'core/channels/ebay/adapter.ts#connectEbay (ordersSince)',
			orders,
			async (raw) => await allOf(adapter(raw).readOrdersSince('2026-02-01T00:00:00.000Z', noChoice)),
		),
		trouble: channelOrders,
	},
	{
		...channelReader('core/channels/ebay/adapter.ts#connectEbay (orderById)', orders, async (raw) => [
			await adapter(raw).findOrder('12-10123-45678', noChoice),
		]),
		trouble: channelOrders,
	},
	channelReader(
		'core/channels/ebay/adapter.ts#connectEbay (listingsBySku)',
		selling,
		async (raw) => await adapter(raw).findListings(asked),
	),
	channelReader(
		'core/channels/ebay/adapter.ts#connectEbay (allListings)',
		selling,
		async (raw) => await allOf(adapter(raw).readAllListings()),
	),
	channelReader(
		'core/channels/ebay/adapter.ts#connectEbay (setStock)',
		written,
		async (raw) => await adapter(raw).writeStock(changes),
	),
];
