import { drawAmount } from '../amounts.mts';
import { drawCustomer } from '../customers.mts';
import type { Random } from '../random.mts';
import type { Company } from '../company.mts';
import { leftOf, unitsLeft, type OrderTruth } from '../orderTruth.mts';
import { drawEditedLines, drawLines, ratesOf, type LineRules, type SaleLine } from './lines.mts';
import { inCurrency } from './currency.mts';
import type { Cart, Shop, StepName, Trade } from './shop.mts';

/** How buyers pay, by the id of the gateway. */
export const METHOD_TITLES = { bacs: 'Bank transfer', stripe: 'Card', cod: 'Cash on delivery' } as const;

export const woocommerce: Shop = {
	channel: 'woocommerce',
	settings: ({ currency, country }, random) => ({
		currency,
		country: country === 'US' ? 'US:NY' : country,
		orderNumberPrefix: random.happens(20) ? 'ORDER-2026-' : '',
	}),
	drawCart,
	possible,
	statusAfter: { putOnHold: 'on-hold', resume: 'processing', complete: 'completed' },
	drawEdit: (order, company, random) => ({
		lines: drawEditedLines(order, rulesOf({ ...company, currency: order.currency }), random),
		...(random.happens(20) ? { shipping: drawAmount(random, order.currency, 0, 1500) } : {}),
	}),
};

function rulesOf({ currency, rateSets }: Company, mayBeLong = false): LineRules {
	return { channel: 'woocommerce', currency, decimals: 6, rateSets, ratesOnLines: true, mayBeLong };
}

function drawCart(trade: Trade, random: Random): Cart {
	const company = inCurrency(trade.company, random.fork('currency'));
	const { currency, rateSets } = company;
	const { lines, taxRates, oddities } = drawLines(rulesOf(company, trade.acts.has('manyLines')), random);
	const amount = (from: number, to: number): string => drawAmount(random, currency, from, to);
	const maybe = (percent: number, fields: () => object): object => (random.happens(percent) ? fields() : {});
	const fees = (): object => ({
		fees: [
			{
				name: 'Handling',
				amount: random.happens(30) ? `-${amount(1, 20)}` : amount(1, 500),
				...maybe(50, () => ({ taxRates: ratesOf(random.oneOf(rateSets)) })),
			},
		],
	});
	const sale = {
		lines: withExtras(lines, company, random),
		currency,
		taxRates,
		pricesIncludeTax: random.happens(company.country === 'US' ? 10 : 70),
		roundTaxAt: random.oneOf(['line', 'order']),
		...maybe(70, () => ({
			shipping: random.happens(15)
				? [
						{ name: 'Parcel', amount: amount(0, 900) },
						{ name: 'Pallet', amount: amount(1, 3000) },
					]
				: amount(0, 1500),
		})),
		...maybe(20, fees),
		...maybe(35, () => ({ coupons: drawCoupons(random, amount) })),
		...maybe(8, () => ({ orderNumber: `W-${random.integer(1, 9_999_999)}-${random.integer(1, 999_999)}-EXTRA-LONG` })),
		...drawGiftCards(trade, currency, random.fork('gift cards')),
		status: random.weighted({ processing: 55, completed: 10, 'on-hold': 15, pending: 20 }),
		payment: drawPayment(random),
		customer: drawCustomer(company, random),
	};
	return { sale, oddities };
}

function drawPayment(random: Random): object {
	const method = random.weighted({ bacs: 40, stripe: 40, cod: 20 });
	const reference = random.happens(60) ? { reference: `TX-${random.integer(1, 999_999)}` } : {};
	return { method, title: METHOD_TITLES[method], ...reference };
}

/** A card that pays a part, or two. */
function drawGiftCards({ acts }: Trade, currency: string, random: Random): object {
	if (!acts.has('tender') || !random.happens(12)) return {};
	const card = (code: string): object => ({ code, amount: drawAmount(random, currency, 100, 1000) });
	return {
		giftCards: random.happens(20) ? [card('GIFT-AAAA-1111'), card('GIFT-BBBB-2222')] : [card('GIFT-AAAA-1111')],
	};
}

/** A discount of one line, a line by hand, parts of a bundle. */
function withExtras(lines: readonly SaleLine[], { currency }: Company, random: Random): SaleLine[] {
	const discounted = lines.map((line) =>
		random.happens(10) ? { ...line, discount: drawAmount(random, currency, 1, 30) } : line,
	);
	const bundled = discounted.map((line, place) => (place > 0 && random.happens(4) ? { ...line, bundledBy: 0 } : line));
	return bundled;
}

function drawCoupons(random: Random, amount: (from: number, to: number) => string): object[] {
	const one = (code: string): object =>
		random.happens(50)
			? { code, type: 'percent', amount: String(random.integer(1, 40)) }
			: { code, type: 'fixed_cart', amount: amount(1, 300) };
	return random.happens(25) ? [one('ONE'), one('TWO')] : [one('ONE')];
}

function possible(order: OrderTruth): Partial<Record<StepName, number>> {
	const goods = unitsLeft(order).length > 0 ? { refundLines: 30 } : {};
	const charges = order.charges.length > 0 ? { refundCharges: 8 } : {};
	switch (order.state) {
		case 'open':
			return { resume: 60, edit: 20, cancel: 20 };
		case 'reserving':
			return { resume: 60, edit: 15, cancel: 20, touch: 5 };
		case 'sold':
			return {
				touch: 10,
				complete: 10,
				putOnHold: 4,
				...(order.refunds.length === 0 ? { edit: 20, cancel: 12 } : { edit: 2, cancel: 4 }),
				...(leftOf(order) > 0 ? { ...goods, ...charges, refundAmount: 15, refundAll: 10 } : {}),
			};
		case 'cancelled':
			return { resume: 60, touch: 40 };
		case 'refunded':
			return { touch: 100 };
	}
}
