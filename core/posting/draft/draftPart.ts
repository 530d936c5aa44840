import { sum, type Money } from '../../model/money';
import { shortHash } from '../../model/text';

/** One thing that a document charges for or gives back, before it is written in QuickBooks' fields. */
export interface DraftPart {
	/** Says which part of the order it stands for, so that an update or a credit finds it again. */
	readonly key: string;
	readonly name: string;
	/** What the line says where it is more than the name. */
	readonly description?: string;
	/** Units; null for QuickBooks' shipping field, which has none. */
	readonly quantity: number | null;
	/** Minor units of the order's currency. May be negative. */
	readonly net: Money;
	/** What was taken off, tax as in `net`; a document may show it as a line of its own. */
	readonly discount?: Money;
	/** Null: the price contains a tax that the channel does not name. */
	readonly tax: Money | null;
	readonly taxRates: readonly string[];
	/** QuickBooks' code, where it is not for the order's rates to say: on what is given back it is the one that was sold with. */
	readonly taxCodeId?: string | null;
	/** Null while the user has not chosen the item for such things. */
	readonly itemId: string | null;
}

/** QuickBooks' own item for the shipping field of its forms. */
export const SHIPPING_FIELD = 'SHIPPING_ITEM_ID';

const KEY_DIGITS = 5;

/** The key of an order's line: what a document's marker keeps of it. */
export function lineKey(lineId: string): string {
	return shortHash(`line ${lineId}`, KEY_DIGITS);
}

export function partKey(what: string): string {
	return shortHash(what, KEY_DIGITS);
}

/** The tax of these parts together; null where one of them does not name its own. */
export function taxOf(parts: ReadonlyArray<Pick<DraftPart, 'tax'>>): Money | null {
	const taxes = parts.flatMap(({ tax }) => tax ?? []);
	return taxes.length < parts.length ? null : sum(taxes);
}

/** What is missing was to be found out before (draftTrouble), so here it is a bug. */
export function required<T>(value: T | null, what: string): T {
	if (value === null) throw new Error(`A document was drafted without ${what}`);
	return value;
}
