import { isDeepStrictEqual } from 'node:util';
import { insert, replace, type Company } from '../company.mts';
import { readItem } from '../fields/itemFields.mts';
import type { Json, Row } from '../json.mts';
import { openStock } from '../ledger/stockCounts.mts';
import { nameWhenInactive } from '../names.mts';
import { rowToChange } from '../references.mts';
import { businessRule, RuleFault } from '../ruleFault.mts';
import { checkItem } from './rules.mts';

/** Fields that QuickBooks keeps by itself, whatever an update says. */
const KEPT = ['Type', 'TrackQtyOnHand', 'QtyOnHand', 'InvStartDate'] as const;

/** Creates the item, or updates it when the body has an Id. Throws RuleFault. */
export function writeItem(company: Company, body: unknown): Row {
	const item = readItem(body, 'Item');
	return item['Id'] === undefined ? createItem(company, item) : updateItem(company, item);
}

function createItem(company: Company, item: Json): Row {
	const row = insert(company, 'Item', checkItem(company, { Active: true, ...withoutSystemFields(item) }, null));
	openStock(company, row);
	return row;
}

function updateItem(company: Company, change: Json): Row {
	const before = rowToChange(company, 'Item', change);
	refuseForbidden(before, change);
	const kept = Object.fromEntries(KEPT.filter((field) => field in before).map((field) => [field, before[field]]));
	const base = change['sparse'] === true ? before : {};
	const asked = checkItem(company, { Active: true, ...base, ...withoutSystemFields(change), ...kept }, before.Id);
	const after = asked['Active'] === false ? { ...asked, Name: nameWhenInactive(String(asked['Name'])) } : asked;
	return sameContent(before, after) ? before : replace(company, 'Item', before, after);
}

/** An inventory item stays one, and its quantity changes by transactions and adjustments alone. */
function refuseForbidden(before: Row, change: Json): void {
	if (change['Type'] !== undefined && change['Type'] !== before['Type'] && before['Type'] === 'Inventory') {
		throw businessRule('You can not change the type of an inventory item.');
	}
	if (before['TrackQtyOnHand'] === true && change['TrackQtyOnHand'] === false)
		throw businessRule('TrackQtyOnHand can not be changed to false.');
	if (change['QtyOnHand'] !== undefined && change['QtyOnHand'] !== before['QtyOnHand']) {
		throw new RuleFault(
			'-10600',
			'Inventory starting value cannot be adjusted',
			'The starting value of this item cannot be adjusted through an update.',
			'QtyOnHand',
		);
	}
}

/** An update that changes nothing leaves token and time alone. */
function sameContent(before: Row, after: Json): boolean {
	return isDeepStrictEqual(withoutSystemFields(before), withoutSystemFields(after));
}

function withoutSystemFields(row: Json): Json {
	const { Id, SyncToken, MetaData, sparse, domain, ...rest } = row;
	return rest;
}
