import { readMoment, type Moment } from './moment';
import { readChoice, readFields, readNonEmptyText, readNumber, readOptionalText } from '../reading/readUnknown';

/**
 * An inventory item that changed in QuickBooks and has no SKU. No listing can be found by it (rules.md E11). It travels beside the
 * stock levels.
 */
export interface ItemWithoutSku {
	readonly kind: 'withoutSku';
	readonly itemId: string;
	readonly name: string;
	readonly quantityOnHand: number;
	/** When the item changed last, to the second, by QuickBooks' clock. */
	readonly changedAt: Moment;
	/** When QuickBooks gave this answer, by the same clock. */
	readonly asOf: Moment;
	/** Which company it came from. */
	readonly realmId: string;
	/** What is wrong, and what a person can do. */
	readonly reason: string;
}

/** The outcome that Push Channel Stock gives to it: that of a level whose SKU the channel does not know, addressed to a person. */
export interface WithoutSkuOutcome {
	readonly outcome: 'unknownSku';
	readonly channel: string;
	readonly sku: null;
	readonly itemId: string;
	readonly listingRef: null;
	readonly name: string;
	readonly before: null;
	readonly wanted: null;
	readonly after: null;
	readonly reason: string;
	readonly retry: false;
	readonly arithmetic: string;
	readonly cause: null;
}

/** Adds the kind that tells it from a stock level, and the reason for people. */
export function createItemWithoutSku(item: Omit<ItemWithoutSku, 'kind' | 'reason'>): ItemWithoutSku {
	return { kind: 'withoutSku', ...item, reason: reasonFor(item.name) };
}

/** True for an item of this kind; `kind` tells it from a stock level. */
export function isItemWithoutSku(raw: unknown): boolean {
	return (raw as Partial<ItemWithoutSku> | null | undefined)?.kind === 'withoutSku';
}

/** Reads one out of an n8n item. Throws UnreadableError, which names the field. */
export function readItemWithoutSku(raw: unknown, path = 'item without SKU'): ItemWithoutSku {
	const fields = readFields(raw, path);
	const itemId = readNonEmptyText(fields.itemId, `${path}.itemId`);
	const name = readOptionalText(fields.name, `${path}.name`) ?? itemId;
	return {
		kind: readChoice(fields.kind, ['withoutSku'] as const, `${path}.kind`),
		itemId,
		name,
		quantityOnHand: readNumber(fields.quantityOnHand, `${path}.quantityOnHand`),
		changedAt: readMoment(fields.changedAt, `${path}.changedAt`),
		asOf: readMoment(fields.asOf, `${path}.asOf`),
		realmId: readNonEmptyText(fields.realmId, `${path}.realmId`),
		reason: readOptionalText(fields.reason, `${path}.reason`) ?? reasonFor(name),
	};
}

/** The item as an outcome of a push to `channel` (the channel's id). */
export function toWithoutSkuOutcome(
	{ itemId, name, quantityOnHand, reason }: ItemWithoutSku,
	channel: string,
): WithoutSkuOutcome {
	const arithmetic = `${quantityOnHand} on hand in QuickBooks`;
	return {
		outcome: 'unknownSku',
		channel,
		sku: null,
		itemId,
		listingRef: null,
		name,
		before: null,
		wanted: null,
		after: null,
		reason,
		retry: false,
		arithmetic,
		cause: null,
	};
}

function reasonFor(name: string): string {
	return `The item "${name}" has no SKU in QuickBooks: if it had one, its old listing on the channel keeps the level it has. Give the item its SKU again, or take the listing off`;
}
