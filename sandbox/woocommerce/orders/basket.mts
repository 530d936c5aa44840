import type { Basket, DraftCharge, DraftLine, Priced } from './basketTypes.mts';
import { discountsOf, type Coupon } from './coupons.mts';
import { parseAmount, roundTo, sum, unitOf, type Micros } from '../money.mts';
import type { CouponLine, FeeLine, OrderLine, OrderTax, ShippingLine } from './order.mts';
import { fullName, priceOf, shownTaxClass } from '../listings/productFacts.mts';
import { parentOf } from '../listings/product.mts';
import { takeId, type Shop } from '../shop.mts';
import { taxesInside, taxesOnTop, type RateTax, type TaxRate } from './taxes.mts';

/** The lines of a basket with their amounts and taxes. */
export function priceBasket(shop: Shop, basket: Basket): Priced {
	const coupons = basket.coupons ?? [];
	const unit = unitOf(basket.rounding.decimals);
	const entered = basket.lines.map((line) => enteredPrice(shop, line) * line.quantity);
	const discounts = discountsOf(
		coupons,
		// Rounded down: no coupon takes more off a line than it costs.
		basket.lines.map(({ quantity }, index) => ({ price: Math.floor((entered[index] ?? 0) / unit), quantity })),
	).map((units) => units.map((one) => one * unit));
	const lines = basket.lines.map((line, index) => {
		const price = entered[index] ?? 0;
		const discount =
			sum(discounts.map((own) => own[index] ?? 0)) + (line.cut === undefined ? 0 : parseAmount(line.cut));
		return priceLine(shop, basket, { line, entered: price, discount: Math.min(discount, Math.max(price, 0)) });
	});
	return {
		lines,
		shippingLines: (basket.shipping ?? []).map((charge) => shippingLine(shop, basket, charge)),
		feeLines: (basket.fees ?? []).map((fee) => feeLine(shop, basket, fee)),
		couponLines: coupons.map((coupon, place) =>
			couponLine(shop, basket, { coupon, discounts: discounts[place] ?? [] }),
		),
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
	const rates = goodsRates(shop, basket, line);
	const [before, after] = [split(basket, entered, rates), split(basket, entered - discount, rates)];
	const parent = product === null ? undefined : parentOf(shop, product);
	return {
		id: takeId(shop, 'item'),
		name: product === null ? (line.name ?? '') : fullName(shop, product),
		productId: parent?.id ?? product?.id ?? 0,
		variationId: parent === undefined ? 0 : (product?.id ?? 0),
		parentName: parent?.name ?? null,
		quantity,
		taxClass: classOf(shop, line),
		subtotal: before.net,
		total: after.net,
		taxes: after.taxes.map((tax, index) => ({
			rateId: tax.rateId,
			total: tax.amount,
			subtotal: before.taxes[index]?.amount ?? 0,
		})),
		meta:
			product?.option == null
				? []
				: [{ id: takeId(shop, 'meta'), key: product.option.name.toLowerCase(), value: product.option.value }],
	};
}

/** A price as the shop enters it, taken apart into net and taxes. */
function split(
	{ pricesIncludeTax, rounding }: Basket,
	entered: Micros,
	rates: readonly TaxRate[],
): { net: Micros; taxes: RateTax[] } {
	return pricesIncludeTax
		? taxesInside(entered, rates, rounding)
		: { net: entered, taxes: taxesOnTop(entered, rates, rounding) };
}

function enteredPrice(shop: Shop, { product, price }: DraftLine): Micros {
	const text = price ?? (product === null ? '' : priceOf(shop, product));
	return text === '' ? 0 : parseAmount(text);
}

function shippingLine(shop: Shop, basket: Basket, { name, amount, rates }: DraftCharge): ShippingLine {
	const total = parseAmount(amount);
	const own = rates ?? tableOf(shop, basket).filter((rate) => rate.taxClass === '' && rate.appliesToShipping);
	return {
		id: takeId(shop, 'item'),
		title: name,
		total,
		taxes: withoutSubtotal(taxesOnTop(total, own, basket.rounding)),
		meta: [],
	};
}

function feeLine(shop: Shop, basket: Basket, { name, amount, rates }: DraftCharge): FeeLine {
	const total = parseAmount(amount);
	const own = rates ?? goodsRates(shop, basket, { product: null, quantity: 1 });
	return { id: takeId(shop, 'item'), name, total, taxes: withoutSubtotal(taxesOnTop(total, own, basket.rounding)) };
}

function withoutSubtotal(taxes: readonly RateTax[]): OrderTax[] {
	return taxes.map(({ rateId, amount }) => ({ rateId, total: amount, subtotal: null }));
}

/** What the coupon shows of itself; it rounds apart from the lines, so it may differ from them by a cent. */
function couponLine(
	shop: Shop,
	basket: Basket,
	{ coupon, discounts }: { coupon: Coupon; discounts: readonly Micros[] },
): CouponLine {
	const taxes = basket.lines.map((line, index) =>
		sum(split(basket, discounts[index] ?? 0, goodsRates(shop, basket, line)).taxes.map(({ amount }) => amount)),
	);
	const tax = sum(taxes);
	const { decimals } = basket.rounding;
	const nominalAmount = coupon.type === 'percent' ? coupon.value : coupon.value / 10 ** decimals;
	return {
		id: takeId(shop, 'item'),
		code: coupon.code,
		type: coupon.type,
		nominalAmount,
		discount: roundTo(sum(discounts) - (basket.pricesIncludeTax ? tax : 0), decimals),
		discountTax: tax,
		meta: [
			{
				id: takeId(shop, 'meta'),
				key: 'coupon_info',
				value: JSON.stringify([0, coupon.code, coupon.type, nominalAmount]),
			},
		],
	};
}

function goodsRates(shop: Shop, basket: Basket, line: DraftLine): readonly TaxRate[] {
	if (line.product?.taxStatus === 'none') return [];
	// A rate given for one order counts for every class.
	return line.rates ?? basket.rates ?? tableOf(shop, basket).filter((rate) => rate.taxClass === classOf(shop, line));
}

function classOf(shop: Shop, { product, taxClass }: DraftLine): string {
	return taxClass ?? (product === null ? '' : shownTaxClass(shop, product));
}

function tableOf(shop: Shop, basket: Basket): readonly TaxRate[] {
	return basket.rates ?? (shop.settings.calculateTaxes ? shop.settings.taxRates : []);
}
