import { formatMoney, sum, moneyText } from '../../model/money';
import { creditTender, moneyTotal } from '../../model/payments';
import type { Charge, OrderLine, SalesOrder } from '../../model/salesOrder';
import { toHundredths, netOf, findPricedLines } from './documentLines';
import type { DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { saleDay } from './saleDay';
import { tenderTrouble } from './tenderParts';
import { chargesOf, goodsOf, saleParts, shippingCharges } from './saleParts';
import { taxTrouble } from './taxTrouble';
import { needsTaxCodes, isClosedDay } from '../../quickbooks/company';

/** Why an order cannot become a document, for a person to mend; null when it can. */
export function draftTrouble(order: SalesOrder, facts: DraftFacts): string | null {
	return contentTrouble(order, facts) ?? dayTrouble(order, facts);
}

/** Why it is not known what the document of an order says, whatever its day allows; null when it is. */
export function contentTrouble(order: SalesOrder, facts: DraftFacts): string | null {
	const before =
		totalTrouble(order) ??
		unnamedTrouble(order, facts) ??
		tenderTrouble(order.payments, order, facts) ??
		currencyTrouble(order, facts) ??
		lineTrouble(order, facts) ??
		chargeTrouble(order, facts);
	return before ?? partsTrouble(saleParts(order, facts), order, facts);
}

/** Why these parts cannot be written as lines; null when they can. */
export function partsTrouble(parts: readonly DraftPart[], order: SalesOrder, facts: DraftFacts): string | null {
	return precisionTrouble(parts, order) ?? taxTrouble(parts, order, facts) ?? priceTrouble(parts, order, facts);
}

function totalTrouble(order: SalesOrder): string | null {
	const parts = sum(partsOf(order).map(({ net, tax }) => net + (tax ?? 0)));
	if (parts === order.total && order.total < 0)
		return 'The order comes to less than nothing, which QuickBooks does not book: check its discounts in the shop';
	if (moneyTotal(order) < 0) return overpaidReason(order);
	if (parts === order.total) return null;
	const written = (money: number) => moneyText(money, order.currency);
	return `The order says ${written(order.total)}, but its parts come to ${written(parts)}`;
}

function overpaidReason(order: SalesOrder): string {
	const written = (money: number) => moneyText(money, order.currency);
	return `The order comes to ${written(order.total)}, and ${written(creditTender(order.payments))} of store credit and gift certificates paid for it: give the rest back in the shop, and book it by hand`;
}

/** Tender without a method is what the order's total has less than its lines. */
function unnamedTrouble({ payments, currency }: SalesOrder, { choices }: DraftFacts): string | null {
	const unnamed = payments.find(({ kind, method }) => kind === 'giftCertificate' && method === null);
	if (unnamed === undefined || choices.unnamedTender === 'giftCertificate') return null;
	return `The order's total is ${moneyText(unnamed.amount, currency)} less than its lines, and the order does not say why: if a gift-card plugin took it off, choose Gift Certificate for Totals Below Their Lines in this node`;
}

function currencyTrouble({ currency }: SalesOrder, { company }: DraftFacts): string | null {
	if (currency === company.homeCurrency || company.multiCurrency) return null;
	return `The order is in ${currency}, the company in ${company.homeCurrency}: switch Multicurrency on in QuickBooks (Account and settings, Advanced, Currency)`;
}

function lineTrouble({ fees, shipping }: SalesOrder, { itemOf, choices, lines }: DraftFacts): string | null {
	const goods = goodsOf({ lines });
	if (
		goods.length === 0 &&
		chargesOf(fees).length === 0 &&
		(chargesOf(shipping).length === 0 || choices.shippingItemId === null)
	)
		return nothingToSell(shipping);
	const certificate = goods.find(({ kind, lineId }) => kind === 'giftCertificate' && itemOf(lineId) === null);
	if (certificate === undefined || choices.giftCertificateItemId !== null) return null;
	return `"${certificate.name}" is a gift certificate: choose a Gift Certificate Item in this node`;
}

/** QuickBooks' shipping field alone makes no document. */
function nothingToSell(shipping: readonly Charge[]): string {
	return chargesOf(shipping).length === 0
		? 'The order has no line to post'
		: 'The order is of nothing but shipping: choose a Shipping Item in this node';
}

function chargeTrouble(order: SalesOrder, { company, choices }: DraftFacts): string | null {
	const fee = chargesOf(order.fees)[0];
	if (fee !== undefined && choices.feeItemId === null)
		return `The order has a fee ("${fee.name}"): choose a Fee Item in this node`;
	const charges = shippingCharges(order, company);
	if (charges.length === 0 || choices.shippingItemId !== null) return null;
	if (!company.allowsShipping) {
		return 'The order has shipping: switch Shipping on in QuickBooks (Account and settings, Sales, Sales form content), or choose a Shipping Item in this node';
	}
	return charges.length === 1
		? null
		: 'Its shipping is taxed at several rates, for which QuickBooks has no field: choose a Shipping Item in this node';
}

function precisionTrouble(parts: readonly DraftPart[], { currency }: SalesOrder): string | null {
	const thirdDecimal = parts.find(
		({ net, tax }) => toHundredths(net, currency) === null || toHundredths(tax ?? 0, currency) === null,
	);
	return thirdDecimal === undefined
		? null
		: `QuickBooks keeps two decimals; "${thirdDecimal.name || 'Shipping'}" has three`;
}

function priceTrouble(parts: readonly DraftPart[], order: SalesOrder, facts: DraftFacts): string | null {
	const netIn = (part: DraftPart) => (needsTaxCodes(facts.company) ? netOf(part, order, facts) : part.net);
	const odd = parts.find(
		(part) =>
			part.quantity !== null && findPricedLines(part.quantity, toHundredths(netIn(part), order.currency) ?? 0) === null,
	);
	return odd === undefined
		? null
		: `"${odd.name}" has a quantity of ${odd.quantity}, for which no unit price gives ${formatMoney(odd.net, order.currency)}`;
}

function dayTrouble(order: SalesOrder, facts: DraftFacts): string | null {
	const { day, trouble } = saleDay(order, facts);
	if (trouble !== null || !isClosedDay(day, facts.company)) return trouble;
	return `The order is of ${day}, and the books are closed up to ${facts.company.booksClosedUntil}`;
}

/** All that the order's total is made of. */
function partsOf(order: SalesOrder): Array<OrderLine | Charge> {
	return [...goodsOf(order), ...chargesOf(order.fees), ...chargesOf(order.shipping)];
}
