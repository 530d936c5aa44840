import { moneyText, type Money } from '../model/money';

interface OrderSums {
	readonly total: Money;
	/** The tax in the total. */
	readonly tax: Money;
}

interface ComparedSums {
	readonly stated: OrderSums;
	/** What the parts of the order come to. */
	readonly parts: OrderSums;
	readonly currency: string;
}

/** Why an order's money is not understood, for people. `channel` as people call it: "WooCommerce". Their tax is named where that differs. */
export function unexplainedTotal(channel: string, { stated, parts, currency }: ComparedSums): string {
	const written = ({ total, tax }: OrderSums) =>
		stated.tax === parts.tax
			? moneyText(total, currency)
			: `${moneyText(total, currency)} (tax ${moneyText(tax, currency)})`;
	return moneyTroubleText(channel, written(stated), written(parts));
}

/** The same with the sums in words. */
export function moneyTroubleText(channel: string, stated: string, parts: string): string {
	return `${channel} states a total of ${stated}, and the parts that it names come to ${parts}: look at the order on ${channel}, and post it by hand`;
}
