import { isUntouched, nameOf, type BooksDocument } from './booksDocument';
import { fingerprintOf } from './fingerprint';
import { documentNumber, identityKey, identityOf } from './identity';
import type { Moment } from './moment';
import { formatMoney, sum } from './money';
import type { SalesOrder } from './salesOrder';

export interface PlanChoices {
	/** Of the order's account; part of every document number. */
	readonly prefix: string;
	/** Older orders are never posted, held back or credited; null where the feed sees to that. */
	readonly goLive: Moment | null;
}

/** What has to happen so that the books agree with the order. */
export type PostingPlan =
	| { readonly action: 'create'; readonly generation: number; readonly number: string; readonly caution: string | null }
	| { readonly action: 'update'; readonly document: BooksDocument }
	| { readonly action: 'alreadyThere'; readonly document: BooksDocument; readonly reason: string | null }
	| { readonly action: 'nothingToPost'; readonly reason: string }
	| { readonly action: 'needsAttention'; readonly reason: string; readonly document: BooksDocument | null };

/** What can be said of an order before QuickBooks is asked anything; null when it has to be asked. */
export function planWithoutLookingUp(order: SalesOrder, { goLive }: PlanChoices): PostingPlan | null {
	if (order.copiedFrom !== null) return nothing(`Copied into ${order.channel} from ${order.copiedFrom}, where it is posted`);
	if (goLive !== null && order.placedAt < goLive) return nothing(`Placed before ${goLive}, from when on orders are posted`);
	return null;
}

/** The number of the document that the order has or should get, given those found so far: look it up before planning. */
export function numberToLookUp(order: SalesOrder, found: readonly BooksDocument[], { prefix }: PlanChoices): string {
	return documentNumber(prefix, order, { generation: nextGeneration(order, found) });
}

/** Plans one order, given every document that was found under its numbers (rules.md B and C). Duplicates are settled before. */
export function planPosting(order: SalesOrder, found: readonly BooksDocument[], choices: PlanChoices): PostingPlan {
	const settled = planWithoutLookingUp(order, choices);
	if (settled !== null) return settled;
	const ours = documentsOf(order, found);
	const generation = nextGeneration(order, found);
	const current = ours.find((document) => document.marker?.generation === generation);
	if (current !== undefined) return planForDocument(order, current);
	const stranger = found.find((document) => !ours.includes(document) && hasNumber(document, numberToLookUp(order, found, choices)));
	return planForNewOrder(order, stranger, { generation, number: numberToLookUp(order, found, choices) });
}

/** Ours of this order, those voided as duplicates left out; documents of other orders and of people are strangers. */
export function documentsOf(order: SalesOrder, found: readonly BooksDocument[]): BooksDocument[] {
	const identity = identityKey(identityOf(order));
	return found.filter(({ marker, voided }) => marker?.identity === identity && !(voided && marker.ownVoid === 'duplicate'));
}

/** One after the newest that we voided ourselves because of a cancellation, else the newest that there is. */
function nextGeneration(order: SalesOrder, found: readonly BooksDocument[]): number {
	const ours = documentsOf(order, found);
	const newest = Math.max(1, ...ours.map(({ marker }) => marker?.generation ?? 1));
	const cancelled = ours.some(({ marker, voided }) => marker?.generation === newest && voided && marker.ownVoid === 'cancelled');
	return order.state === 'sold' && cancelled ? newest + 1 : newest;
}

function planForNewOrder(order: SalesOrder, stranger: BooksDocument | undefined, as: { generation: number; number: string }): PostingPlan {
	if (order.state !== 'sold') return nothing(NOT_SOLD[order.state]);
	if (stranger !== undefined) return attention(strangerReason(stranger, as.number), null);
	return { action: 'create', ...as, caution: refundCaution(order) };
}

function planForDocument(order: SalesOrder, document: BooksDocument): PostingPlan {
	const { marker } = document;
	if (marker !== null && order.modifiedAt < marker.version) return there(document, 'A newer version of the order is in the books');
	if (document.voided) return planForVoided(order, document);
	if (order.state !== 'sold') return attention(withdrawnReason(order, document), document);
	const now = fingerprintOf(order);
	const isRefunded = now.refunds !== null && now.refunds !== marker?.fingerprint.refunds;
	if (marker?.fingerprint.sale === now.sale) return isRefunded ? attention(`${nameOf(document)}: ${refundCaution(order)}`, document) : there(document, null);
	if (!isUntouched(document)) return attention(changedByPeople(order, document), document);
	if (isRefunded) return attention(`The order changed and was refunded after it was posted as ${nameOf(document)}: correct both by hand`, document);
	return { action: 'update', document };
}

function planForVoided(order: SalesOrder, document: BooksDocument): PostingPlan {
	if (order.state !== 'sold') return nothing(`${nameOf(document)} is voided already`);
	return attention(`${nameOf(document)} was voided in QuickBooks by someone, and the order still counts as sold: post it by hand if it should be in the books`, null);
}

const NOT_SOLD: Readonly<Record<Exclude<SalesOrder['state'], 'sold'>, string>> = {
	open: 'The order does not count as sold yet',
	reserving: 'The order reserves stock and does not count as sold yet',
	cancelled: 'The order was cancelled before it was posted',
	refunded: 'The order was refunded in full before it was posted',
};

function withdrawnReason(order: SalesOrder, document: BooksDocument): string {
	const name = nameOf(document);
	if (order.state === 'cancelled') return `The order was cancelled after it was posted as ${name}: void it, or credit it if it was paid`;
	if (order.state === 'refunded') return `The order was refunded after it was posted as ${name}: record the refund in QuickBooks`;
	return `The order went back to "${order.channelState}" after it was posted as ${name}: void it if the sale is off`;
}

function refundCaution({ refunds, currency }: SalesOrder): string | null {
	if (refunds.length === 0) return null;
	const amount = formatMoney(sum(refunds.map(({ total }) => total)), currency);
	return `${amount} ${currency} was refunded: record the refund in QuickBooks`;
}

function changedByPeople(order: SalesOrder, document: BooksDocument): string {
	const wanted = `${formatMoney(order.total, order.currency)} ${order.currency}`;
	return `${nameOf(document)} was changed in QuickBooks since it was posted, and so was the order (now ${wanted}): correct the document by hand`;
}

function strangerReason(document: BooksDocument, number: string): string {
	const name = nameOf(document);
	if (document.marker === null) return `${name} has the number ${number} and was not made by this sync: give it another number, or choose another Number Prefix`;
	return `${name} belongs to another order (${document.marker.identity}): give each shop a Number Prefix of its own`;
}

/** QuickBooks compares numbers without regard to case. */
function hasNumber(document: BooksDocument, number: string): boolean {
	return document.number?.toLowerCase() === number.toLowerCase();
}

function nothing(reason: string): PostingPlan {
	return { action: 'nothingToPost', reason };
}

function there(document: BooksDocument, reason: string | null): PostingPlan {
	return { action: 'alreadyThere', document, reason };
}

function attention(reason: string, document: BooksDocument | null): PostingPlan {
	return { action: 'needsAttention', reason, document };
}
