import { cents } from '../money.mts';
import { endIfSoldOut, isInventoryManaged } from './sellable.mts';
import { countRevision, mayRevise } from './revisions.mts';
import type { EbayState, TradingListing, Variation } from '../state.mts';
import { failure, type TradingCall } from '../trading/answer.mts';
import { tradingErrors, type TradingError } from '../trading/errors.mts';
import { priceNode, textOf, type XmlNode } from '../trading/xml.mts';

const MOST_ROWS = 4;

interface Revision {
	readonly trouble: TradingError | null;
	/** Null when the row was refused. */
	readonly status: XmlNode | null;
}

interface Target {
	readonly listing: TradingListing;
	readonly unit: TradingListing | Variation;
}

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/ReviseInventoryStatus.html */
export const reviseInventoryStatus: TradingCall = (state, call) => {
	const rows = (Array.isArray(call.InventoryStatus) ? call.InventoryStatus : []) as XmlNode[];
	if (rows.length === 0) return failure(tradingErrors.badInput('InventoryStatus'));
	if (rows.length > MOST_ROWS) return failure(tradingErrors.tooManyRows);
	const revisions = rows.map((row) => revise(state, row));
	const errors = revisions.flatMap(({ trouble }) => (trouble === null ? [] : [trouble]));
	const done = revisions.flatMap(({ status }) => (status === null ? [] : [status]));
	return { ack: ackOf(done.length, rows.length, errors.length), errors, content: { InventoryStatus: done } };
};

function ackOf(done: number, asked: number, troubles: number): 'Success' | 'Warning' | 'PartialFailure' | 'Failure' {
	if (done === 0) return 'Failure';
	if (done < asked) return 'PartialFailure';
	return troubles > 0 ? 'Warning' : 'Success';
}

function revise(state: EbayState, row: XmlNode): Revision {
	const itemId = textOf(row, 'ItemID');
	const sku = textOf(row, 'SKU');
	const about = { ...(itemId === null ? {} : { ItemID: itemId }), ...(sku === null ? {} : { SKU: sku }) };
	const target = findTarget(state, itemId, sku);
	if ('code' in target) return { trouble: { ...target, parameters: about }, status: null };
	const asked = readQuantityAndPrice(row, target.unit);
	if ('code' in asked) return { trouble: { ...asked, parameters: about }, status: null };
	const { listing, unit } = target;
	const unchanged = unit.quantity === asked.quantity && unit.price === asked.price;
	if (!unchanged && !mayRevise(state, listing.itemId))
		return { trouble: { ...tradingErrors.revisedTooOften, parameters: about }, status: null };
	const trouble = unchanged ? tradingErrors.redundant : apply(state, target, asked);
	const status = {
		ItemID: listing.itemId,
		StartPrice: priceNode(unit.price, 'USD'),
		Quantity: unit.quantity,
		SKU: unit.sku ?? '',
	};
	return { trouble: trouble === null ? null : { ...trouble, parameters: about }, status };
}

function findTarget(state: EbayState, itemId: string | null, sku: string | null): Target | TradingError {
	const listing = itemId === null ? trackedBySku(state, sku) : state.listings.get(itemId);
	if (listing === undefined) {
		if (itemId === null) return tradingErrors.skuMismatch;
		return isInventoryManaged(state, itemId) ? tradingErrors.inventoryManaged : tradingErrors.unknownItem;
	}
	if (listing.ended) return tradingErrors.ended;
	if (listing.variations.length > 0 && sku === null) return tradingErrors.variationNeedsSku;
	const unit =
		listing.variations.length === 0 ? listing : listing.variations.find((variation) => variation.sku === sku);
	if (unit === undefined || (sku !== null && unit.sku !== sku)) return tradingErrors.skuMismatch;
	return { listing, unit };
}

/** A SKU alone names only listings that are tracked by SKU. */
function trackedBySku(state: EbayState, sku: string | null): TradingListing | undefined {
	return [...state.listings.values()].find(
		(listing) =>
			listing.trackedBy === 'SKU' && sku !== null && [listing, ...listing.variations].some((unit) => unit.sku === sku),
	);
}

interface QuantityAndPrice {
	readonly quantity: number;
	readonly price: number;
}

function readQuantityAndPrice(row: XmlNode, unit: QuantityAndPrice): QuantityAndPrice | TradingError {
	const quantity = textOf(row, 'Quantity');
	const price = textOf(row, 'StartPrice');
	if (quantity === null && price === null) return tradingErrors.badInput('InventoryStatus.Quantity');
	if (quantity !== null && !/^\d{1,9}$/.test(quantity)) return tradingErrors.badInput('InventoryStatus.Quantity');
	if (price !== null && !/^\d{1,7}(\.\d{1,2})?$/.test(price))
		return tradingErrors.badInput('InventoryStatus.StartPrice');
	return {
		quantity: quantity === null ? unit.quantity : Number(quantity),
		price: price === null ? unit.price : cents(price),
	};
}

/**
 * Without the out-of-stock option zero ends a listing, and takes a variation that never sold out of it.
 * https://developer.ebay.com/support/kb-article?KBid=1546
 */
function apply(state: EbayState, { listing, unit }: Target, asked: QuantityAndPrice): TradingError | null {
	unit.quantity = asked.quantity;
	unit.price = asked.price;
	countRevision(state, listing.itemId);
	endIfSoldOut(state, listing.itemId);
	const vanishes = asked.quantity === 0 && unit !== listing && unit.sold === 0 && !state.settings.outOfStockControl;
	if (!vanishes || listing.ended) return null;
	listing.variations = listing.variations.filter((variation) => variation !== unit);
	return tradingErrors.variationRemoved;
}
