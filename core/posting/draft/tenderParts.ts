import { sum, moneyText, type Money } from '../../model/money';
import type { SalesOrder, Tender } from '../../model/salesOrder';
import { partKey, type DraftPart } from './draftPart';
import type { DraftChoices, DraftFacts } from './draftSettings';
import type { BooksDocument } from '../../quickbooks/booksDocument';

/** What the shop owes its buyers, and takes or gives in place of money. */
const CREDITS = [
	{ kind: 'giftCertificate', name: 'Gift certificates', words: 'gift certificates', field: 'Gift Certificate Item' },
	{ kind: 'storeCredit', name: 'Store credit', words: 'store credit', field: 'Store Credit Item' },
] as const;

type CreditKind = (typeof CREDITS)[number]['kind'];

function keyOf(kind: CreditKind): string {
	return partKey(`tender ${kind}`);
}

/** Of the line for money that a receipt beside its credit memo pays back (see payoutPart). */
export function payoutKey(): string {
	return partKey('paid back');
}

/** Keys of lines that stand for no part of what was sold. */
export function tenderKeys(): string[] {
	return [...CREDITS.map(({ kind }) => keyOf(kind)), payoutKey()];
}

function itemOf(kind: CreditKind, choices: DraftChoices): string | null {
	return (kind === 'storeCredit' ? choices.storeCreditItemId : null) ?? choices.giftCertificateItemId;
}

/**
 * What is paid, or goes back, by store credit and gift certificates: a negative line without tax on an item whose account is a liability.
 * A sale lowers that liability, and a credit raises it. The document's total is the money that is left (rules.md D8).
 */
export function tenderParts(tender: readonly Tender[], { choices }: Pick<DraftFacts, 'choices'>): DraftPart[] {
	return CREDITS.flatMap(({ kind, name }) => {
		const amount = amountOf(tender, kind);
		if (amount === 0) return [];
		return [
			{
				key: keyOf(kind),
				name,
				quantity: 1,
				net: -amount,
				tax: 0,
				taxRates: [],
				itemId: itemOf(kind, choices),
			},
		];
	});
}

/** Why tender cannot be booked, for a person to mend; null when it can. */
export function tenderTrouble(
	tender: readonly Tender[],
	{ currency }: Pick<SalesOrder, 'currency'>,
	{ choices }: Pick<DraftFacts, 'choices'>,
): string | null {
	const missing = CREDITS.find(({ kind }) => amountOf(tender, kind) !== 0 && itemOf(kind, choices) === null);
	if (missing === undefined) return null;
	const amount = moneyText(amountOf(tender, missing.kind), currency);
	return `${amount} is ${missing.words}, not money: choose a ${missing.field} in this node, a service item whose income account is a liability`;
}

/** What a document stands for in goods, charges and tax, whatever it is paid with: its total and what its lines of tender and of money paid back took off. */
export function worthOf({ total, lines }: Pick<BooksDocument, 'total' | 'lines'>): Money {
	const keys = tenderKeys();
	return total - sum(lines.filter(({ key }) => key !== null && keys.includes(key)).map(({ amount }) => amount));
}

/** The document as it would be if all of it were paid in money. */
export function withoutTender(document: BooksDocument): BooksDocument {
	const keys = tenderKeys();
	const lines = document.lines.filter(({ key }) => key === null || !keys.includes(key));
	return { ...document, total: worthOf(document), lines };
}

/** Store credit and gift certificates in a document, positive amounts. */
export function tenderIn({ lines }: Pick<BooksDocument, 'lines'>): Tender[] {
	return CREDITS.flatMap(({ kind }) => {
		const amount = sum(lines.filter(({ key }) => key === keyOf(kind)).map((line) => -line.amount));
		return amount === 0 ? [] : [{ kind, amount }];
	});
}

function amountOf(tender: readonly Tender[], kind: CreditKind): Money {
	return sum(tender.filter((one) => one.kind === kind).map(({ amount }) => amount));
}
