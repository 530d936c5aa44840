import { dayIn, stamp } from './dates.mts';
import { insert, replace, transactionKey, type Company, type EntityName, type OtherName } from './company.mts';
import { currencyOf, homeFields } from './documents/currency.mts';
import { checkChangeable, checkPeriod } from './documents/headerRules.mts';
import { unitOf } from './documents/lines.mts';
import { readOther } from './fields/otherFields.mts';
import { listAt, numberAt, textAt, withoutNulls, type Json, type Row } from './json.mts';
import { cents, fromCents } from './money.mts';
import { referred, refTo, required, rowToChange } from './references.mts';
import { badReference, businessRule, missing, wrongAccountType } from './ruleFault.mts';
import { ACCOUNT_IDS, accountRef } from './seed/accounts.mts';

/** Creates an estimate, a purchase order, a bill, a journal entry or a deposit, or updates it when the body has an Id. Throws RuleFault. */
export function writeOther(company: Company, name: OtherName, body: unknown): Row {
	const sent = readOther(name, body);
	const before = sent['Id'] === undefined ? null : rowToChange(company, name, sent);
	if (before !== null) checkChangeable(company, name, before);
	const { Id, SyncToken, sparse, ...fields } = sent;
	const given = withoutNulls(sparse === true && before !== null ? { ...before, ...fields } : fields);
	const drafted = draft(company, name, given);
	checkPeriod(company, drafted['TxnDate'], before === null ? '6200' : '6210');
	const deposited = name === 'Deposit' ? linkedTo(company, drafted, before) : [];
	const row = before === null ? insert(company, name, drafted) : replace(company, name, before, drafted);
	if (name === 'Deposit') moveDeposited(company, before, deposited);
	return row;
}

export function deleteOther(company: Company, name: OtherName, body: Json): Json {
	const before = rowToChange(company, name, body);
	checkChangeable(company, name, before);
	company.tables[name].delete(before.Id);
	company.deleted.push({ entity: name, id: before.Id, at: stamp(company.now()) });
	if (name === 'Deposit') moveDeposited(company, before, []);
	return { status: 'Deleted', domain: 'QBO', Id: before.Id };
}

function draft(company: Company, name: OtherName, fields: Json): Json {
	const party = partyOf(company, name, fields);
	const day = textAt(fields, 'TxnDate') ?? dayIn(company.settings.timeZone, company.now());
	const head = { ...fields, ...party.ref, ...currencyOf(company, fields, party.row ?? homeRow(company)), TxnDate: day };
	const lines = linesOf(company, name, head);
	const total = lines.reduce((sum, line) => sum + cents(numberAt(line, 'Amount') ?? 0), 0n);
	const own = { ...head, ...about(name, head), Line: lines };
	if (name === 'JournalEntry') checkBalance(lines);
	if (total < 0n) throw businessRule('Transaction amount must be 0 or greater.');
	const amounts = name === 'JournalEntry' ? {} : { TotalAmt: fromCents(total) };
	const balance = name === 'Bill' ? { Balance: fromCents(total) } : {};
	const whole = withoutNulls({ ...own, ...amounts, ...balance });
	return name === 'JournalEntry' ? whole : { ...whole, ...homeFields(company, whole) };
}

/** Journals and deposits belong to nobody. */
function partyOf(company: Company, name: OtherName, fields: Json): { readonly row: Row | null; readonly ref: Json } {
	if (name === 'JournalEntry') return { row: null, ref: {} };
	if (name === 'Deposit') {
		const account = required(company, 'Account', fields, 'DepositToAccountRef');
		if (account['AccountType'] !== 'Bank' && account['AccountType'] !== 'Other Current Asset')
			throw wrongAccountType('DepositToAccountRef');
		return { row: null, ref: { DepositToAccountRef: refTo(account) } };
	}
	const [entity, field]: [EntityName, string] =
		name === 'Estimate' ? ['Customer', 'CustomerRef'] : ['Vendor', 'VendorRef'];
	const row = required(company, entity, fields, field);
	// A vendor without a currency deals in the company's own.
	return { row: { ...homeRow(company), ...row }, ref: { [field]: refTo(row) } };
}

function homeRow({ settings }: Company): Row {
	const { homeCurrency } = settings;
	return { CurrencyRef: { value: homeCurrency } } as unknown as Row;
}

function about(name: OtherName, fields: Json): Json {
	const payable = { APAccountRef: fields['APAccountRef'] ?? accountRef(ACCOUNT_IDS.payable) };
	if (name === 'Estimate')
		return {
			TxnStatus: fields['TxnStatus'] ?? 'Pending',
			EmailStatus: fields['EmailStatus'] ?? 'NotSet',
			PrintStatus: fields['PrintStatus'] ?? 'NeedToPrint',
		};
	if (name === 'PurchaseOrder') return { ...payable, POStatus: fields['POStatus'] ?? 'Open' };
	if (name === 'Bill') return { ...payable, DueDate: fields['DueDate'] ?? fields['TxnDate'] };
	return name === 'JournalEntry' ? { Adjustment: fields['Adjustment'] ?? false } : {};
}

function linesOf(company: Company, name: OtherName, fields: Json): readonly Json[] {
	const lines = listAt(fields, 'Line').filter((line) => line['DetailType'] !== 'SubTotalLineDetail');
	if (lines.length === 0) throw missing('Line');
	return lines.map((line, place) => ({
		...checkedLine(company, name, line),
		Amount: fromCents(cents(numberAt(line, 'Amount') ?? 0, unitOf(fields))),
		Id: String(place + 1),
		LineNum: place + 1,
	}));
}

function checkedLine(company: Company, name: OtherName, line: Json): Json {
	const type = textAt(line, 'DetailType');
	const isLink = name === 'Deposit' && listAt(line, 'LinkedTxn').length > 0;
	if (numberAt(line, 'Amount') === null) throw missing('Line.Amount');
	if (isLink) return line;
	const detail = type === null ? undefined : line[type];
	if (type === null || detail === undefined) throw missing(`Line.${type ?? 'DetailType'}`);
	const isGoods = type === 'SalesItemLineDetail' || type === 'ItemBasedExpenseLineDetail';
	const entity = isGoods ? 'Item' : 'Account';
	const row = required(company, entity, detail as Json, `${entity}Ref`);
	referred(company, 'Class', detail as Json, 'ClassRef');
	return { ...line, [type]: { ...(detail as Json), [`${entity}Ref`]: refTo(row) } };
}

function checkBalance(lines: readonly Json[]): void {
	const off = lines.reduce((sum, line) => {
		const amount = cents(numberAt(line, 'Amount') ?? 0);
		const type = textAt(line, 'JournalEntryLineDetail', 'PostingType');
		if (type === null) throw missing('PostingType');
		return type === 'Debit' ? sum + amount : sum - amount;
	}, 0n);
	if (off !== 0n) throw businessRule('The debits and the credits of a journal entry have to be the same.');
}

/** The transactions whose money a deposit takes to the bank, as they are called in `deposited`. */
function linkedTo(company: Company, deposit: Json, before: Row | null): readonly string[] {
	const earlier = keysOf(before);
	return listAt(deposit, 'Line').flatMap((line) =>
		listAt(line, 'LinkedTxn').map((link) => {
			const name = (['Payment', 'SalesReceipt'] as const).find((known) => known === textAt(link, 'TxnType'));
			const id = textAt(link, 'TxnId') ?? '';
			if (name === undefined || company.tables[name].get(id) === undefined) throw badReference(name ?? 'LinkedTxn', id);
			const key = transactionKey(name, id);
			if (company.deposited.has(key) && !earlier.includes(key))
				throw businessRule('The transaction lies in a deposit already.');
			return key;
		}),
	);
}

function keysOf(deposit: Row | null): readonly string[] {
	return listAt(deposit, 'Line').flatMap((line) =>
		listAt(line, 'LinkedTxn').map((link) => `${textAt(link, 'TxnType') ?? ''} ${textAt(link, 'TxnId') ?? ''}`),
	);
}

function moveDeposited(company: Company, before: Row | null, after: readonly string[]): void {
	for (const key of keysOf(before)) company.deposited.delete(key);
	for (const key of after) company.deposited.add(key);
}
