import { DOCUMENT_NAMES, replace, type Company } from '../company.mts';
import { carryToCustomer } from '../documents/balances.mts';
import { textAt, type Json, type Row } from '../json.mts';
import { nameWhenInactive } from '../names.mts';
import { refTo } from '../references.mts';
import { businessRule, notFound } from '../ruleFault.mts';

/**
 * Merges one customer into another, as a person does by giving one the name of the other: {from, into}. All transactions
 * move to the other customer, and the one becomes inactive. Currencies have to agree, and a customer with sub-customers
 * stays. Returns the customer that is left.
 */
export function mergeCustomers(company: Company, request: Json): Row {
	const [from, into] = ['from', 'into'].map((field) => customerNamed(company, textAt(request, field) ?? ''));
	if (from === undefined || into === undefined || from === into) throw businessRule('Two customers are needed.');
	if (textAt(from, 'CurrencyRef', 'value') !== textAt(into, 'CurrencyRef', 'value'))
		throw businessRule('Customers of two currencies can not be merged.');
	if ([...company.tables.Customer.values()].some((row) => textAt(row, 'ParentRef', 'value') === from.Id))
		throw businessRule('A customer with sub-customers can not be merged.');
	moveTransactions(company, from, into);
	const left = company.tables.Customer.get(from.Id) ?? from;
	const name = nameWhenInactive(String(left['DisplayName']));
	replace(company, 'Customer', left, { ...left, Active: false, DisplayName: name, FullyQualifiedName: name });
	return company.tables.Customer.get(into.Id) ?? into;
}

function customerNamed(company: Company, id: string): Row {
	const row = company.tables.Customer.get(id);
	if (row === undefined || row['Active'] === false) throw notFound(`Customer ${id}`);
	return row;
}

function moveTransactions(company: Company, from: Row, into: Row): void {
	const isOfFrom = (row: Row): boolean => textAt(row, 'CustomerRef', 'value') === from.Id;
	for (const name of DOCUMENT_NAMES)
		for (const row of [...company.tables[name].values()].filter(isOfFrom)) {
			const moved = replace(company, name, row, { ...row, CustomerRef: refTo(into) });
			carryToCustomer(company, name, row, moved);
		}
	for (const row of [...company.tables.Payment.values()].filter(isOfFrom))
		replace(company, 'Payment', row, { ...row, CustomerRef: refTo(into) });
}
