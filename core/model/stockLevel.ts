import { readMoment, type Moment } from './moment';
import { readReservation, type Reservation } from './reservation';
import { toSku, type Sku } from './sku';
import {
	UnreadableError,
	readFields,
	readFlag,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	readText,
} from '../reading/readUnknown';

/** What QuickBooks says is on hand of one item, or of a bundle as far as its parts last. */
export interface StockLevel {
	readonly sku: Sku;
	readonly itemId: string;
	readonly name: string;
	/** Units; QuickBooks allows fractions and negatives. */
	readonly quantityOnHand: number;
	/** Units sold or reserved by orders of the same run that QuickBooks does not contain; 0 where none are known. */
	readonly unposted: number;
	readonly active: boolean;
	/** True for an item of our making whose opening quantity nobody is known to have entered. */
	readonly awaitsOpening: boolean;
	/** When QuickBooks gave this answer, by its own clock. */
	readonly asOf: Moment;
	/** When the item moved last, to the second, by the same clock; null where it is not known. */
	readonly changedAt: Moment | null;
	/** Which company it came from. */
	readonly realmId: string;
	/** What a bundle is made of; empty for an item that stands for itself. */
	readonly components: readonly LevelComponent[];
	/** The bundles that this item is a part of: selling one of them takes it too. */
	readonly partOf: readonly PartOf[];
	/** Open orders that the number does not contain, of all channels; a bundle's stand with its components. */
	readonly reservations: readonly Reservation[];
	/** Units sold by orders of the last day, in QuickBooks or not, as far as the open orders show it; a bundle's are those of its busiest part. */
	readonly soldLately: number;
	/** Null before the level went through Hold Back Open Sales. */
	readonly openOrders: OpenOrdersRead | null;
}

/** A part of a bundle, with what there is of it. */
export interface LevelComponent {
	readonly itemId: string;
	readonly sku: Sku | null;
	readonly name: string;
	/** Units in one bundle. */
	readonly quantity: number;
	readonly quantityOnHand: number;
	readonly partOf: readonly PartOf[];
	readonly reservations: readonly Reservation[];
}

/** A bundle, and how many of the item are in one. */
export interface PartOf {
	readonly sku: Sku;
	readonly quantity: number;
}

/** How well the channels' open orders are known. */
export interface OpenOrdersRead {
	/** Of which channels they were read. */
	readonly channels: readonly string[];
	/** When the first of the readings began. */
	readonly readAt: Moment;
	/** Why not all are known; null when they are. */
	readonly trouble: ReadingTrouble | null;
}

export interface ReadingTrouble {
	readonly reason: string;
	/** True where a later reading may succeed without anybody's doing. */
	readonly passing: boolean;
}

/** Reads a stock level out of an n8n item; throws UnreadableError that names the field. */
export function readStockLevel(raw: unknown, path = 'stock level'): StockLevel {
	const fields = readFields(raw, path);
	const sku = readSku(fields.sku, `${path}.sku`);
	return {
		sku,
		itemId: readNonEmptyText(fields.itemId, `${path}.itemId`),
		name: readOptionalText(fields.name, `${path}.name`) ?? sku,
		quantityOnHand: readNumber(fields.quantityOnHand, `${path}.quantityOnHand`),
		unposted: readOptional(fields.unposted, `${path}.unposted`, readNumber) ?? 0,
		active: readFlag(fields.active, `${path}.active`),
		awaitsOpening: readOptional(fields.awaitsOpening, `${path}.awaitsOpening`, readFlag) ?? false,
		asOf: readMoment(fields.asOf, `${path}.asOf`),
		changedAt: readOptional(fields.changedAt, `${path}.changedAt`, readMoment),
		realmId: readNonEmptyText(fields.realmId, `${path}.realmId`),
		components: readList(fields.components ?? [], `${path}.components`, readComponent),
		partOf: readList(fields.partOf ?? [], `${path}.partOf`, readPartOf),
		reservations: readList(fields.reservations ?? [], `${path}.reservations`, readReservation),
		soldLately: readOptional(fields.soldLately, `${path}.soldLately`, readNumber) ?? 0,
		openOrders: readOptional(fields.openOrders, `${path}.openOrders`, readOpenOrdersRead),
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
		reservations: readList(fields.reservations ?? [], `${path}.reservations`, readReservation),
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

function readOpenOrdersRead(raw: unknown, path: string): OpenOrdersRead {
	const fields = readFields(raw, path);
	return {
		channels: readList(fields.channels, `${path}.channels`, readText),
		readAt: readMoment(fields.readAt, `${path}.readAt`),
		trouble: readOptional(fields.trouble, `${path}.trouble`, readTrouble),
	};
}

export function readTrouble(raw: unknown, path: string): ReadingTrouble {
	const fields = readFields(raw, path);
	return {
		reason: readNonEmptyText(fields.reason, `${path}.reason`),
		passing: readFlag(fields.passing, `${path}.passing`),
	};
}
