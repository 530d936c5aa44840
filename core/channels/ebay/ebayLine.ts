import { sum, type Money } from '../../domain/money';
import type { Discount, OrderLine } from '../../domain/salesOrder';
import { toSku } from '../../domain/sku';
import { readFields, readList, readNonEmptyText, readOptional, readOptionalText, readWholeNumber, UnreadableError, type Fields } from '../../reading/readUnknown';
import { readAmount, readOptionalAmount, unitPriceOf } from './ebayAmounts';
import { rateOf, readLineTaxes, type EbayTax } from './ebayTaxes';

export interface EbayLine {
	readonly line: OrderLine;
	/** What delivery of this line costs the buyer, after its discount. */
	readonly delivery: Money;
	readonly discounts: readonly Discount[];
	readonly taxes: readonly EbayTax[];
	readonly collectedTax: Money;
}

export interface LineContext {
	readonly currency: string;
	readonly taxIncluded: boolean;
}

export function readLine(raw: unknown, path: string, { currency, taxIncluded }: LineContext): EbayLine {
	const fields = readFields(raw, path);
	const quantity = readWholeNumber(fields.quantity, `${path}.quantity`);
	if (quantity < 1) throw new UnreadableError(`${path}.quantity`, 'at least 1');
	const cost = readAmount(fields.lineItemCost, currency, `${path}.lineItemCost`);
	const net = readOptional(fields.discountedLineItemCost, `${path}.discountedLineItemCost`, (amount, at) => readAmount(amount, currency, at)) ?? cost;
	const { own, collected } = readLineTaxes(fields, path, currency);
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
			tax: own.length === 0 && taxIncluded ? null : sum(own.map(({ amount }) => amount)),
			taxRates: [...new Set(own.map(rateOf))].sort(),
			// Every fixed-price listing has a quantity.
			tracksStock: true,
			stockTaken: null,
			restocked: null,
			listingRef: soldListing(fields, path),
		},
		delivery: readDelivery(fields.deliveryCost, currency, `${path}.deliveryCost`),
		discounts: cost === net ? [] : [{ name: readPromotion(fields.appliedPromotions, `${path}.appliedPromotions`), amount: cost - net }],
		taxes: own,
		collectedTax: collected,
	};
}

function soldListing(fields: Fields, path: string): string | null {
	const item = readOptionalText(fields.legacyItemId, `${path}.legacyItemId`);
	const variation = readOptionalText(fields.legacyVariationId, `${path}.legacyVariationId`);
	return item === null || variation === null || variation === '0' ? item : `${item}/${variation}`;
}

/** The discount is written with or without its minus sign, by the field that it stands in. */
function readDelivery(raw: unknown, currency: string, path: string): Money {
	const fields = readOptional(raw, path, readFields) ?? {};
	const amount = (name: string) => readOptionalAmount(fields[name], currency, `${path}.${name}`);
	return amount('shippingCost') + amount('handlingCost') - Math.abs(amount('discountAmount'));
}

function readPromotion(raw: unknown, path: string): string {
	const promotions = readOptional(raw, path, (list, at) => readList(list, at, readFields)) ?? [];
	const names = promotions.map((promotion) => readOptionalText(promotion.description, `${path}.description`));
	return names.filter((name) => name !== null).join(', ') || 'Promotion';
}
