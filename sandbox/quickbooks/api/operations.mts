import { DOCUMENT_NAMES, ENTITY_NAMES, OTHER_NAMES, type Company, type EntityName } from '../company.mts';
import { writeCustomer } from '../customers.mts';
import { deleteDocument, voidDocument } from '../documents/endDocument.mts';
import { writeDocument } from '../documents/writeDocument.mts';
import { writeItem } from '../items/writeItem.mts';
import { isJson, type Json } from '../json.mts';
import { deleteOther, writeOther } from '../otherTransactions.mts';
import { deletePayment, voidPayment, writePayment } from '../payments.mts';
import { deletePurchase, writePurchase } from '../purchases.mts';
import { missing, notFound, unsupportedOperation } from '../ruleFault.mts';
import { writeVendor } from '../vendors.mts';

/** What a write is asked to do, in the words of the query string or of a batch item. */
export interface WriteRequest {
	readonly entity: EntityName;
	readonly operation: 'create' | 'update' | 'delete' | 'void' | 'voidUpdate';
	readonly body: unknown;
	readonly allowDuplicateNumber: boolean;
}

/** The entity with this name in any case; undefined when there is none. */
export function entityNamed(name: string): EntityName | undefined {
	return ENTITY_NAMES.find((entity) => entity.toLowerCase() === name.toLowerCase());
}

/** Throws 610 when there is no such row. */
export function readOne(company: Company, entity: EntityName, id: string): Json {
	const row = company.tables[entity].get(id);
	if (row === undefined) throw notFound(`${entity} ${id}`);
	return row;
}

/**
 * Reads operation and include as they are written: `operation=void`, `operation=update&include=void`, `operation=delete`.
 * Without an operation a body with an Id is an update.
 */
export function operationOf(
	operation: string | null,
	include: string | null,
	body: unknown,
): WriteRequest['operation'] {
	const asked = operation?.toLowerCase() ?? (isJson(body) && body['Id'] !== undefined ? 'update' : 'create');
	if (asked === 'update' && options(include).includes('void')) return 'voidUpdate';
	if (asked === 'create' || asked === 'update' || asked === 'delete' || asked === 'void') return asked;
	throw unsupportedOperation(asked);
}

export function allowsDuplicateNumber(include: string | null): boolean {
	return options(include).includes('allowduplicatedocnum');
}

function options(include: string | null): readonly string[] {
	return (include ?? '')
		.toLowerCase()
		.split(',')
		.map((option) => option.trim());
}

/** Does the write and gives the entity as it is answered. Throws RuleFault. */
export function write(company: Company, request: WriteRequest): Json {
	const { entity, operation, body } = request;
	if (operation === 'update' && isJson(body) && body['Id'] === undefined) throw missing('Id');
	if (operation === 'create' && isJson(body) && body['Id'] !== undefined)
		throw unsupportedOperation('create with an Id');
	if (operation === 'delete' || operation === 'void' || operation === 'voidUpdate')
		return end(company, entity, operation, body);
	return save(company, request);
}

function save(company: Company, { entity, body, allowDuplicateNumber }: WriteRequest): Json {
	if (entity === 'Item') return writeItem(company, body);
	if (entity === 'Customer') return writeCustomer(company, body);
	if (entity === 'Vendor') return writeVendor(company, body);
	if (entity === 'Payment') return writePayment(company, body);
	if (entity === 'Purchase') return writePurchase(company, body);
	const other = OTHER_NAMES.find((name) => name === entity);
	if (other !== undefined) return writeOther(company, other, body);
	const document = DOCUMENT_NAMES.find((name) => name === entity);
	if (document === undefined) throw unsupportedOperation(`create or update of ${entity}`);
	return writeDocument(company, document, body, { allowDuplicate: allowDuplicateNumber });
}

function end(company: Company, entity: EntityName, operation: 'delete' | 'void' | 'voidUpdate', body: unknown): Json {
	const reference = isJson(body) ? body : {};
	if (operation !== 'delete') checkVoid(entity, operation, reference);
	if (entity === 'Payment')
		return operation === 'delete' ? deletePayment(company, reference) : voidPayment(company, reference);
	if (entity === 'Purchase' && operation === 'delete') return deletePurchase(company, reference);
	const other = OTHER_NAMES.find((name) => name === entity);
	if (other !== undefined && operation === 'delete') return deleteOther(company, other, reference);
	const document = DOCUMENT_NAMES.find((name) => name === entity);
	if (document === undefined) throw unsupportedOperation(`${operation} of ${entity}`);
	return operation === 'delete'
		? deleteDocument(company, document, reference)
		: voidDocument(company, document, reference);
}

/** An invoice is voided by an operation of its own, a sales receipt and a payment by a sparse update that includes it. */
function checkVoid(entity: EntityName, operation: 'void' | 'voidUpdate', body: Json): void {
	if ((entity === 'Invoice') !== (operation === 'void')) throw unsupportedOperation(`${operation} of ${entity}`);
	if (operation === 'voidUpdate' && body['sparse'] !== true) throw missing('sparse');
}
