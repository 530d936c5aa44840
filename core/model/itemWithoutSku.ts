import { readMoment, type Moment } from './moment';
import { knownLinks } from '../reading/knownLinks';
import {
	readChoice,
	readFields,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
} from '../reading/readUnknown';

const KINDS = ['withoutSku', 'unreadable'] as const;

/**
 * An inventory item that changed in QuickBooks and has no SKU: no listing can be found by it (rules.md E11). Or an item whose level cannot be
 * read. It travels beside the stock levels.
 */
export interface ItemWithoutSku {
	readonly kind: (typeof KINDS)[number];
	readonly itemId: string;
	readonly name: string;
	/** Where people see the item in QuickBooks; absent where that is not known. */
	readonly itemUrl?: string;
	/** Null where it cannot be read. */
	readonly quantityOnHand: number | null;
	/** When the item changed last, to the second, by QuickBooks' clock. */
	readonly changedAt: Moment;
	/** When QuickBooks gave this answer, by the same clock. */
	readonly asOf: Moment;
	/** Which company it came from. */
	readonly realmId: string;
	/** What is wrong, and what a person can do. */
	readonly reason: string;
}

/** Adds the kind that tells it from a stock level, and the reason for people. */
export function createItemWithoutSku(item: Omit<ItemWithoutSku, 'kind' | 'reason'>): ItemWithoutSku {
	return { kind: 'withoutSku', ...item, reason: reasonFor(item.name) };
}

/** An item whose level is not known; `trouble` names the field that cannot be read. */
export function createUnreadableItem(
	item: Omit<ItemWithoutSku, 'kind' | 'reason' | 'quantityOnHand'>,
	trouble: string,
): ItemWithoutSku {
	const reason = `The item "${item.name}" cannot be read in QuickBooks, so its level is not known, and its listings keep the level they have: ${trouble}. Open it in QuickBooks (Products and services), and save it anew`;
	return { kind: 'unreadable', ...item, quantityOnHand: null, reason };
}

/** True for an item of these kinds; `kind` tells it from a stock level. */
export function isItemWithoutSku(raw: unknown): boolean {
	const kind = (raw as Partial<ItemWithoutSku> | null | undefined)?.kind;
	return KINDS.some((one) => one === kind);
}

/** Reads one out of an n8n item. Throws UnreadableError, which names the field. */
export function readItemWithoutSku(raw: unknown, path = 'item without SKU'): ItemWithoutSku {
	const fields = readFields(raw, path);
	const itemId = readNonEmptyText(fields.itemId, `${path}.itemId`);
	const name = readOptionalText(fields.name, `${path}.name`) ?? itemId;
	return {
		kind: readChoice(fields.kind, KINDS, `${path}.kind`),
		itemId,
		name,
		...knownLinks({ itemUrl: fields.itemUrl }),
		quantityOnHand: readOptional(fields.quantityOnHand, `${path}.quantityOnHand`, readNumber),
		changedAt: readMoment(fields.changedAt, `${path}.changedAt`),
		asOf: readMoment(fields.asOf, `${path}.asOf`),
		realmId: readNonEmptyText(fields.realmId, `${path}.realmId`),
		reason: readOptionalText(fields.reason, `${path}.reason`) ?? reasonFor(name),
	};
}

function reasonFor(name: string): string {
	return `The item "${name}" has no SKU in QuickBooks: if it had one, its old listing on the channel keeps the level it has. Give the item its SKU again, or take the listing off`;
}
