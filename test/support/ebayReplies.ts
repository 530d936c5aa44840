import type { Fields } from '../../core/reading/readUnknown';

export const credential = { environment: 'custom', customUrl: 'https://ebay.test/', marketplace: 'EBAY_US' };

export const gbp = (value: string) => ({ value, currency: 'GBP' });
export const usd = (value: string) => ({ value, currency: 'USD' });

/** Two posters for 20.00 and delivery for 3.00, sold on eBay's British site and paid. */
export function ebayLine(changes: Fields = {}): Fields {
	return {
		lineItemId: '100001',
		legacyItemId: '110001',
		sku: 'DP-1',
		title: 'Poster',
		quantity: 2,
		lineItemCost: gbp('20.00'),
		deliveryCost: { shippingCost: gbp('3.00') },
		taxes: [],
		total: gbp('23.00'),
		listingMarketplaceId: 'EBAY_GB',
		...changes,
	};
}

export function ebayOrder(changes: Fields = {}): Fields {
	return {
		orderId: '12-10123-45678',
		creationDate: '2026-02-03T09:00:00.000Z',
		lastModifiedDate: '2026-02-03T10:00:01.123Z',
		orderPaymentStatus: 'PAID',
		orderFulfillmentStatus: 'NOT_STARTED',
		sellerId: 'harbour-goods',
		buyer: { username: 'ann_lee' },
		cancelStatus: { cancelState: 'NONE_REQUESTED', cancelRequests: [] },
		pricingSummary: { priceSubtotal: gbp('20.00'), deliveryCost: gbp('3.00'), total: gbp('23.00') },
		lineItems: [ebayLine()],
		...changes,
	};
}

export function orderRows(orders: readonly unknown[], total = orders.length) {
	return { body: { href: '', limit: 200, offset: 0, total, orders } };
}

export function inventoryItem(sku: string, quantity: number, changes: Fields = {}): Fields {
	return {
		sku,
		availability: { shipToLocationAvailability: { quantity } },
		product: { title: `A ${sku}` },
		...changes,
	};
}

/** The answer to bulk_get_inventory_item: a number of units, or null for a SKU that eBay does not know. */
export function bulkItems(stock: Readonly<Record<string, number | null>>) {
	const responses = Object.entries(stock).map(([sku, quantity]) =>
		quantity === null
			? { sku, statusCode: 404, errors: [{ errorId: 25710, message: 'We did not find the entity' }] }
			: { sku, statusCode: 200, inventoryItem: inventoryItem(sku, quantity) },
	);
	return { body: { responses } };
}

export function offer(offerId: string, changes: Fields = {}): Fields {
	return {
		offerId,
		marketplaceId: 'EBAY_GB',
		format: 'FIXED_PRICE',
		status: 'PUBLISHED',
		listing: { listingId: `11${offerId}` },
		...changes,
	};
}

export function offers(...list: readonly Fields[]) {
	return { body: { total: list.length, offers: list } };
}

export const noOffers = { status: 404, body: { errors: [{ errorId: 25713, message: 'This Offer is not available' }] } };

export function tradingReply(call: string, content: string) {
	return {
		body: `<?xml version="1.0" encoding="UTF-8"?>\n<${call}Response xmlns="urn:ebay:apis:eBLBaseComponents">${content}</${call}Response>`,
	};
}

export function activeList(items: string, pages = 1) {
	const list = `<ActiveList><ItemArray>${items}</ItemArray><PaginationResult><TotalNumberOfPages>${pages}</TotalNumberOfPages></PaginationResult></ActiveList>`;
	return tradingReply('GetMyeBaySelling', `<Ack>Success</Ack>${list}`);
}

export const noActiveListings = tradingReply('GetMyeBaySelling', '<Ack>Success</Ack>');

export function revised(ack: string, ...nodes: ReadonlyArray<{ itemId: string; sku?: string }>) {
	return revisedWith(ack, '', ...nodes);
}

export function revisedWith(ack: string, errors: string, ...nodes: ReadonlyArray<{ itemId: string; sku?: string }>) {
	const echoed = nodes.map(
		({ itemId, sku }) => `<InventoryStatus><SKU>${sku ?? ''}</SKU><ItemID>${itemId}</ItemID></InventoryStatus>`,
	);
	return tradingReply('ReviseInventoryStatus', `<Ack>${ack}</Ack>${errors}${echoed.join('')}`);
}

export function tradingError(code: number, message: string): string {
	return `<Errors><ShortMessage>${message}</ShortMessage><LongMessage>${message}.</LongMessage><ErrorCode>${code}</ErrorCode><SeverityCode>Error</SeverityCode></Errors>`;
}
