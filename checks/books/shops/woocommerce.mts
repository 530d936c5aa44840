import { drawAmount } from '../amounts.mts';
import { drawCustomer } from '../buyers.mts';
import type { Chance } from '../chance.mts';
import type { Company } from '../company.mts';
import { leftOf, unitsLeft, type OrderTruth } from '../orderTruth.mts';
import { drawEditedLines, drawLines, ratesOf, type LineRules, type SaleLine } from './lines.mts';
import type { Cart, Shop, StepName } from './shop.mts';

export const woocommerce: Shop = {
	channel: 'woocommerce',
	settings: ({ currency, country }, chance) => ({
		currency,
		country: country === 'US' ? 'US:NY' : country,
		orderNumberPrefix: chance.happens(20) ? 'ORDER-2026-' : '',
	}),
	drawCart,
	possible,
	statusAfter: { withhold: 'on-hold', takeUp: 'processing', complete: 'completed' },
	drawEdit: (order, company, chance) => ({
		lines: drawEditedLines(order, rulesOf(company), chance),
		...(chance.happens(20) ? { shipping: drawAmount(chance, company.currency, 0, 1500) } : {}),
	}),
};

function rulesOf({ currency, rateSets }: Company): LineRules {
	return { channel: 'woocommerce', currency, decimals: 6, rateSets, ratesOnLines: true };
}

function drawCart(company: Company, chance: Chance): Cart {
	const { currency, rateSets } = company;
	const { lines, taxRates, oddities } = drawLines(rulesOf(company), chance);
	const amount = (from: number, to: number): string => drawAmount(chance, currency, from, to);
	const maybe = (percent: number, fields: () => object): object => (chance.happens(percent) ? fields() : {});
	const fees = (): object => ({
		fees: [
			{
				name: 'Handling',
				amount: chance.happens(30) ? `-${amount(1, 20)}` : amount(1, 500),
				...maybe(50, () => ({ taxRates: ratesOf(chance.oneOf(rateSets)) })),
			},
		],
	});
	const sale = {
		lines: withExtras(lines, company, chance),
		taxRates,
		pricesIncludeTax: chance.happens(company.country === 'US' ? 10 : 70),
		roundTaxAt: chance.oneOf(['line', 'order']),
		...maybe(70, () => ({
			shipping: chance.happens(15)
				? [
						{ name: 'Parcel', amount: amount(0, 900) },
						{ name: 'Pallet', amount: amount(1, 3000) },
					]
				: amount(0, 1500),
		})),
		...maybe(20, fees),
		...maybe(35, () => ({ coupons: drawCoupons(chance, amount) })),
		...maybe(8, () => ({ orderNumber: `W-${chance.whole(1, 9_999_999)}-${chance.whole(1, 999_999)}-EXTRA-LONG` })),
		status: chance.weighted({ processing: 55, completed: 10, 'on-hold': 15, pending: 20 }),
		payment: {
			method: chance.weighted({ bacs: 40, stripe: 40, cod: 20 }),
			title: 'As chosen',
			...maybe(60, () => ({ reference: `TX-${chance.whole(1, 999_999)}` })),
		},
		customer: drawCustomer(company, chance),
	};
	return { sale, oddities };
}

/** A discount of one line, a line by hand, parts of a bundle. */
function withExtras(lines: readonly SaleLine[], { currency }: Company, chance: Chance): SaleLine[] {
	const discounted = lines.map((line) =>
		chance.happens(10) ? { ...line, discount: drawAmount(chance, currency, 1, 30) } : line,
	);
	const bundled = discounted.map((line, place) => (place > 0 && chance.happens(4) ? { ...line, bundledBy: 0 } : line));
	return bundled;
}

function drawCoupons(chance: Chance, amount: (from: number, to: number) => string): object[] {
	const one = (code: string): object =>
		chance.happens(50)
			? { code, type: 'percent', amount: String(chance.whole(1, 40)) }
			: { code, type: 'fixed_cart', amount: amount(1, 300) };
	return chance.happens(25) ? [one('ONE'), one('TWO')] : [one('ONE')];
}

function possible(order: OrderTruth): Partial<Record<StepName, number>> {
	const goods = unitsLeft(order).length > 0 ? { refundLines: 30 } : {};
	const charges = order.charges.length > 0 ? { refundCharges: 8 } : {};
	switch (order.state) {
		case 'open':
			return { takeUp: 60, edit: 20, cancel: 20 };
		case 'reserving':
			return { takeUp: 60, edit: 15, cancel: 20, touch: 5 };
		case 'sold':
			return {
				touch: 10,
				complete: 10,
				withhold: 4,
				...(order.refunds.length === 0 ? { edit: 20, cancel: 12 } : { edit: 2, cancel: 4 }),
				...(leftOf(order) > 0 ? { ...goods, ...charges, refundAmount: 15, refundAll: 10 } : {}),
			};
		case 'cancelled':
			return { takeUp: 60, touch: 40 };
		case 'refunded':
			return { touch: 100 };
	}
}
