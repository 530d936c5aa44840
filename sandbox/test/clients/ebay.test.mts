import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import eBayApi from 'ebay-api';
import { createEbay } from '../../ebay/ebayService.mts';
import { ALL_SCOPES } from '../../ebay/oauth/tokens.mts';
import { localAgent } from './localAgent.mts';

/** What the client gives for XML or JSON of whatever shape. */
type Parsed = ReturnType<typeof JSON.parse>;

const service = createEbay({ host: '127.0.0.1', port: 0 });
let ebay: eBayApi;

before(async () => {
	await service.start();
	const { clientId, clientSecret, ruName, refreshToken, url } = service.credentials();
	ebay = new eBayApi({
		appId: clientId,
		certId: clientSecret,
		ruName,
		sandbox: false,
		scope: [...ALL_SCOPES],
		axiosConfig: { httpsAgent: localAgent(url), proxy: false },
	});
	ebay.OAuth2.setCredentials({
		access_token: 'expired',
		refresh_token: refreshToken,
		expires_in: 1,
		refresh_token_expires_in: 1,
		token_type: 'User Access Token',
	});
});
after(async () => await service.stop());

test('ebay-api renews its token by itself, and knows the seller', async () => {
	const user: Parsed = await ebay.commerce.identity.getUser();
	assert.equal(user.username, service.credentials().sellerId);
	assert.notEqual(ebay.OAuth2.getCredentials()?.access_token, 'expired');
	const { User }: Parsed = await ebay.trading.GetUser();
	assert.equal(User.UserID, user.username);
});

test('it writes an item and its offer, publishes, prices, withdraws and deletes them', async () => {
	const { inventory } = ebay.sell;
	const item = { availability: { shipToLocationAvailability: { quantity: 4 } }, condition: 'NEW' };
	await inventory.createOrReplaceInventoryItem('CUP-1', { ...item, product: { title: 'Tea cup' } });
	assert.equal((await inventory.getInventoryItem('CUP-1')).product.title, 'Tea cup');
	assert.equal((await inventory.getInventoryItems({ limit: 2 })).inventoryItems.length, 2);
	const offer: Parsed = {
		sku: 'CUP-1',
		marketplaceId: 'EBAY_US',
		format: 'FIXED_PRICE',
		availableQuantity: 4,
		categoryId: '20625',
		merchantLocationKey: (await inventory.getInventoryLocations({})).locations[0].merchantLocationKey,
		pricingSummary: { price: { value: '8.00', currency: 'USD' } },
	};
	const { offerId }: Parsed = await inventory.createOffer(offer);
	await assert.rejects(inventory.createOffer(offer), /Offer entity already exists/);
	assert.equal((await inventory.getOffers({ sku: 'CUP-1' })).offers[0].status, 'UNPUBLISHED');
	const { listingId }: Parsed = await inventory.publishOffer(offerId);
	await inventory.updateOffer(offerId, { ...offer, pricingSummary: { price: { value: '9.50', currency: 'USD' } } });
	const shown: Parsed = await inventory.getOffer(offerId);
	assert.deepEqual([shown.pricingSummary.price.value, shown.listing.listingId], ['9.50', listingId]);
	const { responses }: Parsed = await inventory.bulkUpdatePriceQuantity({
		requests: [
			{ sku: 'CUP-1', shipToLocationAvailability: { quantity: 3 }, offers: [{ offerId, availableQuantity: 3 }] },
		],
	});
	assert.equal(responses[0].statusCode, 200);
	await inventory.withdrawOffer(offerId);
	await inventory.deleteOffer(offerId);
	await inventory.deleteInventoryItem('CUP-1');
	await assert.rejects(inventory.getInventoryItem('CUP-1'), named(25710));
});

test('it reads orders and sends them in parcels', async () => {
	const { orderId }: Parsed = await sell({ lines: [{ sku: 'MUG-BLUE', quantity: 2 }] });
	const { fulfillment } = ebay.sell;
	const filter = `lastmodifieddate:[${new Date(Date.now() - 60_000).toISOString()}..]`;
	const { orders }: Parsed = await fulfillment.getOrders({ filter, limit: 10 });
	assert.equal(orders[0].orderId, orderId);
	const { lineItems }: Parsed = await fulfillment.getOrder(orderId, { fieldGroups: ['TAX_BREAKDOWN'] });
	const [{ lineItemId }] = lineItems;
	const parcel = (quantity: number, trackingNumber: string): Parsed => ({
		lineItems: [{ lineItemId, quantity }],
		shippedDate: '2026-11-20T10:00:00.000Z',
		shippingCarrierCode: 'USPS',
		trackingNumber,
	});
	await fulfillment.createShippingFulfillment(orderId, parcel(1, '9400A'));
	assert.equal((await fulfillment.getOrder(orderId)).orderFulfillmentStatus, 'IN_PROGRESS');
	await assert.rejects(fulfillment.createShippingFulfillment(orderId, parcel(2, '9400B')), /Invalid quantity/);
	await fulfillment.createShippingFulfillment(orderId, parcel(1, '9400B'));
	assert.equal((await fulfillment.getOrder(orderId)).orderFulfillmentStatus, 'FULFILLED');
	assert.equal((await fulfillment.getShippingFulfillments(orderId)).total, 2);
	assert.equal((await fulfillment.getShippingFulfillment(orderId, '9400A')).shippingCarrierCode, 'USPS');
});

test('it calls the Trading API for orders, listings and quantities', async () => {
	const { orderId }: Parsed = await sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
	const { OrderArray, HasMoreOrders }: Parsed = await ebay.trading.GetOrders({
		NumberOfDays: 1,
		OrderStatus: 'Completed',
		SortingOrder: 'Descending',
		Pagination: { EntriesPerPage: 1, PageNumber: 1 },
	});
	assert.equal(HasMoreOrders, true);
	const [{ OrderID, TransactionArray }] = OrderArray.Order;
	assert.deepEqual([OrderID, TransactionArray.Transaction[0].QuantityPurchased], [orderId, 1]);
	const within = { EndTimeFrom: days(0), EndTimeTo: days(60), Pagination: { EntriesPerPage: 200, PageNumber: 1 } };
	const list: Parsed = await ebay.trading.GetSellerList({ ...within, GranularityLevel: 'Fine' });
	const active: Parsed = await ebay.trading.GetMyeBaySelling({ ActiveList: { Include: true } });
	const { TotalNumberOfEntries } = active.ActiveList.PaginationResult;
	assert.equal(list.ReturnedItemCountActual, TotalNumberOfEntries);
	const [listed] = list.ItemArray.Item;
	assert.equal((await ebay.trading.GetItem({ ItemID: listed.ItemID })).Item.Title, listed.Title);
	await assert.rejects(ebay.trading.GetSellerList({ Pagination: { EntriesPerPage: 5 } }), /Input data is invalid/);
});

test('it is told in the words of both APIs what there is not', async () => {
	await assert.rejects(ebay.sell.inventory.get('/moon'), named(2002));
	await assert.rejects(ebay.sell.fulfillment.getOrder('12-1'), named(32100));
	await assert.rejects(ebay.trading.GetMyMessages(), /Unsupported API call/);
});

async function sell(sale: object): Promise<Parsed> {
	const reply = await service.app().inject({ method: 'POST', url: '/control/sell', payload: sale });
	return reply.json();
}

function days(ahead: number): string {
	return new Date(Date.now() + ahead * 86_400_000).toISOString();
}

/** An error of the API with this number. */
function named(errorId: number): (error: unknown) => boolean {
	return (error) => {
		assert.equal((error as { errorCode?: number }).errorCode, errorId);
		return true;
	};
}
