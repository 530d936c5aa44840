import { readMoment, type Moment } from './moment';
import { toSku, type Sku } from './sku';
import { knownLinks } from '../reading/knownLinks';
import {
	UnreadableError,
	readFields,
	readFlag,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
} from '../reading/readUnknown';

/** The quantity on hand of one item in QuickBooks. Of a bundle it is the number that its parts make. */
export interface StockLevel {
	readonly sku: Sku;
	readonly itemId: string;
	readonly name: string;
	/** Where people see the item in QuickBooks; absent where that is not known. */
	readonly itemUrl?: string;
	/** Units. QuickBooks allows fractions and negative numbers. */
	readonly quantityOnHand: number;
	/** Units that orders of the same run sold or reserved and QuickBooks does not contain; 0 where none are known. */
	readonly unposted: number;
	readonly active: boolean;
	/** True for an item that this package created and whose opening quantity nobody has entered yet (rules.md E7). */
	readonly awaitsOpening: boolean;
	/** The time of QuickBooks' answer, by its own clock. */
	readonly asOf: Moment;
	/** The time of the item's last change, to the second, by the same clock; null where nobody knows. */
	readonly changedAt: Moment | null;
	/** Which company it came from. */
	readonly realmId: string;
	/** The parts of a bundle; empty for a single item. */
	readonly components: readonly LevelComponent[];
	/** The bundles that this item is a part of. A sale of one of them takes it too. */
	readonly partOf: readonly PartOf[];
}

/** A part of a bundle, with its quantity on hand. */
export interface LevelComponent {
	readonly itemId: string;
	readonly sku: Sku | null;
	readonly name: string;
	/** Units in one bundle. */
	readonly quantity: number;
	readonly quantityOnHand: number;
	readonly partOf: readonly PartOf[];
}

/** A bundle, and the units of the item in it. */
export interface PartOf {
	readonly sku: Sku;
	readonly quantity: number;
}

/** The level as it travels between nodes: what it has no value for is left out, and the reader takes it for granted. */
export function toStockLevelJson({ unposted, awaitsOpening, changedAt, components, partOf, ...level }: StockLevel) {
	return {
		...level,
		...(unposted === 0 ? {} : { unposted }),
		...(awaitsOpening ? { awaitsOpening } : {}),
		...(changedAt === null ? {} : { changedAt }),
		...(components.length === 0 ? {} : { components }),
		...(partOf.length === 0 ? {} : { partOf }),
	};
}

/** Reads a stock level out of an n8n item. Throws UnreadableError, which names the field. */
export function readStockLevel(raw: unknown, path = 'stock level'): StockLevel {
	const fields = readFields(raw, path);
	const sku = readSku(fields.sku, `${path}.sku`);
	return {
		sku,
		itemId: readNonEmptyText(fields.itemId, `${path}.itemId`),
		name: readOptionalText(fields.name, `${path}.name`) ?? sku,
		...knownLinks({ itemUrl: fields.itemUrl }),
		quantityOnHand: readNumber(fields.quantityOnHand, `${path}.quantityOnHand`),
		unposted: readOptional(fields.unposted, `${path}.unposted`, readNumber) ?? 0,
		active: readFlag(fields.active, `${path}.active`),
		awaitsOpening: readOptional(fields.awaitsOpening, `${path}.awaitsOpening`, readFlag) ?? false,
		asOf: readMoment(fields.asOf, `${path}.asOf`),
		changedAt: readOptional(fields.changedAt, `${path}.changedAt`, readMoment),
		realmId: readNonEmptyText(fields.realmId, `${path}.realmId`),
		components: readList(fields.components ?? [], `${path}.components`, readComponent),
		partOf: readList(fields.partOf ?? [], `${path}.partOf`, readPartOf),
	};
}

function readComponent(raw: unknown, path: string): LevelComponent {
	const fields = readFields(raw, path);
	const itemId = readNonEmptyText(fields.itemId, `${path}.itemId`);
	return {
		itemId,
		sku: toSku(readOptionalText(fields.sku, `${path}.sku`)),
		name: readOptionalText(fields.name, `${path}.name`) ?? itemId,
		quantity: readPerBundle(fields.quantity, `${path}.quantity`),
		quantityOnHand: readNumber(fields.quantityOnHand, `${path}.quantityOnHand`),
		partOf: readList(fields.partOf ?? [], `${path}.partOf`, readPartOf),
	};
}

function readPartOf(raw: unknown, path: string): PartOf {
	const fields = readFields(raw, path);
	return { sku: readSku(fields.sku, `${path}.sku`), quantity: readPerBundle(fields.quantity, `${path}.quantity`) };
}

function readPerBundle(value: unknown, path: string): number {
	const quantity = readNumber(value, path);
	if (quantity <= 0) throw new UnreadableError(path, 'a number above 0');
	return quantity;
}

function readSku(value: unknown, path: string): Sku {
	const sku = toSku(readOptionalText(value, path));
	if (sku === null) throw new UnreadableError(path, 'a SKU');
	return sku;
}
