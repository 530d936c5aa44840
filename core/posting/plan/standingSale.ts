import { moneyText, sum, type Money } from '../../model/money';
import { fingerprintOf } from '../../model/orderFingerprint';
import { moneyTotal } from '../../model/payments';
import type { SalesOrder } from '../../model/salesOrder';
import { isUnmodified, nameOf, taxDifferenceOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { findClosingCredit } from '../../quickbooks/orderInBooks';
import { roundingAllowance } from '../draft/hundredths';
import { worthOf } from '../draft/tenderParts';
import { attention, nothing, there, type PostingPlan } from './postingPlan';

export function planForDocument(
	order: SalesOrder,
	document: BooksDocument,
	credits: readonly BooksDocument[],
): PostingPlan {
	const { marker } = document;
	const closing = findClosingCredit(order, credits);
	const versions = [document, ...credits].map((one) => one.marker?.version ?? '');
	if (versions.some((version) => order.modifiedAt < version))
		return { ...there(document, 'A newer version of the order is in the books'), isCurrent: false };
	if (document.voided || (closing !== undefined && order.state !== 'cancelled' && order.state !== 'refunded'))
		return planForEnded(order, document);
	if (order.state === 'open') return attention(withdrawnReason(order, document), document);
	if (order.state === 'reserving')
		return there(
			document,
			`The order went back to "${order.channelState}"; ${nameOf(document)} stays until it is cancelled`,
		);
	if (order.state === 'cancelled') return there(document, null);
	const isSame =
		marker?.fingerprint === fingerprintOf(order) && !(marker.voidReason === 'cancelled' && order.state === 'sold');
	return isSame ? there(document, null) : planForChange(order, document, credits);
}

function planForChange(order: SalesOrder, document: BooksDocument, credits: readonly BooksDocument[]): PostingPlan {
	if (!isUnmodified(document)) return attention(modifiedReason(order, document), document);
	if (isTaxModified(document)) return attention(taxModifiedReason(order, document), document);
	const credited = sum(credits.map(worthOf));
	const paid = document.type === 'Invoice' ? document.total - document.balance : 0;
	const paidOrCredited = Math.max(credited, paid + order.total - moneyTotal(order));
	if (order.total < paidOrCredited) return attention(paidOrCreditedReason(order, document, paidOrCredited), document);
	if (goesUp(order, document)) return attention(receiptReason(order, document), document);
	return { action: 'update', document };
}

/** A tax that is off by more than a rounding: QuickBooks worked out another one, or somebody entered it. An update would write over that. */
function isTaxModified(document: BooksDocument): boolean {
	return Math.abs(taxDifferenceOf(document) ?? 0) > roundingAllowance(document.lines.length, document);
}

/** Voided, or closed by a credit. */
function planForEnded(order: SalesOrder, document: BooksDocument): PostingPlan {
	const how = document.voided ? 'voided' : 'credited';
	if (order.state !== 'sold') return nothing(`${nameOf(document)} is ${how} already`);
	if (!document.voided || document.marker?.voidReason === 'cancelled')
		return attention(
			`${nameOf(document)} was ${how} because the order was cancelled, and the order counts as sold again in the same second: save the order once more in the shop, or post it by hand`,
			null,
		);
	return attention(
		`${nameOf(document)} was voided in QuickBooks by someone, and the order still counts as sold: post it by hand if it should be in the books`,
		null,
	);
}

function withdrawnReason(order: SalesOrder, document: BooksDocument): string {
	return `The order went back to "${order.channelState}" after it was posted as ${nameOf(document)}: void it if the sale is off`;
}

function paidOrCreditedReason(order: SalesOrder, document: BooksDocument, paidOrCredited: Money): string {
	const written = (money: Money) => moneyText(money, order.currency);
	return `The order came down to ${written(order.total)}, and ${written(paidOrCredited)} of ${nameOf(document)} is paid or credited already: correct the document by hand`;
}

/** A receipt says that all of it is paid. What an edit adds to a sale that was paid before is open, beyond what rounding may be. */
function goesUp(order: SalesOrder, { type, total, lines }: BooksDocument): boolean {
	return type === 'SalesReceipt' && moneyTotal(order) - total > roundingAllowance(lines.length, order);
}

function receiptReason(order: SalesOrder, document: BooksDocument): string {
	const written = (money: Money) => moneyText(money, order.currency);
	return `The order went up to ${written(moneyTotal(order))} after ${nameOf(document)} had booked ${written(document.total)} as paid: book the rest by hand as an invoice, or correct the receipt once it is paid`;
}

function modifiedReason(order: SalesOrder, document: BooksDocument): string {
	const total = moneyText(order.total, order.currency);
	return `${nameOf(document)} was changed in QuickBooks since it was posted, and so was the order (now ${total}): correct the document by hand`;
}

function taxModifiedReason(order: SalesOrder, document: BooksDocument): string {
	const total = moneyText(order.total, order.currency);
	return `${nameOf(document)} bears another tax in QuickBooks than the one that it was posted with, and the order was changed since (now ${total}): correct the document by hand`;
}
