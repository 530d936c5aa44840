import { sum, type Money } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import { partKey, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { partsTrouble } from './draftTrouble';
import type { BooksDocument } from '../../quickbooks/booksDocument';

export function roundingKey(): string {
	return partKey('rounding');
}

/** The part that takes up what QuickBooks rounds otherwise than the channel (rules.md G5); none for 0. */
export function roundingPart(rounding: Money, { choices }: Pick<DraftFacts, 'choices'>): DraftPart[] {
	if (rounding === 0) return [];
	return [
		{
			key: roundingKey(),
			name: 'Rounding',
			quantity: 1,
			net: rounding,
			tax: 0,
			taxRates: [],
			itemId: choices.roundingItemId,
		},
	];
}

/** What a rounding line of ours takes up in a document already. */
export function roundingIn({ lines }: BooksDocument): Money {
	return sum(lines.filter(({ key }) => key === roundingKey()).map(({ amount }) => amount));
}

/** Why a document of the order cannot bear a rounding line; null when it can. */
export function roundingTrouble(order: SalesOrder, facts: DraftFacts): string | null {
	return partsTrouble(roundingPart(1, facts), order, facts);
}
