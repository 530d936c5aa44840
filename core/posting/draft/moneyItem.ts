import type { DraftFacts } from './draftSettings';

/** Items that money goes back on while the goods stay away, where the user has chosen none for all (rules.md D7). */
export interface MoneyItems {
	/** For an item that was sold, or the shipping field; null where there is none. */
	readonly of: (itemId: string) => string | null;
	/** Why there is none for some; null where there is one for each. */
	readonly trouble: string | null;
	/** The names of those that a preview found missing. */
	readonly toMake: readonly string[];
}

/** What money for something that was sold goes back on: the item that the user chose for all, else one of the same income account. Null where there is none. */
export function moneyItemFor(
	itemId: string | null,
	{ choices, moneyItems }: Pick<DraftFacts, 'choices' | 'moneyItems'>,
): string | null {
	if (choices.refundItemId !== null) return choices.refundItemId;
	return itemId === null ? null : (moneyItems?.of(itemId) ?? null);
}
