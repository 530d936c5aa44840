import { moneyTroubleText } from '../../unexplainedTotal';
import { moneyText, type Money } from '../../../model/money';

interface StatedTotal {
	/** The seller's own: goods, delivery, the seller's tax, and what was agreed on afterwards. */
	readonly own: Money;
	/** The tax that eBay collects. */
	readonly marketplaceTax: Money;
	/** Import charges, the fees of eBay's shipping programmes, and what else eBay collects from the buyer. */
	readonly carriage: Money;
	/** Special fees, as for recycling. */
	readonly specialFees: Money;
	/** The total that eBay states. */
	readonly stated: Money;
	/** What is due to the seller, with what was refunded; null where eBay does not say it. */
	readonly sellers: Money | null;
	readonly currency: string;
}

interface ExplainedTotal {
	/** What of the carriage and the special fees is the seller's. */
	readonly sellersCarriage: Money;
	readonly sellersFees: Money;
	/** Amounts that the buyer may have paid beside the seller's: each sum of some of them. */
	readonly besides: readonly Money[];
	/** Why the order's money is not understood; null where its parts explain the total. */
	readonly trouble: string | null;
}

/**
 * Compares the parts of an order with its total. eBay's pages contradict each other on whether the total contains the tax that eBay
 * collects, and do not say whose import charges and special fees are, or whether they are in it. So any sum of them is right, and they
 * are the seller's only where what is due to the seller contains them. Any other total means that an amount was misunderstood.
 * https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:PricingSummary
 */
export function explainTotal(order: StatedTotal): ExplainedTotal {
	const { own, marketplaceTax, carriage, specialFees, stated, sellers } = order;
	const explained = sumsOf([marketplaceTax, carriage, specialFees]).includes(stated - own);
	const isSellers = (amount: Money) => sellers !== null && amount !== 0 && sellers === own + amount;
	const isBoth = isSellers(carriage + specialFees);
	const sellersCarriage = isBoth || isSellers(carriage) ? carriage : 0;
	const sellersFees = isBoth || (isSellers(specialFees) && sellersCarriage === 0) ? specialFees : 0;
	return {
		sellersCarriage,
		sellersFees,
		besides: sumsOf([marketplaceTax, carriage - sellersCarriage, specialFees - sellersFees]),
		trouble: explained ? null : troubleOf(order),
	};
}

/** The sum of every choice among the amounts, none and all included. */
function sumsOf(amounts: readonly Money[]): Money[] {
	return amounts.reduce<Money[]>((sums, amount) => [...sums, ...sums.map((sum) => sum + amount)], [0]);
}

function troubleOf({ own, marketplaceTax, carriage, specialFees, stated, currency }: StatedTotal): string {
	const written = (money: Money) => moneyText(money, currency);
	const all = own + marketplaceTax + carriage + specialFees;
	const withOthers = all === own ? '' : `, or ${written(all)} with what eBay collects`;
	return moneyTroubleText('eBay', written(stated), `${written(own)}${withOthers}`);
}
