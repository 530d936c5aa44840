import { applyCredits } from '../autoApply.mts';
import { insert, replace, transactionKey, type Company, type DocumentName } from '../company.mts';
import { readDocument } from '../fields/documentFields.mts';
import { numberAt, textAt, withoutNulls, type Json, type Row } from '../json.mts';
import { rowToChange } from '../references.mts';
import { businessRule } from '../ruleFault.mts';
import { carryToCustomer, openFields, settled } from './balances.mts';
import { docNumber, type NumberingOptions } from './docNumbers.mts';
import { checkChangeable, checkedHeader, checkPeriod } from './headerRules.mts';
import { goodsLines } from './lineKinds.mts';
import { storedLines } from './lines.mts';
import { checkAvailability, checkStartDates, move, movement } from './stock.mts';
import { withTotals } from './totals.mts';

/** Creates the document, or updates it when the body has an Id, and moves the stock. Throws RuleFault before anything is changed. */
export function writeDocument(company: Company, name: DocumentName, body: unknown, options: NumberingOptions): Row {
	const sent = readDocument(name, body);
	const before = sent['Id'] === undefined ? null : rowToChange(company, name, sent);
	if (before !== null) checkChangeable(company, name, before);
	const document = draft(company, name, merged(sent, before), before, options);
	checkPeriod(company, document['TxnDate'], before === null ? '6200' : '6210');
	checkStartDates(company, document);
	const row = commit(company, name, before, document);
	if (before !== null || (name !== 'Invoice' && name !== 'CreditMemo')) return row;
	applyCredits(company, row);
	return company.tables[name].get(row.Id) ?? row;
}

/** A sparse update keeps what it does not mention; new lines without a tax of their own are taxed anew. */
function merged(sent: Json, before: Row | null): Json {
	const { Id, SyncToken, sparse, LinkedTxn, ...fields } = sent;
	if (before === null || sparse !== true) return fields;
	const { TxnTaxDetail, ...rest } = before;
	const tax = fields['Line'] === undefined ? { TxnTaxDetail } : {};
	return { ...rest, ...tax, ...fields };
}

function draft(
	company: Company,
	name: DocumentName,
	fields: Json,
	before: Row | null,
	options: NumberingOptions,
): Json {
	const header = checkedHeader(company, name, withoutNulls(fields));
	const numbered = withoutNulls({ ...header, DocNumber: docNumber(company, name, header, before, options) });
	const totalled = withTotals(company, { ...numbered, Line: storedLines(numbered, before, company) });
	const opened = { ...totalled, ...openFields(company, name, before?.Id ?? null, totalled) };
	checkSettled(company, name, before, opened);
	return { ...defaults(company, name), ...opened, LinkedTxn: before?.['LinkedTxn'] ?? [] };
}

/** Throws where an edit takes away what payments have settled already, or brings a voided document back. */
function checkSettled(company: Company, name: DocumentName, before: Row | null, document: Json): void {
	if ((numberAt(document, 'Balance') ?? 0) < 0)
		throw businessRule('The total can not be less than what is paid or deposited already.');
	if (before === null) return;
	const moved = textAt(before, 'CustomerRef', 'value') !== textAt(document, 'CustomerRef', 'value');
	if (moved && settled(company, name, before.Id) !== 0n)
		throw businessRule('The transaction is linked to a payment of another customer. Unlink it first.');
	const revived =
		(numberAt(document, 'TotalAmt') ?? 0) !== 0 ||
		goodsLines(document).some((line) => (numberAt(line, 'SalesItemLineDetail', 'Qty') ?? 0) !== 0);
	if (revived && company.voided.has(transactionKey(name, before.Id)))
		throw businessRule('A voided transaction can not be brought back.');
}

function defaults(company: Company, name: DocumentName): Json {
	const everywhere = { CustomField: [], PrintStatus: 'NeedToPrint', EmailStatus: 'NotSet' };
	const byCountry =
		company.settings.country === 'US' ? { ApplyTaxAfterDiscount: false } : { GlobalTaxCalculation: 'TaxExcluded' };
	return name === 'Invoice'
		? { ...everywhere, ...byCountry, AllowIPNPayment: false, AllowOnlinePayment: false }
		: { ...everywhere, ...byCountry };
}

/** Stores the document; stock and balances follow. */
export function commit(company: Company, name: DocumentName, before: Row | null, document: Json): Row {
	const moved = movement(company, name, before, document);
	checkAvailability(company, moved);
	const row = before === null ? insert(company, name, document) : replace(company, name, before, document);
	move(company, moved);
	carryToCustomer(company, name, before, row);
	return row;
}
