import { sum } from '../../model/money';
import { CANCELLATION, identityKey, identityOf } from '../../model/orderIdentity';
import { contentHash, identityIn, nameOf, type BooksDocument, type BooksLine } from '../../quickbooks/booksDocument';
import { entryName } from '../../quickbooks/indexedDocument';
import { markFor } from '../../quickbooks/booksLines';
import { noteWithMarker, readMarker } from '../../quickbooks/documentMarker';
import { hasNumber, newNumber } from '../../quickbooks/orderInBooks';
import { readOptionalText, type Fields } from '../../reading/readUnknown';
import { creditFingerprint, creditLineParts, draftCredit, moneyBack, type CreditDraft } from '../draft/creditDraft';
import { netOf } from '../draft/documentLines';
import { taxOf, type DraftPart } from '../draft/draftPart';
import { roundingPart } from '../draft/roundingPart';
import { openTotal } from '../draft/saleInBooks';
import type { planCreditType } from './creditType';
import { withRequestId, type DocumentWrite } from './documentWrite';
import { roundingOf } from './overwrittenSale';
import { planChoices, type PostingRun } from './postingRun';
import type { PostedSale } from './stages';
import { findUnmarked, unmarkedLimitTrouble, unmarkedReason } from './unmarkedCredit';
import { deletedCreditTrouble } from './unseenDeletions';

/** A credit that is to be written for a sale. */
export interface PlannedCredit {
	readonly draft: CreditDraft;
	readonly write: DocumentWrite;
	/** The document as it will stand: what is planned after it has to reckon with it. */
	readonly asBooked: BooksDocument;
}

interface CreditCircumstances {
	readonly kind: Exclude<ReturnType<typeof planCreditType>, { readonly trouble: string }>;
	readonly before: readonly PlannedCredit[];
	readonly run: PostingRun;
}

/** The request for a credit, after those planned before it; trouble where it cannot be written. */
export function planCredit(
	postedSale: PostedSale,
	draft: CreditDraft,
	{ kind, before, run }: CreditCircumstances,
): PlannedCredit | { readonly trouble: string } {
	const { choices, found, deleted } = postedSale;
	const credit = nameCredit(postedSale, draft);
	const { identity, number } = credit;
	const gone = deleted.find((entry) => entry.identity === identity);
	if (gone !== undefined) return { trouble: byHandReason(`${entryName(gone)} was deleted`) };
	const bodyWith = (as: Pick<CreditHeader, 'number' | 'rounding'>) =>
		bodyOf(postedSale, draft, { ...kind, ...credit, ...as });
	const bodyLike = (one: BooksDocument) =>
		bodyWith({ number: one.number ?? '', rounding: roundingOf(one, choices.draft) });
	// What was marked again in this run stands among the credits, and without a mark in what was found before.
	const taken = new Set([
		...before.map(({ write }) => String(write.body.Id)),
		...postedSale.credits.map(({ id }) => id),
	]);
	const unmarked = findUnmarked(found, { number, identity, draft, bodyLike, taken });
	if (unmarked !== undefined)
		return planUnmarked(postedSale, unmarked, { credit, draft, body: bodyLike(unmarked), run });
	const trouble = creationTrouble(postedSale, draft, { credit, before, taken });
	if (trouble !== null) return { trouble };
	const body = bodyWith({ number, rounding: choices.draft.roundingItemId === null ? 0 : draft.rounding });
	const creation = { ...credit, operation: 'create', type: kind.type, body } as const;
	const write = withRequestId(creation, 'credit', run.company.realmId);
	return { draft, write, asBooked: asBooked(postedSale, draft, write) };
}

type CreditNames = Pick<DocumentWrite, 'identity' | 'fingerprint' | 'generation' | 'number'>;

function nameCredit(postedSale: PostedSale, draft: CreditDraft): CreditNames {
	const { order, document, found } = postedSale;
	const { refundId } = draft;
	const generation = document.marker?.generation ?? 1;
	const { prefix } = planChoices(postedSale);
	return {
		identity: identityKey(identityOf(order, refundId)),
		fingerprint: creditFingerprint(draft),
		generation,
		number: newNumber(order, found, { prefix, refundId, generation, sale: document }),
	};
}

type CreditHeader = Parameters<typeof draftCredit>[2];

function bodyOf(
	{ order, document, facts }: PostedSale,
	draft: CreditDraft,
	{ type, payFromAccountId, number, generation, rounding }: Omit<CreditHeader, 'customerId' | 'notBefore'>,
): Fields {
	const { customerId, day: notBefore } = document;
	const header = { type, payFromAccountId, number, generation, customerId, notBefore, rounding };
	return draftCredit(order, draft, header, facts);
}

interface NewCredit {
	readonly credit: CreditNames;
	readonly before: readonly PlannedCredit[];
	/** The ids of the documents that those planned before are marked on. */
	readonly taken: ReadonlySet<string>;
}

/** Why no new document can be made for a credit; null when one can. */
function creationTrouble(
	postedSale: PostedSale,
	draft: CreditDraft,
	{ credit, before, taken }: NewCredit,
): string | null {
	const { order, document, found, unseenDeletions } = postedSale;
	const refundedAt = draft.refundId === CANCELLATION ? null : draft.at;
	const standing = { ...postedSale, credits: [...postedSale.credits, ...before.map(({ asBooked }) => asBooked)] };
	const others = found.filter(({ id }) => !taken.has(id));
	return (
		numberTrouble(postedSale, credit.number, credit.identity) ??
		unmarkedLimitTrouble(draft.total, openTotal(standing), { order, found: others }) ??
		deletedCreditTrouble(unseenDeletions, document, refundedAt)
	);
}

interface UnmarkedCredit {
	readonly credit: CreditNames;
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
	const memo = noteWithMarker(note, markFor(unmarked, body, marker));
	const marking = { Id: id, SyncToken: syncToken, sparse: true, PrivateNote: memo };
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

/** The document that the request makes, before QuickBooks has answered it. */
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
