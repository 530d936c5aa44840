import { stamp } from '../dates.mts';
import { transactionKey, type Company, type DocumentName } from '../company.mts';
import { listAt, textAt, type Json, type Row } from '../json.mts';
import { unlink } from '../payments.mts';
import { rowToChange } from '../references.mts';
import { businessRule, unsupportedOperation } from '../ruleFault.mts';
import { carryToCustomer, linksTo } from './balances.mts';
import { checkChangeable } from './headerRules.mts';
import { mapGoods } from './lineKinds.mts';
import { move, movement } from './stock.mts';
import { commit } from './writeDocument.mts';

/** Voids an invoice or a sales receipt: amounts and quantities become 0, the stock goes back. */
export function voidDocument(company: Company, name: DocumentName, body: Json): Row {
	if (name !== 'Invoice' && name !== 'SalesReceipt') throw unsupportedOperation(`void of ${name}`);
	const before = rowToChange(company, name, body);
	checkChangeable(company, name, before);
	const key = transactionKey(name, before.Id);
	if (company.voided.has(key)) return before;
	const payments = paymentsOf(company, name, before.Id);
	for (const payment of payments) checkChangeable(company, 'Payment', payment);
	company.voided.add(key);
	for (const payment of payments) unlink(company, payment, name, before.Id);
	return commit(company, name, company.tables[name].get(before.Id) ?? before, emptied(before));
}

function emptied(document: Row): Json {
	const note = textAt(document, 'PrivateNote');
	const { Deposit, ...rest } = document;
	return {
		...rest,
		Line: mapGoods(listAt(document, 'Line').map(emptiedLine), emptiedGoods),
		TxnTaxDetail: { TotalTax: 0 },
		TotalAmt: 0,
		Balance: 0,
		...('ExchangeRate' in document ? { HomeTotalAmt: 0, HomeBalance: 0 } : {}),
		LinkedTxn: [],
		PrivateNote: note === null ? 'Voided' : `Voided - ${note}`,
	};
}

function emptiedLine(line: Json): Json {
	const emptied = 'Amount' in line ? { ...line, Amount: 0 } : line;
	return 'GroupLineDetail' in line
		? { ...emptied, GroupLineDetail: { ...(line['GroupLineDetail'] as Json), Quantity: 0 } }
		: emptied;
}

function emptiedGoods(line: Json): Json {
	const { TaxInclusiveAmt, ...detail } = line['SalesItemLineDetail'] as Json;
	const zeroes = { ...('Qty' in detail ? { Qty: 0 } : {}), ...('UnitPrice' in detail ? { UnitPrice: 0 } : {}) };
	return { ...line, Amount: 0, SalesItemLineDetail: { ...detail, ...zeroes } };
}

/** Deletes the document; what is left of it is its id. */
export function deleteDocument(company: Company, name: DocumentName, body: Json): Json {
	const before = rowToChange(company, name, body);
	checkChangeable(company, name, before);
	if (paymentsOf(company, name, before.Id).length > 0)
		throw businessRule('The transaction is linked to a payment. Unlink it first.');
	company.tables[name].delete(before.Id);
	company.deleted.push({ entity: name, id: before.Id, at: stamp(company.now()) });
	move(company, movement(company, name, before, null));
	carryToCustomer(company, name, before, null);
	return { status: 'Deleted', domain: 'QBO', Id: before.Id };
}

function paymentsOf(company: Company, name: DocumentName, id: string): readonly Row[] {
	return [...company.tables.Payment.values()].filter((payment) => linksTo(payment, name, id));
}
