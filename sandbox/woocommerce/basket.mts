import { discountsOf, type Coupon } from './coupons.mts';
import { parseAmount, roundToCents, sum, type Micros } from './money.mts';
import type { CouponLine, FeeLine, Order, OrderLine, OrderTax, ShippingLine } from './orderModel.mts';
import { fullName, priceOf, shownTaxClass } from './productFacts.mts';
import { parentOf, type Product } from './productModel.mts';
import { takeId, type Shop } from './shop.mts';
import { taxesInside, taxesOnTop, type RateTax, type TaxRate } from './taxes.mts';

export interface DraftLine {
	/** Null for a product that was not found: a nameless line without a price. */
	readonly product: Product | null;
	readonly quantity: number;
	/** A decimal that replaces the product's price, as the shop enters prices. */
	readonly price?: string | undefined;
}

export interface Basket {
	readonly lines: readonly DraftLine[];
	/** Without tax. */
	readonly shipping?: { readonly title: string; readonly amount: string } | undefined;
	/** Without tax. */
	readonly fees?: readonly { readonly name: string; readonly amount: string }[] | undefined;
	readonly coupon?: Coupon | undefined;
	/** Replaces the shop's tax tables for this order. */
	readonly rates?: readonly TaxRate[] | undefined;
}

export type Priced = Pick<Order, 'lines' | 'shippingLines' | 'feeLines' | 'couponLines'>;

/** The lines of a basket with their amounts and taxes. */
export function priceBasket(shop: Shop, basket: Basket): Priced {
	const { coupon } = basket;
	const entered = basket.lines.map((line) => enteredPrice(shop, line) * line.quantity);
	const discounts =
		coupon === undefined
			? entered.map(() => 0)
			: discountsOf(
					coupon,
					basket.lines.map(({ quantity }, index) => ({ price: Math.round((entered[index] ?? 0) / 10_000), quantity })),
				).map((cents) => cents * 10_000);
	const lines = basket.lines.map((line, index) => priceLine(shop, basket, { line, entered: entered[index] ?? 0, discount: discounts[index] ?? 0 }));
	return {
		lines,
		shippingLines: shippingLines(shop, basket),
		feeLines: (basket.fees ?? []).map((fee) => feeLine(shop, basket, fee)),
		couponLines: coupon === undefined ? [] : [couponLine(shop, basket, coupon, discounts)],
	};
}

interface LineAmounts {
	readonly line: DraftLine;
	/** For the whole line, as entered: with tax if the shop's prices include it. */
	readonly entered: Micros;
	readonly discount: Micros;
}

function priceLine(shop: Shop, basket: Basket, { line, entered, discount }: LineAmounts): OrderLine {
	const { product, quantity } = line;
	const rates = goodsRates(shop, basket, product);
	const [before, after] = [split(shop, entered, rates), split(shop, entered - discount, rates)];
	const parent = product === null ? undefined : parentOf(shop, product);
	return {
		id: takeId(shop, 'item'),
		name: product === null ? '' : fullName(shop, product),
		productId: parent?.id ?? product?.id ?? 0,
		variationId: parent === undefined ? 0 : (product?.id ?? 0),
		parentName: parent?.name ?? null,
		quantity,
		taxClass: product === null ? '' : shownTaxClass(shop, product),
		subtotal: before.net,
		total: after.net,
		taxes: after.taxes.map((tax, index) => ({ rateId: tax.rateId, total: tax.amount, subtotal: before.taxes[index]?.amount ?? 0 })),
		meta: product?.option == null ? [] : [{ id: takeId(shop, 'meta'), key: product.option.name.toLowerCase(), value: product.option.value }],
	};
}

/** A price as the shop enters it, taken apart into net and taxes. */
function split(shop: Shop, entered: Micros, rates: readonly TaxRate[]): { net: Micros; taxes: RateTax[] } {
	return shop.settings.pricesIncludeTax ? taxesInside(entered, rates) : { net: entered, taxes: taxesOnTop(entered, rates) };
}

function enteredPrice(shop: Shop, { product, price }: DraftLine): Micros {
	const text = price ?? (product === null ? '' : priceOf(shop, product));
	return text === '' ? 0 : parseAmount(text);
}

function shippingLines(shop: Shop, basket: Basket): ShippingLine[] {
	const { shipping } = basket;
	if (shipping === undefined) return [];
	const total = parseAmount(shipping.amount);
	const rates = tableOf(shop, basket).filter((rate) => rate.taxClass === '' && rate.appliesToShipping);
	return [{ id: takeId(shop, 'item'), title: shipping.title, total, taxes: withoutSubtotal(taxesOnTop(total, rates)), meta: [] }];
}

function feeLine(shop: Shop, basket: Basket, fee: { name: string; amount: string }): FeeLine {
	const total = parseAmount(fee.amount);
	return { id: takeId(shop, 'item'), name: fee.name, total, taxes: withoutSubtotal(taxesOnTop(total, goodsRates(shop, basket, null))) };
}

function withoutSubtotal(taxes: readonly RateTax[]): OrderTax[] {
	return taxes.map(({ rateId, amount }) => ({ rateId, total: amount, subtotal: null }));
}

/** What the coupon shows of itself; it rounds apart from the lines, so it may differ from them by a cent. */
function couponLine(shop: Shop, basket: Basket, coupon: Coupon, discounts: readonly Micros[]): CouponLine {
	const taxes = basket.lines.map(({ product }, index) => {
		const rates = goodsRates(shop, basket, product);
		return sum(split(shop, discounts[index] ?? 0, rates).taxes.map(({ amount }) => amount));
	});
	const tax = sum(taxes);
	const nominalAmount = coupon.type === 'percent' ? coupon.value : coupon.value / 100;
	return {
		id: takeId(shop, 'item'),
		code: coupon.code,
		type: coupon.type,
		nominalAmount,
		discount: roundToCents(sum(discounts) - (shop.settings.pricesIncludeTax ? tax : 0)),
		discountTax: tax,
		meta: [{ id: takeId(shop, 'meta'), key: 'coupon_info', value: JSON.stringify([0, coupon.code, coupon.type, nominalAmount]) }],
	};
}

function goodsRates(shop: Shop, basket: Basket, product: Product | null): readonly TaxRate[] {
	if (product?.taxStatus === 'none') return [];
	const taxClass = product === null ? '' : shownTaxClass(shop, product);
	// A rate given for one order counts for every class.
	return basket.rates ?? tableOf(shop, basket).filter((rate) => rate.taxClass === taxClass);
}

export function tableOf(shop: Shop, basket: Basket): readonly TaxRate[] {
	return basket.rates ?? (shop.settings.calculateTaxes ? shop.settings.taxRates : []);
}
