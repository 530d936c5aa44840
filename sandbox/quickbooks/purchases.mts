import { dayIn, stamp } from './dates.mts';
import { insert, replace, type Company, type EntityName } from './company.mts';
import { currencyOf, homeFields } from './documents/currency.mts';
import { checkChangeable, checkPeriod } from './documents/headerRules.mts';
import { unitOf } from './documents/lines.mts';
import { documentTags, lineClass } from './documents/tags.mts';
import { readPurchase } from './fields/purchaseFields.mts';
import { listAt, numberAt, textAt, withoutNulls, type Json, type Row } from './json.mts';
import { cents, fromCents } from './money.mts';
import { referred, refTo, required, rowToChange } from './references.mts';
import { businessRule, missing, wrongAccountType } from './ruleFault.mts';

/** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/purchase: by what is paid decides from where. */
const PAID_FROM: Readonly<Record<string, string>> = { Cash: 'Bank', Check: 'Bank', CreditCard: 'Credit Card' };

/** Creates the expense, or updates it when the body has an Id. Throws RuleFault before anything is changed. */
export function writePurchase(company: Company, body: unknown): Row {
	const sent = readPurchase(body, 'Purchase');
	const before = sent['Id'] === undefined ? null : rowToChange(company, 'Purchase', sent);
	if (before !== null) checkChangeable(company, 'Purchase', before);
	const { Id, SyncToken, sparse, ...fields } = sent;
	const purchase = draft(company, sparse === true && before !== null ? { ...before, ...fields } : fields, before);
	checkPeriod(company, purchase['TxnDate'], before === null ? '6200' : '6210');
	return before === null ? insert(company, 'Purchase', purchase) : replace(company, 'Purchase', before, purchase);
}

/** Deletes the expense; QuickBooks' API does not void one. */
export function deletePurchase(company: Company, body: Json): Json {
	const before = rowToChange(company, 'Purchase', body);
	checkChangeable(company, 'Purchase', before);
	company.tables.Purchase.delete(before.Id);
	company.deleted.push({ entity: 'Purchase', id: before.Id, at: stamp(company.now()) });
	return { status: 'Deleted', domain: 'QBO', Id: before.Id };
}

function draft(company: Company, fields: Json, before: Row | null): Json {
	const paymentType = textAt(fields, 'PaymentType');
	if (paymentType === null) throw missing('PaymentType');
	if (fields['Credit'] === true && paymentType !== 'CreditCard')
		throw businessRule('Only a credit card can be credited by a purchase.');
	const account = required(company, 'Account', fields, 'AccountRef');
	if (account['AccountType'] !== PAID_FROM[paymentType]) throw wrongAccountType('AccountRef');
	const currency = currencyOf(company, fields, payeeOf(company, fields) ?? account);
	checkAccountCurrency(company, account, currency);
	const lines = linesOf(company, { ...fields, ...currency }, before);
	const total = lines.reduce((sum, line) => sum + cents(numberAt(line, 'Amount') ?? 0), 0n);
	if (total < 0n) throw businessRule('Transaction amount must be 0 or greater.');
	const drafted = {
		Credit: false,
		...fields,
		...currency,
		...documentTags(company, fields),
		...entityRef(company, fields),
		AccountRef: refTo(account),
		// Means nothing in the US.
		GlobalTaxCalculation: company.settings.country === 'US' ? null : (fields['GlobalTaxCalculation'] ?? 'TaxExcluded'),
		TxnDate: textAt(fields, 'TxnDate') ?? dayIn(company.settings.timeZone, company.now()),
		Line: lines,
		TotalAmt: fromCents(total),
	};
	return withoutNulls({ ...drafted, ...homeFields(company, withoutNulls(drafted)) });
}

function payeeOf(company: Company, fields: Json): Row | null {
	const type = textAt(fields, 'EntityRef', 'type') ?? 'Vendor';
	return referred(company, type as EntityName, fields, 'EntityRef');
}

function entityRef(company: Company, fields: Json): Json {
	const payee = payeeOf(company, fields);
	return payee === null
		? {}
		: { EntityRef: { ...refTo(payee), type: textAt(fields, 'EntityRef', 'type') ?? 'Vendor' } };
}

/** An account of another currency pays in its own, and one of the home currency in any. */
function checkAccountCurrency({ settings }: Company, account: Row, document: Json): void {
	const own = textAt(account, 'CurrencyRef', 'value') ?? settings.homeCurrency;
	if (own !== settings.homeCurrency && own !== textAt(document, 'CurrencyRef', 'value'))
		throw businessRule('The currency of the account is not the currency of the transaction.');
}

function linesOf(company: Company, fields: Json, before: Row | null): readonly Json[] {
	const lines = listAt(fields, 'Line');
	if (lines.length === 0) throw missing('Line');
	const known = new Set(listAt(before, 'Line').map((line) => textAt(line, 'Id')));
	let last = Math.max(0, ...[...known].map(Number));
	return lines.map((line, place) => {
		const own = textAt(line, 'Id');
		const id = own !== null && known.has(own) ? own : String((last += 1));
		return { ...checkedLine(company, line, fields), Id: id, LineNum: place + 1 };
	});
}

function checkedLine(company: Company, line: Json, fields: Json): Json {
	if (textAt(line, 'DetailType') === null) throw missing('Line.DetailType');
	const amount = numberAt(line, 'Amount');
	if (amount === null) throw missing('Line.Amount');
	const detail = line['AccountBasedExpenseLineDetail'];
	if (detail === undefined) throw missing('Line.AccountBasedExpenseLineDetail');
	const account = required(company, 'Account', detail as Json, 'AccountRef');
	const code = referred(company, 'TaxCode', detail as Json, 'TaxCodeRef');
	const { country, usingSalesTax } = company.settings;
	if (code === null && country !== 'US' && usingSalesTax && fields['GlobalTaxCalculation'] !== 'NotApplicable')
		throw missing('TaxCodeRef');
	return {
		...line,
		Amount: fromCents(cents(amount, unitOf(fields))),
		AccountBasedExpenseLineDetail: {
			BillableStatus: 'NotBillable',
			...(detail as Json),
			...lineClass(company, detail as Json),
			AccountRef: refTo(account),
			...(code === null ? {} : { TaxCodeRef: refTo(code) }),
		},
	};
}
