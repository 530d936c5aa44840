import { readAmount, readOptionalAmount, unitPriceOf } from './amounts';
import { rateOf, readLineTaxes, type EbayTax } from './taxes';
import { shareOf } from '../../../model/allocation';
import { sum, type Money } from '../../../model/money';
import type { Discount, OrderLine } from '../../../model/salesOrder';
import { toSku } from '../../../model/sku';
import {
	UnreadableError,
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	readWholeNumber,
	type Fields,
} from '../../../reading/readUnknown';

export interface EbayLine {
	readonly line: OrderLine;
	/** The delivery of this line, after its discount. */
	readonly delivery: Money;
	/** The seller's tax on the delivery; null where prices contain their tax. */
	readonly deliveryTax: Money | null;
	readonly discounts: readonly Discount[];
	readonly taxes: readonly EbayTax[];
	readonly collectedTax: Money;
	/** Import charges, and what else eBay takes for carrying the goods or for itself. */
	readonly carriage: Money;
}

interface LineContext {
	readonly currency: string;
	readonly taxIncluded: boolean;
}

/** Reads a line, amounts in minor units. Throws UnreadableError, which names the field. */
export function readLine(raw: unknown, path: string, { currency, taxIncluded }: LineContext): EbayLine {
	const fields = readFields(raw, path);
	const quantity = readWholeNumber(fields.quantity, `${path}.quantity`);
	if (quantity < 1) throw new UnreadableError(`${path}.quantity`, 'at least 1');
	const cost = readAmount(fields.lineItemCost, currency, `${path}.lineItemCost`);
	const net =
		readOptional(fields.discountedLineItemCost, `${path}.discountedLineItemCost`, (amount, at) =>
			readAmount(amount, currency, at),
		) ?? cost;
	const { own, collected } = readLineTaxes(fields, path, currency);
	const delivery = readDelivery(fields.deliveryCost, currency, `${path}.deliveryCost`);
	const { ofGoods, ofDelivery } = splitTax(own, taxIncluded, { net, delivery });
	return {
		line: {
			lineId: readNonEmptyText(fields.lineItemId, `${path}.lineItemId`),
			kind: 'goods',
			bundleLineId: null,
			sku: toSku(readOptionalText(fields.sku, `${path}.sku`)),
			name: readOptionalText(fields.title, `${path}.title`) ?? '',
			quantity,
			unitPrice: unitPriceOf(cost, quantity, currency),
			net,
			discount: cost - net,
			tax: ofGoods,
			taxRates: [...new Set(own.map(rateOf))].sort(),
			// Every fixed-price listing has a quantity.
			tracksStock: true,
			stockTaken: null,
			restocked: null,
			listingRef: findListingRef(fields, path),
		},
		delivery,
		deliveryTax: ofDelivery,
		discounts:
			cost === net
				? []
				: [{ name: readPromotion(fields.appliedPromotions, `${path}.appliedPromotions`), amount: cost - net }],
		taxes: own,
		collectedTax: collected,
		carriage: readCarriage(fields, currency, path),
	};
}

/**
 * The tax of a line and of its delivery. eBay states one tax for both, so it is shared out in proportion to their amounts.
 * https://developer.ebay.com/devzone/xml/docs/reference/eBay/types/TaxDetailsType.html
 */
function splitTax(own: readonly EbayTax[], taxIncluded: boolean, { net, delivery }: { net: Money; delivery: Money }) {
	if (own.length === 0) return taxIncluded ? { ofGoods: null, ofDelivery: null } : { ofGoods: 0, ofDelivery: 0 };
	const tax = sum(own.map(({ amount }) => amount));
	const ofDelivery = delivery > 0 && net + delivery > 0 ? shareOf(tax, delivery, net + delivery) : 0;
	return { ofGoods: tax - ofDelivery, ofDelivery };
}

function findListingRef(fields: Fields, path: string): string | null {
	const item = readOptionalText(fields.legacyItemId, `${path}.legacyItemId`);
	const variation = readOptionalText(fields.legacyVariationId, `${path}.legacyVariationId`);
	return item === null || variation === null || variation === '0' ? item : `${item}/${variation}`;
}

/** Reads the delivery of a line. Some fields state the discount with a minus sign, some without. */
function readDelivery(raw: unknown, currency: string, path: string): Money {
	const fields = readOptional(raw, path, readFields) ?? {};
	const amount = (name: string) => readOptionalAmount(fields[name], currency, `${path}.${name}`);
	return amount('shippingCost') + amount('handlingCost') - Math.abs(amount('discountAmount'));
}

/** https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:DeliveryCost */
function readCarriage(line: Fields, currency: string, path: string): Money {
	const amountsIn = (raw: unknown, at: string, names: readonly string[]) => {
		const fields = readOptional(raw, at, readFields) ?? {};
		return names.map((name) => readOptionalAmount(fields[name], currency, `${at}.${name}`));
	};
	const collected = readOptional(line.ebayCollectedCharges, `${path}.ebayCollectedCharges`, readFields);
	const at = `${path}.ebayCollectedCharges.charges`;
	const charges = readOptional(collected?.charges, at, (list, place) => readList(list, place, readFields)) ?? [];
	return sum([
		...amountsIn(line.deliveryCost, `${path}.deliveryCost`, ['importCharges', 'shippingIntermediationFee']),
		...amountsIn(collected, `${path}.ebayCollectedCharges`, ['ebayShipping']),
		...charges.map(({ amount }, place) => readOptionalAmount(amount, currency, `${at}[${place}].amount`)),
	]);
}

function readPromotion(raw: unknown, path: string): string {
	const promotions = readOptional(raw, path, (list, at) => readList(list, at, readFields)) ?? [];
	const names = promotions.map((promotion) => readOptionalText(promotion.description, `${path}.description`));
	return names.filter((name) => name !== null).join(', ') || 'Promotion';
}
