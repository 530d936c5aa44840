import { replace, touch, transactionKey, type Company, type DocumentName } from '../company.mts';
import { deleteDocument, voidDocument } from '../documents/endDocument.mts';
import { writeDocument } from '../documents/writeDocument.mts';
import { writeItem } from '../items/writeItem.mts';
import { listAt, numberAt, textAt, type Json, type Row } from '../json.mts';
import { notFound } from '../ruleFault.mts';
import { ACCOUNT_IDS, accountRef } from '../seed/accounts.mts';
import { makeBundle } from './bundle.mts';

/** What a person does in QuickBooks' own pages. The same rules hold; what the pages fill in is filled in. */

/** Sets the quantity on hand of every active item with the SKU, or of the one with the id, or changes it `by` so many units. */
export function adjustStock(company: Company, request: Json): void {
	const id = textAt(request, 'itemId');
	const found =
		id === null
			? itemsBySku(company, textAt(request, 'sku'))
			: [company.tables.Item.get(id)].filter((item) => item !== undefined);
	const stocked = found.filter((item) => item['Type'] === 'Inventory');
	if (stocked.length === 0) throw notFound(`Item ${id ?? textAt(request, 'sku') ?? ''}`);
	const by = numberAt(request, 'by');
	for (const item of stocked)
		touch(company, 'Item', item, {
			QtyOnHand: by === null ? (numberAt(request, 'quantity') ?? 0) : (numberAt(item, 'QtyOnHand') ?? 0) + by,
		});
}

/** Creates an item, or edits the one with the id. QtyOnHand may be edited here. */
export function editItem(company: Company, { id, ...fields }: Json): Row {
	if (typeof id !== 'string' && fields['Type'] === 'Group') return makeBundle(company, fields);
	if (typeof id !== 'string') return writeItem(company, { ...newItem(fields), ...fields });
	const before = company.tables.Item.get(id);
	if (before === undefined) throw notFound(`Item ${id}`);
	const { QtyOnHand, ...rest } = fields;
	const edited = writeItem(company, { ...rest, Id: id, SyncToken: before.SyncToken, sparse: true });
	if (typeof QtyOnHand === 'number') touch(company, 'Item', edited, { QtyOnHand });
	return company.tables.Item.get(id) ?? edited;
}

function newItem(fields: Json): Json {
	const type = textAt(fields, 'Type') ?? 'Inventory';
	const stock = {
		TrackQtyOnHand: true,
		QtyOnHand: 0,
		InvStartDate: '2025-01-02',
		AssetAccountRef: accountRef(ACCOUNT_IDS.stock),
	};
	const accounts = {
		IncomeAccountRef: accountRef(ACCOUNT_IDS.income),
		ExpenseAccountRef: accountRef(ACCOUNT_IDS.cost),
	};
	return { Type: type, ...(type === 'Category' ? {} : accounts), ...(type === 'Inventory' ? stock : {}) };
}

/** Makes a document. Lines may be short: {sku or itemId, quantity, unitPrice}. */
export function makeDocument(company: Company, name: DocumentName, { lines, ...fields }: Json): Row {
	const deposit = name === 'RefundReceipt' ? { DepositToAccountRef: accountRef(ACCOUNT_IDS.checking) } : {};
	const customer = { CustomerRef: { value: '1' } };
	return writeDocument(
		company,
		name,
		{ ...customer, ...deposit, ...longLines(company, lines), ...fields },
		{ allowDuplicate: true },
	);
}

/** Changes, voids, deletes or deposits a document. */
export function editDocument(company: Company, name: DocumentName, request: Json): Row | null {
	const { id, lines, voided, deleted, deposited, ...fields } = request;
	const before = company.tables[name].get(String(id));
	if (before === undefined) throw notFound(`${name} ${String(id)}`);
	const reference = { Id: before.Id, SyncToken: before.SyncToken };
	if (deposited === true) company.deposited.add(transactionKey(name, before.Id));
	if (deposited === false) company.deposited.delete(transactionKey(name, before.Id));
	if (voided === true) return voidDocument(company, name, reference);
	if (deleted === true) {
		deleteDocument(company, name, reference);
		return null;
	}
	const changes = { ...fields, ...longLines(company, lines) };
	if (Object.keys(changes).length === 0)
		return deposited !== undefined ? before : replace(company, name, before, before);
	return writeDocument(company, name, { ...changes, ...reference, sparse: true }, { allowDuplicate: true });
}

function longLines(company: Company, lines: unknown): Json {
	return lines === undefined ? {} : { Line: listAt({ lines }, 'lines').map((line) => longLine(company, line)) };
}

function longLine(company: Company, line: Json): Json {
	const item = company.tables.Item.get(textAt(line, 'itemId') ?? '') ?? itemsBySku(company, textAt(line, 'sku'))[0];
	if (item === undefined) throw notFound(`Item ${textAt(line, 'sku') ?? ''}`);
	const quantity = numberAt(line, 'quantity') ?? 1;
	const price = numberAt(line, 'unitPrice') ?? numberAt(item, 'UnitPrice') ?? 0;
	const id = textAt(line, 'lineId');
	return {
		...(id === null ? {} : { Id: id }),
		DetailType: 'SalesItemLineDetail',
		Amount: Number((quantity * price).toFixed(2)),
		SalesItemLineDetail: {
			ItemRef: { value: item.Id },
			Qty: quantity,
			UnitPrice: price,
			TaxCodeRef: { value: textAt(line, 'taxCode') ?? 'NON' },
		},
	};
}

function itemsBySku(company: Company, sku: string | null): readonly Row[] {
	return [...company.tables.Item.values()].filter(
		(item) => sku !== null && item['Sku'] === sku && item['Active'] === true,
	);
}
