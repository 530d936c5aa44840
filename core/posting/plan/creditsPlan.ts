import { compareMoments } from '../../model/moment';
import { sum } from '../../model/money';
import { CANCELLATION, identityKey, identityOf, payoutOf } from '../../model/orderIdentity';
import type { Refund } from '../../model/salesOrder';
import { creditFingerprint, creditLineParts, draftCredit, moneyBack, type CreditDraft } from '../draft/creditDraft';
import { netOf } from '../draft/documentLines';
import { taxOf, type DraftPart } from '../draft/draftPart';
import { payoutIn, payoutPart } from '../draft/payoutPart';
import { roundingPart } from '../draft/roundingPart';
import { openTotal } from '../draft/saleInBooks';
import { worthOf } from '../draft/tenderParts';
import { creditTrouble } from './creditTrouble';
import { planCreditType } from './creditType';
import { withRequestId, type DocumentWrite } from './documentWrite';
import { roundingOf } from './overwrittenSale';
import { withTrouble } from './postingOutcome';
import { planChoices, type PostingRun } from './postingRun';
import { planRefundCredit } from './refundCredit';
import { withReopenedSale } from './reopenedSale';
import type { PostedSale } from './stages';
import { findUnmarked, unmarkedLimitTrouble, unmarkedReason } from './unmarkedCredit';
import { deletedCreditTrouble } from './unseenDeletions';
import {
	contentHash,
	identityIn,
	isSale,
	nameOf,
	type BooksDocument,
	type BooksLine,
} from '../../quickbooks/booksDocument';
import { entryName } from '../../quickbooks/documentIndex';
import { noteWithMarker, readMarker } from '../../quickbooks/documentMarker';
import {
	creditsWithoutRefund,
	findClosingCredit,
	hasNumber,
	newNumber,
	versionIn,
} from '../../quickbooks/orderInBooks';
import { readOptionalText, type Fields } from '../../reading/readUnknown';

/** A credit that is to be written for a sale. */
export interface PlannedCredit {
	readonly draft: CreditDraft;
	readonly write: DocumentWrite;
	/** The document as it will stand: what is planned after it has to reckon with it. */
	readonly asBooked: BooksDocument;
}

export interface SaleWithCredits {
	readonly postedSale: PostedSale;
	readonly plannedCredits: readonly PlannedCredit[];
}

/**
 * What of an order's refunds would be credited, and what keeps the others from it.
 *
 * 1. Where the credit that closed the sale covers all refunds, nothing is.
 * 2. The refunds that are not in the books yet are taken in the sequence in which the money went back.
 * 3. Each is planned as if the credits planned before stood already: limits and units are for all of them together.
 */
export function planRefunds(sale: PostedSale, run: PostingRun): SaleWithCredits {
	const postedSale = withReopenedSale(withLostRefunds(sale));
	return dueRefunds(postedSale).reduce<SaleWithCredits>((planned, refund) => planRefund(planned, refund, run), {
		postedSale,
		plannedCredits: [],
	});
}

/** The credits of the refunds that something keeps from the books, each after those that are planned before it. */
export function draftRefused({ postedSale, plannedCredits }: SaleWithCredits): CreditDraft[] {
	const due = dueRefunds(postedSale);
	const isPlanned = (refund: Refund) => plannedCredits.some(({ draft }) => draft.refundId === refund.refundId);
	return due.flatMap((refund, place) => {
		if (isPlanned(refund)) return [];
		const before = due.slice(0, place).map(({ refundId }) => refundId);
		const standing = plannedCredits.filter(({ draft }) => before.includes(draft.refundId));
		return [planRefundCredit(refund, saleAfter({ postedSale, plannedCredits: standing }))];
	});
}

function dueRefunds(postedSale: PostedSale): Refund[] {
	if (areCovered(postedSale)) return [];
	const refunds = [...postedSale.order.refunds].sort(compareRefunds);
	return refunds.filter((refund) => !isCredited(refund, postedSale));
}

/** The sequence in which money went back. Shops tell whole seconds; of those in the same one, the later has the higher id. */
function compareRefunds(one: Refund, other: Refund): number {
	return (
		compareMoments(one.refundedAt, other.refundedAt) ||
		one.refundId.localeCompare(other.refundId, 'en', { numeric: true })
	);
}

/**
 * A sale's planned credits without the one that takes all that is left, and the refund of that. QuickBooks may round the others otherwise
 * than planned, and the last takes what they leave (rules.md D7): it is planned by `planLast` once they stand. `last` is null where there
 * are no others.
 */
export function withoutLast(planned: SaleWithCredits): { planned: SaleWithCredits; last: Refund | null } {
	const { postedSale, plannedCredits } = planned;
	const draft = plannedCredits.at(-1)?.draft;
	const last = postedSale.order.refunds.find(({ refundId }) => refundId === draft?.refundId);
	const isLast = plannedCredits.length > 1 && openTotal(saleAfter(planned)) === 0;
	if (last === undefined || !isLast) return { planned, last: null };
	return { planned: { postedSale, plannedCredits: plannedCredits.slice(0, -1) }, last };
}

/** The credit of the last refund of a sale, once those before stand. */
export function planLast(postedSale: PostedSale, last: Refund | null, run: PostingRun): SaleWithCredits {
	const planned = { postedSale, plannedCredits: [] };
	return last === null || postedSale.hasConflict ? planned : planRefund(planned, last, run);
}

/** A refund that the shop has deleted has moved no money: its credit is for a person. */
function withLostRefunds(postedSale: PostedSale): PostedSale {
	const { order, credits, found } = postedSale;
	const lost = creditsWithoutRefund(order, [...credits, ...found.filter((one) => one.marker === null && !isSale(one))]);
	if (lost.length === 0) return postedSale;
	const reason = `The shop has no refund any more for ${lost.map(nameOf).join(', ')}: delete it if no money went back, else enter the refund in the shop again.`;
	const isSure = lost.every((credit) => versionIn(credit) !== null || order.modifiedAt >= credit.createdAt);
	const known = isSure ? reason : `${reason} ${unsureReason(order)}`;
	return { ...postedSale, outcome: withTrouble(postedSale.outcome, known) };
}

/** Of a credit without a mark nobody knows which version of the order it shows. */
function unsureReason({ modifiedAt }: PostedSale['order']): string {
	return `Its memo was written over, so look into the shop first: this version of the order is of ${modifiedAt}, before the credit was written, and may be older than the refund.`;
}

/**
 * The receipts of money that credit memos of a sale say was paid back, where there are none yet. They follow the memo, so that a run that ends
 * in between leaves nothing that the next one does not see.
 */
export function planPayouts(postedSale: PostedSale, run: PostingRun): SaleWithCredits {
	const planned = { postedSale, plannedCredits: [] };
	if (postedSale.hasConflict) return planned;
	return duePayouts(postedSale).reduce<SaleWithCredits>((before, draft) => addCredit(before, draft, run), planned);
}

/** A memo whose refund the shop has no more is for a person. */
export function duePayouts({ order, credits }: Pick<PostedSale, 'order' | 'credits'>): CreditDraft[] {
	const idOf = new Map(
		[...order.refunds.map(({ refundId }) => refundId), CANCELLATION].map((refundId) => [
			identityKey(identityOf(order, refundId)),
			refundId,
		]),
	);
	const known = new Set(credits.map(({ marker }) => marker?.identity));
	return credits.flatMap((memo) => {
		const refundId = idOf.get(memo.marker?.identity ?? '');
		const payout = payoutIn(memo).map((part) => ({ ...part, net: -part.net }));
		if (refundId === undefined || payout.length === 0) return [];
		if (known.has(identityKey(identityOf(order, payoutOf(refundId))))) return [];
		const at = order.refunds.find((refund) => refund.refundId === refundId)?.refundedAt ?? memo.marker?.version;
		const note = `what was paid of ${nameOf(memo)}`;
		return [
			{ refundId: payoutOf(refundId), at: at ?? order.modifiedAt, total: 0, tender: [], parts: [], payout, note },
		];
	});
}

/** The sale as it will stand once the planned credits are written. */
export function saleAfter({ postedSale, plannedCredits }: SaleWithCredits): PostedSale {
	return { ...postedSale, credits: [...postedSale.credits, ...plannedCredits.map(({ asBooked }) => asBooked)] };
}

/** A refund of no money and no goods has nothing to book. */
function planRefund(saleWithCredits: SaleWithCredits, refund: Refund, run: PostingRun): SaleWithCredits {
	const sale = saleAfter(saleWithCredits);
	const draft = planRefundCredit(refund, sale);
	if (draft.parts.length === 0) return saleWithCredits;
	return addCredit(saleWithCredits, draft, run);
}

/** Adds a credit to what is planned, or says why it cannot be. */
export function addCredit(saleWithCredits: SaleWithCredits, draft: CreditDraft, run: PostingRun): SaleWithCredits {
	const { postedSale, plannedCredits } = saleWithCredits;
	const sale = saleAfter(saleWithCredits);
	const kind = planCreditType(sale, draft, run);
	const whole = 'trouble' in kind || kind.paidOut === 0 ? draft : { ...draft, payout: payoutPart(kind.paidOut, sale) };
	const trouble = creditTrouble(whole, sale) ?? ('trouble' in kind ? kind.trouble : null);
	const planned =
		trouble !== null || 'trouble' in kind
			? { trouble }
			: planCredit(postedSale, whole, { kind, before: plannedCredits, run });
	if (!('trouble' in planned)) return { postedSale, plannedCredits: [...plannedCredits, planned] };
	const reason = `A refund is not credited. ${planned.trouble}.`;
	return { postedSale: { ...postedSale, outcome: withTrouble(postedSale.outcome, reason) }, plannedCredits };
}

interface CreditCircumstances {
	readonly kind: Exclude<ReturnType<typeof planCreditType>, { readonly trouble: string }>;
	readonly before: readonly PlannedCredit[];
	readonly run: PostingRun;
}

/** The request for a credit, after those planned before it; trouble where it cannot be written. */
function planCredit(
	postedSale: PostedSale,
	draft: CreditDraft,
	{ kind, before, run }: CreditCircumstances,
): PlannedCredit | { readonly trouble: string } {
	const { order, choices, document, facts, found, deleted, unseenDeletions } = postedSale;
	const generation = document.marker?.generation ?? 1;
	const { prefix } = planChoices(postedSale);
	const number = newNumber(order, found, { prefix, refundId: draft.refundId, generation });
	const identity = identityKey(identityOf(order, draft.refundId));
	const gone = deleted.find((entry) => entry.identity === identity);
	if (gone !== undefined) return { trouble: byHandReason(`${entryName(gone)} was deleted`) };
	const { type, payFromAccountId } = kind;
	const rounding = choices.draft.roundingItemId === null ? 0 : draft.rounding;
	const header = {
		type,
		payFromAccountId,
		number,
		generation,
		customerId: document.customerId,
		notBefore: document.day,
		rounding,
	};
	const bodyLike = (one: BooksDocument) => {
		const rounding = roundingOf(one, choices.draft);
		return draftCredit(order, draft, { ...header, number: one.number ?? '', rounding }, facts);
	};
	const credit = { identity, fingerprint: creditFingerprint(draft), generation, number };
	const taken = new Set(before.map(({ write }) => String(write.body.Id)));
	const unmarked = findUnmarked(found, { number, identity, draft, bodyLike, taken });
	if (unmarked !== undefined)
		return planUnmarked(postedSale, unmarked, { credit, draft, body: bodyLike(unmarked), run });
	const refundedAt = draft.refundId === CANCELLATION ? null : draft.at;
	const standing = { ...postedSale, credits: [...postedSale.credits, ...before.map(({ asBooked }) => asBooked)] };
	const others = found.filter(({ id }) => !taken.has(id));
	const trouble =
		numberTrouble(postedSale, number, identity) ??
		unmarkedLimitTrouble(draft.total, openTotal(standing), { order, found: others }) ??
		deletedCreditTrouble(unseenDeletions, document, refundedAt);
	if (trouble !== null) return { trouble };
	const body = draftCredit(order, draft, header, facts);
	const creation = { ...credit, operation: 'create', type, body } as const;
	const write = withRequestId(creation, 'credit', run.company.realmId);
	return { draft, write, asBooked: asBooked(postedSale, draft, write) };
}

interface UnmarkedCredit {
	readonly credit: Pick<DocumentWrite, 'identity' | 'fingerprint' | 'generation' | 'number'>;
	readonly draft: CreditDraft;
	/** What would be written under its number. */
	readonly body: Fields;
	readonly run: PostingRun;
}

/** A document without a mark stands where the credit would: it is marked again where it is that very credit and the form says so. */
function planUnmarked(
	postedSale: PostedSale,
	unmarked: BooksDocument,
	{ credit, draft, body, run }: UnmarkedCredit,
): PlannedCredit | { readonly trouble: string } {
	const { type, id, syncToken, number, note, content } = unmarked;
	const marker = readMarker(readOptionalText(body.PrivateNote, 'PrivateNote') ?? '');
	const isSame = marker !== null && content === contentHash(body) && unmarked.total === moneyBack(draft);
	if (!isSame || postedSale.choices.overwrittenMemos !== 'markAgain')
		return { trouble: unmarkedReason(unmarked, { isSame, hasItsNumber: hasNumber(unmarked, credit.number) }) };
	const marking = { Id: id, SyncToken: syncToken, sparse: true, PrivateNote: noteWithMarker(note, marker) };
	const update = { ...credit, operation: 'update', type, number: number ?? '', body: marking } as const;
	const write = withRequestId(update, 'mark', run.company.realmId);
	const { lines } = asBooked(postedSale, { ...draft, rounding: roundingOf(unmarked, postedSale.choices.draft) }, write);
	return { draft, write, asBooked: { ...unmarked, marker, lines } };
}

/** Why a credit cannot have the number; null when it can. */
function numberTrouble({ found }: PostedSale, number: string, identity: string): string | null {
	const taken = found.find((document) => hasNumber(document, number));
	const owner = taken === undefined ? null : identityIn(taken);
	if (taken !== undefined && owner !== identity)
		return `${nameOf(taken)} has the number ${number} and belongs to another order (${owner}): give each shop a Number Prefix of its own`;
	return taken?.voided === true ? byHandReason(`${nameOf(taken)} was voided`) : null;
}

function byHandReason(whatHappened: string): string {
	return `${whatHappened} in QuickBooks by someone: credit it by hand if it should be in the books`;
}

function asBooked(
	postedSale: PostedSale,
	draft: CreditDraft,
	{ type, number, identity }: DocumentWrite,
): BooksDocument {
	const { marker } = postedSale.document;
	const total = moneyBack(draft);
	const { facts } = postedSale;
	const parts = [...creditLineParts(draft, facts), ...roundingPart(draft.rounding ?? 0, facts)];
	return {
		...postedSale.document,
		marker: marker === null ? null : { ...marker, identity, tax: taxOf(parts) },
		type,
		number,
		id: '',
		total,
		tax: sum(parts.map(({ tax }) => tax ?? 0)),
		balance: type === 'CreditMemo' ? total : 0,
		linked: [],
		lines: parts.map((part) => toBooksLine(part, postedSale)),
	};
}

function toBooksLine(part: DraftPart, { order, facts }: PostedSale): BooksLine {
	const { key, itemId, quantity, net, tax, name } = part;
	const amount = tax === null ? netOf(part, order, facts) : net;
	return { id: '', key, itemId, quantity, amount, gross: net + (tax ?? 0), taxCodeId: part.taxCodeId ?? null, name };
}

/** The credit that closed the sale took all that was left. It covers what the shop pays back afterwards. */
function areCovered({ order, document, credits }: PostedSale): boolean {
	return (
		findClosingCredit(order, credits) !== undefined && sum(order.refunds.map(({ total }) => total)) <= worthOf(document)
	);
}

function isCredited({ refundId }: Refund, { order, credits }: PostedSale): boolean {
	const identity = identityKey(identityOf(order, refundId));
	return credits.some(({ marker }) => marker?.identity === identity);
}
