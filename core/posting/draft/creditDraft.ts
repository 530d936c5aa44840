import { dayIn, type Moment } from '../../model/moment';
import { sum, type Money } from '../../model/money';
import { CANCELLATION, identityKey, identityOf } from '../../model/orderIdentity';
import { creditTender } from '../../model/payments';
import type { SalesOrder, Tender } from '../../model/salesOrder';
import { plainText, shortHash } from '../../model/text';
import { draftLines, includesTax, type DraftedLine } from './documentLines';
import { taxOf, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { roundingPart } from './roundingPart';
import { draftHead, draftTax, draftReplacement, type DraftHeader } from './saleDraft';
import { tenderParts } from './tenderParts';
import { contentHash, type BooksDocument } from '../../quickbooks/booksDocument';
import { noteWithMarker, type PostingMarker, type VoidReason } from '../../quickbooks/documentMarker';
import type { Fields } from '../../reading/readUnknown';

/** What a credit memo or a refund receipt gives back, before it is written in QuickBooks' fields. */
export interface CreditDraft {
	/** The channel's id of the refund, or CANCELLATION. */
	readonly refundId: string;
	readonly at: Moment;
	/** What the parts come to, tax included. */
	readonly total: Money;
	/** What of it goes back as store credit or on gift certificates; the rest is money. */
	readonly tender: readonly Tender[];
	readonly parts: readonly DraftPart[];
	/** A credit memo: what a receipt of its own pays back of it. That receipt: the same, the other way round, and no parts. Mostly nothing. */
	readonly payout: readonly DraftPart[];
	/** What a rounding line takes up from the start; 0 where that is not known yet. */
	readonly rounding?: Money;
	/** True where the amounts rule and QuickBooks adds the tax, also where the sale's contain it. */
	readonly isNet?: boolean;
	/** For people. */
	readonly note: string;
}

interface CreditHeader extends DraftHeader {
	/** Where a refund receipt takes the money from. */
	readonly payFromAccountId: string | null;
	/** The day of the sale, YYYY-MM-DD: nothing comes back before it was sold. */
	readonly notBefore: string;
}

/** The body of a new credit. Ask `creditTrouble` first: parts in trouble make this throw. */
export function draftCredit(order: SalesOrder, credit: CreditDraft, header: CreditHeader, facts: DraftFacts): Fields {
	const lines = draftCreditLines(order, credit, header, facts);
	const payFrom =
		header.type === 'RefundReceipt' && header.payFromAccountId !== null
			? { DepositToAccountRef: { value: header.payFromAccountId } }
			: {};
	const body = {
		...draftHead(order, header, facts),
		TxnDate: creditDay(credit, header.notBefore, facts.company.timeZone),
		...payFrom,
		...draftTax(credit.parts, order, facts, containsTax(order, credit, facts)),
		Line: lines.map((line) => line.body),
	};
	return {
		...body,
		PrivateNote: noteWithMarker(
			toHumanNote(order, credit),
			toMarker(order, credit, { body, lines, generation: header.generation }),
		),
	};
}

/** The body that puts QuickBooks' rounding of a credit right. */
export function draftCreditUpdate(
	order: SalesOrder,
	credit: CreditDraft,
	{ document, rounding }: { document: BooksDocument; rounding: Money },
	facts: DraftFacts,
): Fields {
	const { type, number, customerId, marker, day } = document;
	const header = {
		type,
		number: number ?? '',
		customerId,
		notBefore: day,
		generation: marker?.generation ?? 1,
		payFromAccountId: null,
		rounding,
	};
	const lines = draftCreditLines(order, credit, header, facts);
	const fresh = draftCredit(order, credit, header, facts);
	const own = toMarker(order, credit, { body: fresh, lines, generation: header.generation });
	return { ...fresh, ...draftReplacement(document, lines), PrivateNote: noteWithMarker(document.note, own) };
}

/** What of a credit goes back in money: what its document comes to. */
export function moneyBack({ total, tender, payout }: Pick<CreditDraft, 'total' | 'tender' | 'payout'>): Money {
	return total - creditTender(tender) + sum(payout.map(({ net }) => net));
}

/** All that a credit's lines are made of, but for a rounding. */
export function creditLineParts(
	{ parts, tender, payout }: Pick<CreditDraft, 'parts' | 'tender' | 'payout'>,
	facts: Pick<DraftFacts, 'choices'>,
): DraftPart[] {
	return [...parts, ...tenderParts(tender, facts), ...payout];
}

/** The day of the refund; a sale that was booked on a later day than its own has its refunds from then on. */
export function creditDay({ at }: Pick<CreditDraft, 'at'>, notBefore: string, timeZone: string): string {
	const day = dayIn(at, timeZone);
	return day < notBefore ? notBefore : day;
}

/** What tells one version of a refund from another; the units come from elsewhere and may be told later. */
export function creditFingerprint({
	refundId,
	total,
	tender,
}: Pick<CreditDraft, 'refundId' | 'total' | 'tender'>): string {
	return shortHash([refundId, total, tender.map(({ kind, amount }) => [kind, amount])], 16);
}

function draftCreditLines(
	order: SalesOrder,
	credit: CreditDraft,
	{ rounding = 0 }: CreditHeader,
	facts: DraftFacts,
): DraftedLine[] {
	const parts = [...creditLineParts(credit, facts), ...roundingPart(rounding, facts)];
	return draftLines(parts, order, facts, containsTax(order, credit, facts));
}

function containsTax(order: SalesOrder, { isNet = false }: CreditDraft, { company }: DraftFacts): boolean {
	return !isNet && includesTax(order, company);
}

function toHumanNote({ channel, account, orderNumber }: SalesOrder, { note }: CreditDraft): string {
	return plainText(`${channel} order ${orderNumber} of ${account}${note === '' ? '' : `; ${note}`}`, 900);
}

interface Drafted {
	readonly body: Fields;
	readonly lines: readonly DraftedLine[];
	readonly generation: number;
}

/** The closing credit says of itself why the sale was closed: its document may be of a closed period. */
function endReason({ state }: SalesOrder): VoidReason {
	return state === 'refunded' ? 'refunded' : 'cancelled';
}

function toMarker(order: SalesOrder, credit: CreditDraft, { body, lines, generation }: Drafted): PostingMarker {
	return {
		identity: identityKey(identityOf(order, credit.refundId)),
		version: order.modifiedAt,
		fingerprint: creditFingerprint(credit),
		generation,
		content: contentHash(body),
		tax: taxOf(credit.parts),
		lineKeys: lines.map(({ key }) => key),
		voidReason: credit.refundId === CANCELLATION ? endReason(order) : null,
	};
}
