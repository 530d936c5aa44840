import { replace, transactionKey, type Company, type DocumentName } from '../company.mts';
import { deleteDocument, voidDocument } from '../documents/endDocument.mts';
import { writeDocument } from '../documents/writeDocument.mts';
import { listAt, numberAt, textAt, type Json, type Row } from '../json.mts';
import { notFound } from '../ruleFault.mts';
import { ACCOUNT_IDS, accountRef } from '../seed/accounts.mts';
import { itemsBySku } from './stock.mts';

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
