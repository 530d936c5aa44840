import { readFlag, readNonEmptyText, readNumber, readFields, readOptional, readOptionalText, UnreadableError } from '../reading/readUnknown';
import { readMoment, type Moment } from './moment';
import { toSku, type Sku } from './sku';

/** What QuickBooks says is on hand of one item. */
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
	/** Which company it came from. */
	readonly realmId: string;
}

/** Reads a stock level out of an n8n item; throws UnreadableError that names the field. */
export function readStockLevel(raw: unknown, path = 'stock level'): StockLevel {
	const fields = readFields(raw, path);
	const sku = toSku(readOptionalText(fields.sku, `${path}.sku`));
	if (sku === null) throw new UnreadableError(`${path}.sku`, 'a SKU');
	return {
		sku,
		itemId: readNonEmptyText(fields.itemId, `${path}.itemId`),
		name: readOptionalText(fields.name, `${path}.name`) ?? sku,
		quantityOnHand: readNumber(fields.quantityOnHand, `${path}.quantityOnHand`),
		unposted: readOptional(fields.unposted, `${path}.unposted`, readNumber) ?? 0,
		active: readFlag(fields.active, `${path}.active`),
		awaitsOpening: readOptional(fields.awaitsOpening, `${path}.awaitsOpening`, readFlag) ?? false,
		asOf: readMoment(fields.asOf, `${path}.asOf`),
		realmId: readNonEmptyText(fields.realmId, `${path}.realmId`),
	};
}
