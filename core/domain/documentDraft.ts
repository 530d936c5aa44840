import type { Fields } from '../reading/readUnknown';
import { contentOf, type BooksDocument, type BooksDocumentType } from './booksDocument';
import { booksAddress, usableEmail } from './documentAddress';
import { draftLines, hundredthsOf, type DraftedLine } from './documentLines';
import { needsTaxCodes, statesTax, type DraftFacts } from './draftSettings';
import { fingerprintOf } from './fingerprint';
import { identityKey, identityOf } from './identity';
import { dayIn } from './moment';
import { sum } from './money';
import { plainText } from './plainText';
import { noteWith, type PostingMarker } from './postingMarker';
import type { SalesOrder } from './salesOrder';

export interface DraftHeader {
	readonly type: BooksDocumentType;
	readonly number: string;
	readonly generation: number;
	readonly customerId: string;
}

/**
 * The body of a new document. Ask `draftTrouble` first: an order in trouble makes this throw.
 * Amounts are in the order's currency, the day is the company's.
 */
export function draftDocument(order: SalesOrder, header: DraftHeader, facts: DraftFacts): Fields {
	const lines = draftLines(order, facts);
	const body = {
		CustomerRef: { value: header.customerId },
		DocNumber: header.number,
		TxnDate: dayIn(order.placedAt, facts.company.timeZone),
		...moneyFields(order, facts),
		...peopleFields(order, facts),
		...receiptFields(order, header.type, facts),
		Line: lines.map((line) => line.body),
	};
	return { ...body, PrivateNote: noteWith(humanNote(order), markerFor(order, body, lines, header.generation, facts)) };
}

/**
 * The body that brings a document that we wrote to a newer version of its order. Its number, customer and type stay; each
 * line that stood for the same part of the order keeps its id.
 */
export function draftUpdate(order: SalesOrder, document: BooksDocument, facts: DraftFacts): Fields {
	const generation = document.marker?.generation ?? 1;
	const header = { type: document.type, number: document.number ?? '', generation, customerId: document.customerId };
	const fresh = draftDocument(order, header, facts);
	const drafted = draftLines(order, facts);
	const lines = withLineIds(drafted, document);
	const marker = markerFor(order, fresh, drafted, generation, facts);
	return { ...fresh, Line: lines, PrivateNote: noteWith(document.note, marker), Id: document.id, SyncToken: document.syncToken, sparse: true };
}

function moneyFields(order: SalesOrder, { company }: DraftFacts): Fields {
	const tax = sum([...order.lines, ...order.shipping, ...order.fees].map((part) => part.tax ?? 0));
	return {
		...(company.multiCurrency ? { CurrencyRef: { value: order.currency } } : {}),
		...(needsTaxCodes(company) ? { GlobalTaxCalculation: 'TaxExcluded' } : {}),
		...(statesTax(company) ? { TxnTaxDetail: { TotalTax: (hundredthsOf(tax, order.currency) ?? 0) / 100 } } : {}),
	};
}

function peopleFields({ customer }: SalesOrder, { choices }: DraftFacts): Fields {
	const shipTo = customer.shipping ?? customer.billing;
	const email = usableEmail(customer.email);
	return {
		...(shipTo === null ? {} : { ShipAddr: booksAddress(shipTo) }),
		...(customer.billing === null ? {} : { BillAddr: booksAddress(customer.billing) }),
		...(email === null ? {} : { BillEmail: { Address: email } }),
		...(choices.memo === null ? {} : { CustomerMemo: { value: plainText(choices.memo, 1000) } }),
	};
}

/** What only a document of goods paid for has. QuickBooks keeps 21 characters of a payment's reference. */
function receiptFields({ payment }: SalesOrder, type: BooksDocumentType, { choices }: DraftFacts): Fields {
	if (type !== 'SalesReceipt') return {};
	const reference = payment?.reference ?? '';
	const fits = reference !== '' && reference.length <= 21;
	return {
		...(choices.depositAccountId === null ? {} : { DepositToAccountRef: { value: choices.depositAccountId } }),
		...(fits ? { PaymentRefNum: reference } : {}),
	};
}

function humanNote({ channel, account, orderNumber }: SalesOrder): string {
	return plainText(`${channel} order ${orderNumber} of ${account}`, 500);
}

/** Refunds are not in a sale's document, so its marker does not claim them. */
function markerFor(order: SalesOrder, body: Fields, lines: readonly DraftedLine[], generation: number, { company }: DraftFacts): PostingMarker {
	return {
		identity: identityKey(identityOf(order)),
		version: order.modifiedAt,
		fingerprint: { ...fingerprintOf(order), refunds: null },
		generation,
		content: contentOf(body, statesTax(company)),
		lineKeys: lines.map(({ key }) => key),
		ownVoid: null,
	};
}

function withLineIds(drafted: readonly DraftedLine[], { marker, lineIds }: BooksDocument): Fields[] {
	const keys = marker?.lineKeys ?? [];
	const known = keys.length === lineIds.length ? keys.map((key, place) => ({ key, id: lineIds[place] })) : [];
	return drafted.map(({ key, body }) => {
		const place = known.findIndex((one) => one.key === key);
		const [found] = place === -1 ? [] : known.splice(place, 1);
		return found === undefined ? body : { Id: found.id, ...body };
	});
}
