import { shareOf } from '../../model/allocation';
import { sum, type Money } from '../../model/money';
import type { Charge, OrderLine } from '../../model/salesOrder';
import { discountKey } from './discountLines';
import { SHIPPING_FIELD, lineKey, partKey } from './draftPart';
import { amountsOf, type Amounts, type KnownPart, type KnownParts } from './partAmounts';
import { roundingIn } from './roundingPart';
import type { SaleInBooks } from './saleInBooks';
import { feeKey, shippingCharges, shippingKey } from './saleParts';
import { rateSetOf } from './taxMap';
import { withoutTender } from './tenderParts';

/** What one item of one part of a sale came to, less what its credits gave back of it. Minor units. */
export interface OpenPart {
	/** The document's key for it. */
	readonly key: string;
	/** As it was sold, whatever the product's SKU says by now. */
	readonly itemId: string;
	readonly name: string;
	readonly kind: 'goods' | 'charge';
	/** The order's line; null for a charge, and for a line that the order has no more. */
	readonly line: OrderLine | null;
	/** Of the item. */
	readonly soldUnits: number;
	/** Of the item, those that have not come back. */
	readonly units: number;
	readonly net: Money;
	/** Null where the channel names no tax: then `net` contains it. */
	readonly tax: Money | null;
	readonly taxRates: readonly string[];
	/** QuickBooks' code that it was sold with; null in companies without codes. */
	readonly taxCodeId: string | null;
}

/** The key of money that goes back for a part whose goods stay away: it tells later credits what it was for. */
export function moneyKey({ key, itemId }: Pick<OpenPart, 'key' | 'itemId'>): string {
	return partKey(`money ${key} ${itemId}`);
}

/**
 * The parts of a sale as its document has them, each with what is open of it. Their amounts come to `openTotal`, but for a rounding line.
 * It reads the document and not the order, which may have been edited since: what is given back in full leaves nothing in any account
 * (rules.md D7).
 *
 * 1. The lines of the document are taken together by part and item.
 * 2. The lines of the credits are taken off: units on the item itself, money on it or on the item for money alone. Those for nothing that the document names
 *    are parts of their own, below nothing.
 * 3. A line's tax, which QuickBooks states for the whole document only, is the order's where it has that line, else what its code or
 *    the other lines make of it.
 */
export function openParts(sale: SaleInBooks): OpenPart[] {
	const known = knownParts(sale);
	return exactOpenParts(sale).map((part) => {
		const isUnnamed = known.get(part.key)?.tax === null;
		return isUnnamed ? { ...part, net: part.net + (part.tax ?? 0), tax: null } : part;
	});
}

/** As `openParts`, each with the tax that QuickBooks took out of it where the channel names none. */
export function exactOpenParts(sale: SaleInBooks): OpenPart[] {
	const known = knownParts(sale);
	const sold = amountsOf(withoutTender(sale.document), known, sale);
	const withMoney = new Map([...known, ...sold.flatMap((part) => moneyEntry(part, known))]);
	const back = sale.credits.flatMap((credit) => amountsOf(withoutTender(credit), withMoney, sale));
	const belongs = (one: Amounts) => sold.some((part) => isOf(one, part));
	const open = sold.map((part) =>
		openAmounts(
			part,
			back.filter((one) => isOf(one, part)),
		),
	);
	return [
		...open.map((part) => toOpenPart(part, known.get(part.key))),
		...back.filter((one) => !belongs(one)).flatMap((one) => unsoldPart(one, sale)),
	];
}

/** What rounding lines of the sale took up, and those of its credits did not give back. */
export function openRounding({ document, credits }: Pick<SaleInBooks, 'document' | 'credits'>): Money {
	return roundingIn(document) - sum(credits.map(roundingIn));
}

/** True for what went back of a part: units on the item itself, money on it or on the item for money alone. */
function isOf({ key, itemId }: Amounts, part: Amounts): boolean {
	return (key === part.key && itemId === part.itemId) || key === moneyKey(part);
}

/**
 * What went back of nothing that the document names: an edit took it out, or one side of a bundle was written as the other. More went back of it than was
 * sold, so that less than nothing is open of it, on the account that the credit took it from.
 */
function unsoldPart({ key, itemId, name, net, gross, taxCodeId }: Amounts, { facts }: SaleInBooks): OpenPart[] {
	if (net === 0 && gross === 0) return [];
	const part = { key, itemId, name, line: null, soldUnits: 0, units: 0, taxRates: [], taxCodeId };
	return [{ ...part, kind: isMoneyItem(itemId, facts) ? 'charge' : 'goods', net: -net, tax: net - gross }];
}

/** An item that is chosen for money of some kind has no stock, and stays the item for it. */
function isMoneyItem(itemId: string, { choices }: SaleInBooks['facts']): boolean {
	const { shippingItemId, feeItemId, discountItemId, giftCertificateItemId, storeCreditItemId, refundItemId } = choices;
	return [
		SHIPPING_FIELD,
		shippingItemId,
		feeItemId,
		discountItemId,
		giftCertificateItemId,
		storeCreditItemId,
		refundItemId,
	].includes(itemId);
}

function knownParts({ order, facts }: SaleInBooks): KnownParts {
	const ofCharge = (charge: Charge): KnownPart => ({ ...charge, line: null, isCharge: true });
	return new Map([
		...order.lines.map((line) => [lineKey(line.lineId), { ...line, line, isCharge: false }] as const),
		...order.fees.map((fee) => [feeKey(fee), ofCharge(fee)] as const),
		...shippingCharges(order, facts.company).map((charge) => [shippingKey(charge), ofCharge(charge)] as const),
		...discountParts(order),
	]);
}

/** The line of a discount item, for each set of rates: as a charge it has no goods, and goes back as what it took off. */
function discountParts({ lines }: SaleInBooks['order']): Array<readonly [string, KnownPart]> {
	const discounted = lines.filter(({ discount }) => discount > 0);
	const sets = [...new Set(discounted.map(rateSetOf))];
	return sets.map((set) => {
		const own = discounted.filter((line) => rateSetOf(line) === set);
		const taxOff = ({ discount, net, tax }: OrderLine) => (net === 0 ? 0 : shareOf(discount, tax ?? 0, net));
		const part: KnownPart = {
			line: null,
			isCharge: true,
			name: 'Discount',
			net: -sum(own.map(({ discount }) => discount)),
			tax: own.some(({ tax }) => tax === null) ? null : -sum(own.map(taxOff)),
			taxRates: own[0]?.taxRates ?? [],
		};
		return [discountKey(set), part];
	});
}

function moneyEntry(part: Amounts, known: KnownParts): Array<readonly [string, KnownPart]> {
	const own = known.get(part.key);
	return own === undefined ? [] : [[moneyKey(part), own]];
}

interface OpenAmounts extends Amounts {
	readonly soldUnits: number;
}

function openAmounts(part: Amounts, gone: readonly Amounts[]): OpenAmounts {
	const back = gone.filter(({ key }) => key === part.key);
	return {
		...part,
		soldUnits: part.units,
		units: Math.max(0, part.units - sum(back.map(({ units }) => units))),
		net: part.net - sum(gone.map(({ net }) => net)),
		gross: part.gross - sum(gone.map(({ gross }) => gross)),
	};
}

function toOpenPart({ gross, ...part }: OpenAmounts, known: KnownPart | undefined): OpenPart {
	return {
		...part,
		name: known?.name ?? part.name,
		kind: part.itemId === SHIPPING_FIELD || known?.isCharge === true ? 'charge' : 'goods',
		line: known?.line ?? null,
		tax: gross - part.net,
		taxRates: known?.taxRates ?? [],
	};
}
