import { chargesOf, goodsOf, hundredthsOf, mergedShipping } from './documentLines';
import { needsTaxCodes, type DraftFacts } from './draftSettings';
import { dayIn } from './moment';
import { formatMoney, sum } from './money';
import { pricedLines } from './pricedLine';
import type { Charge, OrderLine, SalesOrder } from './salesOrder';

/** Why an order cannot become a document, for a person to mend; null when it can. */
export function draftTrouble(order: SalesOrder, facts: DraftFacts): string | null {
	return totalTrouble(order) ?? currencyTrouble(order, facts) ?? lineTrouble(order) ?? chargeTrouble(order, facts) ?? taxTrouble(order, facts) ?? dayTrouble(order, facts);
}

function totalTrouble(order: SalesOrder): string | null {
	const parts = sum(partsOf(order).map(({ net, tax }) => net + (tax ?? 0)));
	if (parts === order.total) return null;
	const written = (money: number) => `${formatMoney(money, order.currency)} ${order.currency}`;
	return `The order says ${written(order.total)}, but its parts come to ${written(parts)}`;
}

function currencyTrouble({ currency }: SalesOrder, { company }: DraftFacts): string | null {
	if (currency === company.homeCurrency || company.multiCurrency) return null;
	return `The order is in ${currency}, the company in ${company.homeCurrency}: switch Multicurrency on in QuickBooks (Account and settings, Advanced, Currency)`;
}

function lineTrouble(order: SalesOrder): string | null {
	const goods = goodsOf(order);
	if (goods.length === 0) return 'The order has no line to post';
	const thirdDecimal = partsOf(order).find(({ net, tax }) => hundredthsOf(net, order.currency) === null || hundredthsOf(tax ?? 0, order.currency) === null);
	if (thirdDecimal !== undefined) return `QuickBooks keeps two decimals; "${thirdDecimal.name}" has three`;
	const odd = goods.find(({ quantity, net }) => pricedLines(quantity, hundredthsOf(net, order.currency) ?? 0) === null);
	return odd === undefined ? null : `"${odd.name}" has a quantity of ${odd.quantity}, for which no unit price gives ${formatMoney(odd.net, order.currency)}`;
}

function chargeTrouble(order: SalesOrder, { company, choices }: DraftFacts): string | null {
	const fee = chargesOf(order.fees)[0];
	if (fee !== undefined && choices.feeItemId === null) return `The order has a fee ("${fee.name}"): choose a Fee Item in this node`;
	const isShipped = mergedShipping(order).length > 0;
	if (!isShipped || choices.shippingItemId !== null || company.allowsShipping) return null;
	return 'The order has shipping: switch Shipping on in QuickBooks (Account and settings, Sales, Sales form content), or choose a Shipping Item in this node';
}

function taxTrouble(order: SalesOrder, { company, choices }: DraftFacts): string | null {
	const parts = partsOf(order);
	const taxed = parts.find(({ tax }) => (tax ?? 0) !== 0);
	if (taxed !== undefined && !company.usesSalesTax) return 'The order has tax, but sales tax is switched off in QuickBooks (Taxes, Sales tax)';
	if (!needsTaxCodes(company)) return null;
	const unclear = parts.find(({ tax }) => tax === null);
	if (unclear !== undefined) return `The channel does not say how much tax is in the price of "${unclear.name}"`;
	if (taxed !== undefined && choices.taxedCodeId === null) return `"${taxed.name}" is taxed: choose the Tax Code for Taxed Lines in this node`;
	const untaxed = parts.find(({ tax }) => tax === 0);
	return untaxed === undefined || choices.untaxedCodeId !== null ? null : `"${untaxed.name}" is not taxed: choose the Tax Code for Untaxed Lines in this node`;
}

function dayTrouble(order: SalesOrder, { company }: DraftFacts): string | null {
	const day = dayIn(order.placedAt, company.timeZone);
	if (company.booksClosedUntil === null || day > company.booksClosedUntil) return null;
	return `The order is of ${day}, and the books are closed up to ${company.booksClosedUntil}`;
}

/** All that the order's total is made of. */
function partsOf(order: SalesOrder): Array<OrderLine | Charge> {
	return [...goodsOf(order), ...chargesOf(order.fees), ...chargesOf(order.shipping)];
}
