import { sum, type Money } from '../../model/money';
import { fingerprintOf } from '../../model/orderFingerprint';
import { identityKey, identityOf } from '../../model/orderIdentity';
import { moneyPayments } from '../../model/payments';
import type { Payment, SalesOrder } from '../../model/salesOrder';
import { isInBasicPlane, plainText } from '../../model/text';
import { draftPeople } from './customerDraft';
import { draftLines, toHundredths, includesTax, type DraftedLine } from './documentLines';
import { taxOf, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { depositAccountOf } from './paymentRules';
import { roundingPart } from './roundingPart';
import { saleDay } from './saleDay';
import { saleParts } from './saleParts';
import { worthOf } from './tenderParts';
import { contentHash, type BooksDocument, type BooksDocumentType } from '../../quickbooks/booksDocument';
import { needsTaxCodes, statesTax } from '../../quickbooks/company';
import { noteWithMarker, type PostingMarker } from '../../quickbooks/documentMarker';
import type { Fields } from '../../reading/readUnknown';

export interface DraftHeader {
	readonly type: BooksDocumentType;
	readonly number: string;
	readonly generation: number;
	readonly customerId: string;
	/** The Id of QuickBooks' payment method for the order's; null where there is none. */
	readonly paymentMethodId?: string | null;
	/** What QuickBooks' own rounding leaves over, put right by a line of its own; 0 at first. */
	readonly rounding?: Money;
}

/**
 * The body of a new document for a sale. Ask `draftTrouble` first: an order in trouble makes this throw.
 * Amounts are in the order's currency, the day is the company's.
 *
 * 1. The order's parts and a rounding become lines.
 * 2. The head, the day, the tax and the lines make the body.
 * 3. The marker is made of that body, and goes into the note.
 */
export function draftSale(order: SalesOrder, header: DraftHeader, facts: DraftFacts): Fields {
	const lines = draftSaleLines(order, header, facts);
	const body = {
		...draftHead(order, header, facts),
		TxnDate: saleDay(order, facts).day,
		...draftReceipt(order, header, facts),
		...draftTax(saleParts(order, facts), order, facts),
		Line: lines.map((line) => line.body),
	};
	return {
		...body,
		PrivateNote: noteWithMarker(
			toHumanNote(order, header.type),
			toMarker(order, body, lines, header.generation, facts),
		),
	};
}

/**
 * The body that brings a document that we wrote to a newer version of its order. Its number, customer and type stay; each
 * line that stood for the same part of the order keeps its id.
 */
export function draftSaleUpdate(
	order: SalesOrder,
	document: BooksDocument,
	facts: DraftFacts,
	rounding: Money = 0,
): Fields {
	const generation = document.marker?.generation ?? 1;
	const header = {
		type: document.type,
		number: document.number ?? '',
		generation,
		customerId: document.customerId,
		rounding,
	};
	const drawn = draftSale(order, header, facts);
	// What was reported for a month stays in it: an edit that takes out an item that is counted late moves the sale to no earlier day.
	const fresh = { ...drawn, TxnDate: [document.day, saleDay(order, facts).day].sort().at(-1) };
	const drafted = draftSaleLines(order, header, facts);
	const marker = { ...toMarker(order, fresh, drafted, generation, facts), ...nothingBefore(document) };
	return { ...fresh, ...draftReplacement(document, drafted), PrivateNote: noteWithMarker(document.note, marker) };
}

/** Keeps in mind that a sale came to nothing before an edit: no payment of it is in the books to say so. */
function nothingBefore(document: BooksDocument): Pick<PostingMarker, 'nothingAt'> {
	const { marker } = document;
	const nothingAt = marker?.nothingAt ?? (worthOf(document) === 0 ? marker?.version : undefined);
	return nothingAt === undefined ? {} : { nothingAt };
}

/** The fields that put new lines into a document that is there: a line of the same part keeps its id. */
export function draftReplacement(document: BooksDocument, drafted: readonly DraftedLine[]): Fields {
	return { Line: withLineIds(drafted, document), Id: document.id, SyncToken: document.syncToken, sparse: true };
}

/** What every document of an order says, whatever it stands for. */
export function draftHead(
	order: SalesOrder,
	{ number, customerId }: Pick<DraftHeader, 'number' | 'customerId'>,
	{ company, choices }: DraftFacts,
): Fields {
	return {
		CustomerRef: { value: customerId },
		DocNumber: number,
		...(company.multiCurrency ? draftCurrency(order, company.homeCurrency) : {}),
		...draftPeople(order, company),
		...draftMemo(choices.memo),
		...(choices.locationId === null ? {} : { DepartmentRef: { value: choices.locationId } }),
		...(company.classPer === 'document' && choices.classId !== null ? { ClassRef: { value: choices.classId } } : {}),
	};
}

function draftMemo(memo: string | null): Fields {
	const value = plainText(memo ?? '', 1000);
	return value === '' ? {} : { CustomerMemo: { value } };
}

/** How the tax of these parts is told to QuickBooks. */
export function draftTax(
	parts: readonly DraftPart[],
	order: SalesOrder,
	{ company }: DraftFacts,
	isInclusive = includesTax(order, company),
): Fields {
	const tax = sum(parts.map((part) => part.tax ?? 0));
	return {
		...(needsTaxCodes(company) ? { GlobalTaxCalculation: isInclusive ? 'TaxInclusive' : 'TaxExcluded' } : {}),
		...(statesTax(company) ? { TxnTaxDetail: { TotalTax: (toHundredths(tax, order.currency) ?? 0) / 100 } } : {}),
	};
}

function draftSaleLines(order: SalesOrder, { rounding = 0 }: DraftHeader, facts: DraftFacts): DraftedLine[] {
	return draftLines([...saleParts(order, facts), ...roundingPart(rounding, facts)], order, facts);
}

/** The currency of an order's documents, with the channel's rate where it is one to the home currency. */
export function draftCurrency({ currency, exchangeRate }: SalesOrder, homeCurrency: string): Fields {
	const isKnown = exchangeRate !== null && exchangeRate.currency === homeCurrency && currency !== homeCurrency;
	return { CurrencyRef: { value: currency }, ...(isKnown ? { ExchangeRate: Number(exchangeRate.rate) } : {}) };
}

/** What only a document of goods paid for has. */
function draftReceipt(
	order: SalesOrder,
	{ type, paymentMethodId = null }: DraftHeader,
	{ choices }: DraftFacts,
): Fields {
	if (type !== 'SalesReceipt') return {};
	const accountId = depositAccountOf(order, choices);
	return {
		...(accountId === null ? {} : { DepositToAccountRef: { value: accountId } }),
		...(paymentMethodId === null ? {} : { PaymentMethodRef: { value: paymentMethodId } }),
		...draftPaymentReference(moneyPayments(order)[0]?.reference ?? null),
	};
}

/** QuickBooks keeps 21 characters of a payment's reference. */
const LONGEST_REFERENCE = 21;

/** A longer reference is cut to its end, which tells payments apart; the note has it whole. */
export function draftPaymentReference(reference: string | null): Fields {
	const isKept = reference !== null && reference !== '' && isInBasicPlane(reference);
	return isKept ? { PaymentRefNum: reference.slice(-LONGEST_REFERENCE) } : {};
}

/** What the note says of payments: how the order was paid, and references that are too long for their field. */
export function paymentNote(payments: readonly Payment[]): string[] {
	return payments
		.map(({ method, reference }) => [method, reference].filter((word) => word !== null && word !== '').join(' '))
		.filter((words) => words !== '');
}

function toHumanNote(order: SalesOrder, type: BooksDocumentType): string {
	const { channel, account, orderNumber } = order;
	const paid = type === 'SalesReceipt' ? paymentNote(moneyPayments(order)) : [];
	return plainText([`${channel} order ${orderNumber} of ${account}`, ...paid].join('; '), 500);
}

function toMarker(
	order: SalesOrder,
	body: Fields,
	lines: readonly DraftedLine[],
	generation: number,
	facts: DraftFacts,
): PostingMarker {
	return {
		identity: identityKey(identityOf(order)),
		version: order.modifiedAt,
		fingerprint: fingerprintOf(order),
		generation,
		content: contentHash(body),
		tax: taxOf(saleParts(order, facts)),
		lineKeys: lines.map(({ key }) => key),
		voidReason: null,
	};
}

function withLineIds(drafted: readonly DraftedLine[], { lines }: BooksDocument): Fields[] {
	const known = lines.filter(({ key }) => key !== null);
	return drafted.map(({ key, body }) => {
		const place = known.findIndex((one) => one.key === key);
		const [found] = place === -1 ? [] : known.splice(place, 1);
		return found === undefined ? body : { Id: found.id, ...body };
	});
}
