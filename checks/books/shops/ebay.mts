import { drawAmount } from '../amounts.mts';
import { drawCustomer } from '../customers.mts';
import type { Random } from '../random.mts';
import type { Company, Country } from '../company.mts';
import { leftOf, type OrderTruth } from '../orderTruth.mts';
import { drawLines } from './lines.mts';
import type { Cart, Shop, StepName } from './shop.mts';

/** eBay names the tax and not its percentage. */
export const EBAY_TAX = 'Sales tax';

/** Japan has no eBay of its own: a Japanese seller sells in the US. */
const MARKETPLACES: Readonly<Record<Country, { readonly id: string; readonly currency: string }>> = {
	US: { id: 'EBAY_US', currency: 'USD' },
	GB: { id: 'EBAY_GB', currency: 'GBP' },
	CA: { id: 'EBAY_CA', currency: 'CAD' },
	DE: { id: 'EBAY_DE', currency: 'EUR' },
	JP: { id: 'EBAY_US', currency: 'USD' },
};

export const ebay: Shop = {
	channel: 'ebay',
	settings: (_company, random) => ({ collectedTax: random.oneOf(['separate', 'mirrored']) }),
	drawCart,
	possible,
	statusAfter: {},
	drawEdit: (_order, { country }, random) => ({
		adjustment: `-${drawAmount(random, MARKETPLACES[country].currency, 1, 30)}`,
	}),
};

function drawCart(company: Company, random: Random): Cart {
	const { id, currency } = MARKETPLACES[company.country];
	const { lines, oddities } = drawLines(
		{ channel: 'ebay', currency, decimals: 2, rateSets: [{ rates: [], code: null }], ratesOnLines: false },
		random,
	);
	const maybe = (name: string, percent: number, most: number): object =>
		random.happens(percent) ? { [name]: drawAmount(random, currency, 1, most) } : {};
	const sale = {
		marketplace: id,
		lines,
		...maybe('shipping', 70, 1500),
		...maybe('discount', 25, 30),
		...drawTax(company, random),
		payment: { paid: random.happens(85) ? true : random.oneOf<boolean | 'pending'>(['pending', false]) },
		customer: drawCustomer(company, random),
	};
	return { sale, oddities };
}

/** In the US and Canada eBay names the tax, and mostly collects it; elsewhere it is in the price and unnamed. */
function drawTax({ country }: Company, random: Random): object {
	if (country !== 'US' && country !== 'CA') return {};
	const percent = country === 'CA' ? '13' : '8.875';
	const who = random.weighted({ eBay: 50, seller: 25, nobody: 25 });
	return who === 'nobody' ? {} : { taxRates: [{ name: EBAY_TAX, percent, collected: who === 'eBay' }] };
}

function possible(order: OrderTruth): Partial<Record<StepName, number>> {
	switch (order.state) {
		case 'open':
			return { resume: 80, cancel: 20 };
		case 'reserving':
			return { cancel: 70, touch: 30 };
		case 'sold':
			return {
				touch: 20,
				cancel: 15,
				cancelWithoutRefund: 5,
				putOnHold: 10,
				edit: 5,
				...(leftOf(order) > 0 ? { refundAmount: 20, refundLines: 10, refundAll: 20, declinedRefund: 4 } : {}),
			};
		case 'cancelled':
		case 'refunded':
			return { touch: 100 };
	}
}
