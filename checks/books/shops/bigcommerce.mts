import { drawAmount } from '../amounts.mts';
import { drawCustomer } from '../customers.mts';
import type { Random } from '../random.mts';
import type { Company } from '../company.mts';
import { leftOf, unitsLeft, type OrderTruth } from '../orderTruth.mts';
import { drawEditedLines, drawLines, type LineRules, type SaleLine } from './lines.mts';
import { inCurrency, rateBetween } from './currency.mts';
import type { Cart, Shop, StepName, Trade } from './shop.mts';

/** How buyers pay. */
export const METHODS = ['Visa', 'Bank deposit', 'Cash'] as const;

export const bigcommerce: Shop = {
	channel: 'bigcommerce',
	settings: ({ currency, country }, random) => ({
		currency,
		pricesIncludeTax: random.happens(country === 'US' ? 10 : 70),
		taxRate: '0',
		inventoryDelay: 0,
	}),
	drawCart,
	possible,
	statusAfter: { putOnHold: 'Manual Verification Required', resume: 'Awaiting Fulfillment', complete: 'Completed' },
	drawEdit: (order, company, random) => ({
		lines: drawEditedLines(order, rulesOf({ ...company, currency: order.currency }), random),
	}),
};

/** One rate a line. */
function rulesOf({ currency, rateSets }: Company, mayBeLong = false): LineRules {
	return {
		channel: 'bigcommerce',
		currency,
		decimals: 4,
		rateSets: rateSets.filter(({ rates }) => rates.length < 2),
		ratesOnLines: true,
		mayBeLong,
	};
}

function drawCart(trade: Trade, random: Random): Cart {
	const company = inCurrency(trade.company, random.fork('currency'));
	const { currency } = company;
	const { lines, taxRates, oddities } = drawLines(rulesOf(company, trade.acts.has('manyLines')), random);
	const maybe = (name: string, percent: number, most: number): object =>
		random.happens(percent) ? { [name]: drawAmount(random, currency, 1, most) } : {};
	const sale = {
		lines: withExtras(lines, company, random),
		currency,
		...(currency === trade.company.currency ? {} : { exchangeRate: rateBetween(trade.company.currency, currency) }),
		taxRates,
		pricesIncludeTax: random.happens(company.country === 'US' ? 10 : 70),
		...maybe('shipping', 70, 1500),
		...maybe('handling', 10, 300),
		...maybe('wrapping', 10, 400),
		...maybe('discount', 20, 30),
		...maybe('storeCredit', 8, 30),
		...maybe('giftCertificate', 5, 30),
		...drawTender(trade, random.fork('tender')),
		...(random.happens(10) ? { fees: [{ name: 'Small order', amount: drawAmount(random, currency, 1, 500) }] } : {}),
		...(random.happens(25) ? { coupons: drawCoupons(currency, random) } : {}),
		status: random.weighted({
			'Awaiting Fulfillment': 60,
			Completed: 10,
			'Awaiting Payment': 15,
			Pending: 10,
			Incomplete: 5,
		}),
		payment: { paid: random.happens(70), method: random.oneOf(METHODS) },
		customer: drawCustomer(company, random),
	};
	return { sale, oddities };
}

/** Store credit and gift certificates that pay a good part. */
function drawTender({ acts, company: { currency } }: Trade, random: Random): object {
	if (!acts.has('tender') || !random.happens(15)) return {};
	return { [random.oneOf(['storeCredit', 'giftCertificate'])]: drawAmount(random, currency, 100, 1500) };
}

/** A discount of one line, and now and then a gift certificate that is sold. */
function withExtras(lines: readonly SaleLine[], { currency }: Company, random: Random): SaleLine[] {
	const discounted = lines.map((line) =>
		random.happens(10) ? { ...line, discount: drawAmount(random, currency, 1, 30) } : line,
	);
	const certificate = {
		name: 'Gift certificate',
		giftCertificate: true,
		quantity: 1,
		unitPrice: drawAmount(random, currency, 500, 5000),
		taxRates: [],
	};
	return random.happens(4) ? [...discounted, certificate] : discounted;
}

function drawCoupons(currency: string, random: Random): object[] {
	const one = (code: string): object =>
		random.happens(50)
			? { code, type: 'percent', amount: String(random.integer(1, 40)) }
			: { code, type: 'fixed_cart', amount: drawAmount(random, currency, 1, 30) };
	return random.happens(25) ? [one('ONE'), one('TWO')] : [one('ONE')];
}

function possible(order: OrderTruth): Partial<Record<StepName, number>> {
	const goods = unitsLeft(order).length > 0 ? { refundLines: 30 } : {};
	const refunds =
		leftOf(order) > 0
			? {
					...goods,
					refundAmount: 15,
					refundAll: 10,
					declinedRefund: 4,
					...(order.charges.length > 0 ? { refundCharges: 8 } : {}),
				}
			: {};
	switch (order.state) {
		case 'open':
			return { resume: 80, edit: 20 };
		case 'reserving':
			return { resume: 60, edit: 15, cancel: 25 };
		case 'sold':
			// A status set by hand would hide that there are refunds.
			return order.refunds.length > 0
				? { touch: 20, ...refunds }
				: { touch: 10, complete: 10, putOnHold: 4, edit: 20, cancel: 12, ...refunds };
		case 'cancelled':
			return { resume: 60, touch: 40 };
		case 'refunded':
			return { touch: 100 };
	}
}
