import { touch, type Company } from '../company.mts';
import { writeItem } from '../items/writeItem.mts';
import { numberAt, textAt, type Json, type Row } from '../json.mts';
import { openStock } from '../ledger/stockCounts.mts';
import { notFound } from '../ruleFault.mts';
import { ACCOUNT_IDS, accountRef } from '../seed/accounts.mts';
import { makeBundle } from './bundle.mts';

/** Creates an item, or edits the one with the id. QtyOnHand may be edited here. */
export function editItem(company: Company, { id, ...fields }: Json): Row {
	if (typeof id !== 'string' && fields['Type'] === 'Group') return makeBundle(company, fields);
	if (typeof id !== 'string') return writeItem(company, { ...newItem(fields), ...fields });
	const before = company.tables.Item.get(id);
	if (before === undefined) throw notFound(`Item ${id}`);
	const { QtyOnHand, ...rest } = fields;
	const edited = writeItem(company, { ...rest, Id: id, SyncToken: before.SyncToken, sparse: true });
	if (typeof QtyOnHand === 'number') {
		openStock(company, edited, QtyOnHand - (numberAt(edited, 'QtyOnHand') ?? 0));
		touch(company, 'Item', edited, { QtyOnHand });
	}
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
