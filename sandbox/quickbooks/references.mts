import type { Company, EntityName } from './company.mts';
import { textAt, type Json, type Row } from './json.mts';
import { badReference, missing, notFound, staleObject } from './ruleFault.mts';

/** The row that `fields[name].value` points to; null when the field is not there. Throws 2500, or 610 when it is inactive. */
export function referred(company: Company, entity: EntityName, fields: Json, name: string): Row | null {
	if (fields[name] === undefined || fields[name] === null) return null;
	const id = textAt(fields, name, 'value');
	if (id === null) throw missing(`${name}.value`);
	const row = company.tables[entity].get(id);
	if (row === undefined) throw badReference(entity, id);
	if (row['Active'] === false) throw notFound(`${entity} ${id}`);
	return row;
}

/** The same, where the field has to be there (2020). */
export function required(company: Company, entity: EntityName, fields: Json, name: string): Row {
	const row = referred(company, entity, fields, name);
	if (row === null) throw missing(name);
	return row;
}

/** The row that an update is meant for. Throws 2020, 610 or 5010. */
export function rowToChange(company: Company, entity: EntityName, body: Json): Row {
	const id = textAt(body, 'Id');
	if (id === null) throw missing('Id');
	const row = company.tables[entity].get(id);
	if (row === undefined) throw notFound(`${entity} ${id}`);
	if (textAt(body, 'SyncToken') === null) throw missing('SyncToken');
	if (body['SyncToken'] !== row.SyncToken) throw staleObject();
	return row;
}

/** A reference as QuickBooks sends it, with the name. */
export function refTo(row: Row): Json {
	return { value: row.Id, name: row['DisplayName'] ?? row['FullyQualifiedName'] ?? row['Name'] };
}
