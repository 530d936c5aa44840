import { drawAmount } from '../amounts.mts';
import { drawCustomer } from '../customers.mts';
import type { Random } from '../random.mts';
import type { Company, Country } from '../company.mts';
import { leftOf, type OrderTruth } from '../orderTruth.mts';
import { drawLines } from './lines.mts';
import type { Cart, Shop, StepName, Trade } from './shop.mts';

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
	drawEdit: ({ currency }, _company, random) => ({
		adjustment: `-${drawAmount(random, currency, 1, 30)}`,
	}),
};

function drawCart({ company, acts }: Trade, random: Random): Cart {
	const { id, currency } = drawMarketplace(company, random.fork('marketplace'));
	const { lines, oddities } = drawLines(
		{
			channel: 'ebay',
			currency,
			decimals: 2,
			rateSets: [{ rates: [], code: null }],
			ratesOnLines: false,
			mayBeLong: acts.has('manyLines'),
		},
		random,
	);
	const maybe = (name: string, percent: number, most: number): object =>
		random.happens(percent) ? { [name]: drawAmount(random, currency, 1, most) } : {};
	const sale = {
		marketplace: id,
		lines,
		...maybe('shipping', 70, 1500),
		...maybe('discount', 25, 30),
		...drawTax(company, id, random),
		payment: { paid: random.happens(85) ? true : random.oneOf<boolean | 'pending'>(['pending', false]) },
		customer: drawCustomer(company, random),
	};
	return { sale, oddities };
}

/** Half of what a company sells abroad it sells on a marketplace of another currency. */
function drawMarketplace(
	{ country, foreign }: Company,
	random: Random,
): { readonly id: string; readonly currency: string } {
	const others = Object.values(MARKETPLACES).filter(({ currency }) => foreign.includes(currency));
	return others.length > 0 && random.happens(50) ? random.oneOf(others) : MARKETPLACES[country];
}

/** In the US and Canada eBay names the tax, and mostly collects it; elsewhere it is in the price and unnamed. */
function drawTax({ country }: Company, marketplace: string, random: Random): object {
	if ((country !== 'US' && country !== 'CA') || marketplace !== MARKETPLACES[country].id) return {};
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
