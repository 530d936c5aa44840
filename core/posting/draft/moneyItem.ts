import type { DraftFacts } from './draftSettings';

/** What money for something that was sold goes back on: the item that the user chose for all, else one of the same income account. Null where there is none. */
export function moneyItemFor(
	itemId: string | null,
	{ choices, moneyItems }: Pick<DraftFacts, 'choices' | 'moneyItems'>,
): string | null {
	if (choices.refundItemId !== null) return choices.refundItemId;
	return itemId === null ? null : (moneyItems?.of(itemId) ?? null);
}
