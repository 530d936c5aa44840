import { shareOf } from '../../model/allocation';
import { sum, type Money } from '../../model/money';
import type { OrderLine } from '../../model/salesOrder';
import { discountKey } from './discountLines';
import { lineKey, type DraftPart } from './draftPart';
import { isWhole } from './hundredths';
import type { SaleInBooks } from './saleInBooks';
import { rateSetOf } from './taxMap';
import type { BooksLine } from '../../quickbooks/booksDocument';

/**
 * The parts of a credit with the discounts of the sale: goods go back at the price before the discount, and the discount goes back in
 * proportion, on the item that it was booked on. Unchanged where the sale's document has no discount lines, whatever is chosen now.
 *
 * 1. Goods get their share of the line's price before the discount, with tax in proportion.
 * 2. The last units take what is open of that price, so that nothing is left in the accounts of goods and discounts.
 * 3. One line for each set of rates that goes back takes off what was added.
 */
export function withDiscountBack(parts: readonly DraftPart[], sale: SaleInBooks): DraftPart[] {
	const back = parts.map((part) => ({ part, discount: discountOf(part, sale) }));
	const discounts = back.flatMap(({ discount }) => discount ?? []);
	if (discounts.length === 0) return [...parts];
	const sets = [...new Set(discounts.map(setOf))];
	const lines = sets.flatMap((set): DraftPart[] => {
		const own = discounts.filter((one) => setOf(one) === set);
		const [first] = own;
		if (first === undefined) return [];
		const isUnnamed = own.some(({ tax }) => tax === null);
		const tax = isUnnamed ? null : sum(own.map((one) => one.tax ?? 0));
		return [{ ...first, net: sum(own.map(({ net }) => net)), tax }];
	});
	return [...back.map(({ part, discount }) => (discount === null ? part : withoutDiscount(part, discount))), ...lines];
}

/** What goes back without its tax bears other rates than it was sold with. */
function setOf(discount: DraftPart): string {
	return `${discount.key} ${rateSetOf(discount)}`;
}

/** What of the discount goes back with these goods, as a negative part; null where there is none. */
function discountOf(part: DraftPart, sale: SaleInBooks): DraftPart | null {
	const line = sale.order.lines.find(({ lineId }) => lineKey(lineId) === part.key);
	if (line === undefined || line.discount === 0 || line.net <= 0 || part.net <= 0) return null;
	if (!isWhole(line.discount, sale.order)) return null;
	const key = discountKey(rateSetOf(line));
	const booked = sale.document.lines.find((one) => one.key === key);
	if (booked?.itemId == null) return null;
	const net = priceBefore(part, line, sale) - part.net;
	const tax = part.tax === null ? null : shareOf(net, part.tax, part.net);
	const { taxRates } = part;
	return {
		key,
		name: 'Discount',
		quantity: 1,
		net: -net,
		tax: tax === null ? null : -tax,
		taxRates,
		itemId: booked.itemId,
	};
}

/** Minor units by which each credit's share of a price may have been rounded. */
const ROUNDED = 1;

function priceBefore(part: DraftPart, line: OrderLine, { document, credits }: SaleInBooks): Money {
	const share = shareOf(part.net, line.net + line.discount, line.net);
	const isSame = ({ key, itemId }: BooksLine) => key === part.key && itemId === part.itemId;
	const [sold, given] = [document.lines.filter(isSame), credits.flatMap(({ lines }) => lines.filter(isSame))];
	const unitsOf = (lines: readonly BooksLine[]) => sum(lines.map(({ quantity }) => quantity ?? 0));
	const open = sum(sold.map(({ amount }) => amount)) - sum(given.map(({ amount }) => amount));
	const isLast = unitsOf(sold) === unitsOf(given) + (part.quantity ?? 0);
	return part.tax !== null && isLast && Math.abs(open - share) <= ROUNDED * (credits.length + 1) ? open : share;
}

function withoutDiscount(part: DraftPart, discount: DraftPart): DraftPart {
	const tax = part.tax === null ? null : part.tax - (discount.tax ?? 0);
	return { ...part, net: part.net - discount.net, tax };
}
