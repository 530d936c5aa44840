import { dayIn } from '../../model/moment';
import { isPaid } from '../../model/payments';
import type { SalesOrder, Shipment } from '../../model/salesOrder';
import { plainText } from '../../model/text';
import type { DraftFacts } from './draftSettings';
import {
	isUnmodified,
	type BooksDocument,
	type BooksDocumentType,
	type ShippingNote,
} from '../../quickbooks/booksDocument';
import { isClosedDay, type DraftingCompany } from '../../quickbooks/company';
import type { Fields } from '../../reading/readUnknown';

/** QuickBooks keeps 31 characters of a tracking number, and of the name of a carrier. */
const LONGEST = 31;

/** When and how a new document's goods left, as far as the channel says it and the company's forms have a place for it. */
export function draftShipping(order: SalesOrder, { company }: Pick<DraftFacts, 'company'>): Fields {
	return company.allowsShipping ? shippingFields(noteOf(order.shipments ?? [], company)) : {};
}

/** When a new invoice is due, by the user's choice; a paid one is not. Terms go before days, and QuickBooks works the day out. */
export function draftTerms(order: SalesOrder, type: BooksDocumentType, day: string, { choices }: DraftFacts): Fields {
	if (type !== 'Invoice' || isPaid(order)) return {};
	if (choices.termId !== null) return { SalesTermRef: { value: choices.termId } };
	return choices.dueDays === null ? {} : { DueDate: dayAfter(day, choices.dueDays) };
}

/**
 * What a document is to say of its parcels and does not say yet; null where nothing is. What people wrote into it stays: only what is
 * empty is filled, or what stands for the first parcels is brought up to all of them.
 */
export function missingShipping(
	{ shipments, state }: SalesOrder,
	document: BooksDocument,
	company: DraftingCompany,
): Fields | null {
	if (!company.allowsShipping || shipments === null) return null;
	if (document.voided || isClosedDay(document.day, company) || !isUnmodified(document)) return null;
	if (state !== 'sold' && state !== 'refunded') return null;
	const wanted = noteOf(shipments, company);
	const isOurs = shipments.some((_, count) => isSame(document.shipping, noteOf(shipments.slice(0, count), company)));
	return isOurs && !isSame(document.shipping, wanted) ? shippingFields(wanted) : null;
}

/** The day and the carrier are those of the first parcel; of the numbers as many as find room whole. */
function noteOf(shipments: readonly Shipment[], { timeZone }: DraftingCompany): ShippingNote {
	const [first] = shipments;
	const carrier = plainText(first?.carrier ?? '', LONGEST);
	const numbers = shipments.flatMap(({ trackingNumber }) => trackingNumber ?? []).map((one) => plainText(one, 200));
	const shown = numbers.reduce((text, number) => {
		const longer = text === '' ? number : `${text}, ${number}`;
		return longer.length <= LONGEST ? longer : text;
	}, '');
	return {
		day: first?.shippedAt == null ? null : dayIn(first.shippedAt, timeZone),
		carrier: carrier === '' ? null : carrier,
		trackingNumber: shown === '' ? null : shown,
	};
}

/** QuickBooks' carriers have no ids: the name is the reference. */
function shippingFields({ day, carrier, trackingNumber }: ShippingNote): Fields {
	return {
		...(day === null ? {} : { ShipDate: day }),
		...(carrier === null ? {} : { ShipMethodRef: { value: carrier, name: carrier } }),
		...(trackingNumber === null ? {} : { TrackingNum: trackingNumber }),
	};
}

function isSame(one: ShippingNote, other: ShippingNote): boolean {
	return one.day === other.day && one.carrier === other.carrier && one.trackingNumber === other.trackingNumber;
}

function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
