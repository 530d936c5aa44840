import { touch, type Company, type DocumentName } from '../company.mts';
import { numberAt, textAt, type Json, type Row } from '../json.mts';
import { fine, fromFine } from '../money.mts';
import { beforeStart, businessRule } from '../ruleFault.mts';
import { goodsLines } from './lineKinds.mts';

/** Sales decrease the quantity on hand, credits and refunds increase it. */
const DIRECTION: Readonly<Record<DocumentName, bigint>> = {
	Invoice: -1n,
	SalesReceipt: -1n,
	CreditMemo: 1n,
	RefundReceipt: 1n,
};

/** Ten-millionths of a unit by item id. */
type Movement = ReadonlyMap<string, bigint>;

/** Throws 6270 when an inventory item on the document starts later than the document's date. */
export function checkStartDates(company: Company, document: Json): void {
	const date = textAt(document, 'TxnDate') ?? '';
	for (const item of stockedItems(company, document)) {
		const start = textAt(item, 'InvStartDate');
		if (start !== null && date < start) throw beforeStart(String(item['Name']), start);
	}
}

/** What has to move so that the stock agrees with `after` instead of `before`. */
export function movement(company: Company, name: DocumentName, before: Json | null, after: Json | null): Movement {
	const moved = new Map<string, bigint>();
	const add = (document: Json | null, sign: bigint): void => {
		for (const line of goodsLines(document)) {
			const item = textAt(line, 'SalesItemLineDetail', 'ItemRef', 'value');
			if (item === null || company.tables.Item.get(item)?.['Type'] !== 'Inventory') continue;
			const quantity = fine(numberAt(line, 'SalesItemLineDetail', 'Qty') ?? 0);
			moved.set(item, (moved.get(item) ?? 0n) + sign * DIRECTION[name] * quantity);
		}
	};
	add(before, -1n);
	add(after, 1n);
	return new Map([...moved].filter(([, quantity]) => quantity !== 0n));
}

/** Throws where the company refuses to sell what is not there. */
export function checkAvailability(company: Company, moved: Movement): void {
	if (company.settings.negativeStock === 'accepted') return;
	for (const [id, quantity] of moved) {
		const item = company.tables.Item.get(id);
		if (quantity < 0n && fine(numberAt(item, 'QtyOnHand') ?? 0) + quantity < 0n)
			throw businessRule(`There is not enough of ${String(item?.['Name'])} on hand.`);
	}
}

/** Moves the stock: the items' LastUpdatedTime follows, their SyncToken does not. */
export function move(company: Company, moved: Movement): void {
	for (const [id, quantity] of moved) {
		const item = company.tables.Item.get(id);
		if (item !== undefined)
			touch(company, 'Item', item, { QtyOnHand: fromFine(fine(numberAt(item, 'QtyOnHand') ?? 0) + quantity) });
	}
}

function stockedItems(company: Company, document: Json): readonly Row[] {
	const ids = goodsLines(document).map((line) => textAt(line, 'SalesItemLineDetail', 'ItemRef', 'value') ?? '');
	return ids.flatMap((id) => company.tables.Item.get(id) ?? []).filter((item) => item['Type'] === 'Inventory');
}
