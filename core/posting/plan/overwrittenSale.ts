import { moneyTotal } from '../../model/payments';
import { sum, type Money } from '../../model/money';
import type { LineItem } from '../../model/lineItem';
import type { SalesOrder } from '../../model/salesOrder';
import type { DraftChoices } from '../draft/draftSettings';
import { contentTrouble } from '../draft/draftTrouble';
import { saleDay } from '../draft/saleDay';
import { draftSale } from '../draft/saleDraft';
import { goodsOf } from '../draft/saleParts';
import { factsOf, type PostingRun } from './postingRun';
import type { PlannedOrder } from './stages';
import {
	contentHash,
	isAnotherBuyer,
	isSameBuyer,
	nameOf,
	readBuyer,
	type BooksDocument,
} from '../../quickbooks/booksDocument';
import { markFor } from '../../quickbooks/booksLines';
import { noteWithMarker, readMarker } from '../../quickbooks/documentMarker';
import { readOptionalText } from '../../reading/readUnknown';

/** How a document without a marker compares with the order that it may stand for. */
type Recognition =
	/**
	 * Day, total, tax and lines are what would be written; number and customer are not looked at. `note` is its memo with the mark. `buyer`: what it says of the
	 * buyer is the same, or is something else; null where one of them says nothing.
	 */
	| { readonly kind: 'agrees'; readonly note: string; readonly buyer: 'same' | 'another' | null }
	| { readonly kind: 'differs' }
	/** What would be written is not known. */
	| { readonly kind: 'unknown'; readonly reason: string };

/** Compares a document with the one that the order would get, line by line. */
export function compareWithSale(plannedOrder: PlannedOrder, document: BooksDocument, run: PostingRun): Recognition {
	const facts = factsOf(plannedOrder, run);
	const reason = plannedOrder.itemTrouble ?? contentTrouble(plannedOrder.order, facts);
	if (reason !== null) return { kind: 'unknown', reason };
	if (plannedOrder.plan.action !== 'recognise') throw new Error('Only a document without a mark is recognised');
	const { type, number, customerId, note } = document;
	const rounding = roundingOf(document, plannedOrder.choices.draft);
	const header = { type, number: number ?? '', generation: plannedOrder.plan.generation, customerId, rounding };
	const body = draftSale(plannedOrder.order, header, facts);
	const marker = readMarker(readOptionalText(body.PrivateNote, 'PrivateNote') ?? '');
	const isSame =
		contentHash(body) === document.content &&
		document.total === moneyTotal(plannedOrder.order) &&
		document.currency === plannedOrder.order.currency;
	if (!isSame || marker === null) return { kind: 'differs' };
	const buyer = readBuyer(body);
	const isAnother = isAnotherBuyer(buyer, document.buyer);
	return {
		kind: 'agrees',
		note: noteWithMarker(note, markFor(document, body, marker)),
		buyer: isAnother ? 'another' : isSameBuyer(buyer, document.buyer) ? 'same' : null,
	};
}

/** A person may have set the day of a document by so much, days. */
const DAYS_APART = 1;

/**
 * True where a document without a mark that says something else than the order may be the order's all the same, since the order was edited: it is booked on the
 * order's day, or the day beside it, and sells some of its goods. Buyer and customer are not looked at.
 */
export function isOfDayAndGoods(plannedOrder: PlannedOrder, document: BooksDocument, run: PostingRun): boolean {
	const facts = factsOf(plannedOrder, run);
	const apart = Math.abs(Date.parse(document.day) - Date.parse(saleDay(plannedOrder.order, facts).day)) / 86_400_000;
	const goods = new Set(goodsOf(facts).flatMap(({ lineId }) => itemIdsOf(facts.itemOf(lineId))));
	return apart <= DAYS_APART && document.lines.some(({ itemId }) => itemId !== null && goods.has(itemId));
}

/** A bundle is written as what it is made of. */
function itemIdsOf(item: LineItem | null): readonly string[] {
	if (item === null) return [];
	return item.components.length === 0 ? [item.itemId] : item.components.map(({ itemId }) => itemId);
}

/** What lines with the rounding item take up in a document whose lines have no names, since its mark is gone. */
export function roundingOf({ lines }: BooksDocument, { roundingItemId }: DraftChoices): Money {
	return sum(lines.filter(({ itemId }) => itemId !== null && itemId === roundingItemId).map(({ amount }) => amount));
}

/** What is said of a sale of ours that has lost its mark. */
export function overwrittenReason(document: BooksDocument): string {
	return `${nameOf(document)} is this order: customer, day, total and lines agree. A person has written over its memo, where the mark stood by which it is known. Choose Overwritten Memos: Mark Again in Create QBO Invoice and let the order come once more; its memo is kept, and nothing is posted twice`;
}

/** What is said of a sale that was ours and does not say what the order says. */
export function lostReason(document: BooksDocument): string {
	return `${nameOf(document)} was posted for this order. A person has written over its memo, where the mark stood by which it is known, and it says something else than the order by now: put the memo back from the audit history in QuickBooks, or make the document say what the order says and choose Overwritten Memos: Mark Again in Create QBO Invoice. Nothing is posted`;
}

/** What is said of a void sale that may have been the order's: what a person ended is not posted again by itself (rules.md A2). */
export function voidedReason(document: BooksDocument): string {
	return `${nameOf(document)} is void and may have been this order's sale: buyer and day agree and some of the goods do, and a mark by which it would be known is missing. A person may have written over its memo and voided it. If the order is to be posted all the same, set Let Through Until to a time when that will be done. Nothing is posted`;
}

/** What is said of a sale that may be the order's, which was edited since; and of one whose order is off. */
export function editedReason(document: BooksDocument, { state }: Pick<SalesOrder, 'state'>): string {
	const mayBe = `${nameOf(document)} may be this order, which was edited since: buyer and day agree and some of the goods do, and a mark by which it would be known is missing. A person may have written over its memo.`;
	if (state === 'cancelled')
		return `${mayBe} The order is cancelled. If it is this order, void it or credit it by hand. If it is another sale, set Let Through Until to a time when this order comes once more. Nothing is written`;
	return `${mayBe} If it is this order, put the memo back from the audit history in QuickBooks, or make the document say what the order says and choose Overwritten Memos: Mark Again in Create QBO Invoice. If it is another sale, set Let Through Until to a time when this order will be posted. Nothing is posted`;
}

/** What is said of a sale that cannot be compared with the order. */
export function uncomparedReason(document: BooksDocument, reason: string): string {
	return `${nameOf(document)} may be this order with its memo written over, and cannot be compared with it. ${reason}`;
}
