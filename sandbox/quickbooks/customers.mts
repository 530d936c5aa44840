import { insert, replace, type Company } from './company.mts';
import { readCustomer } from './fields/customerFields.mts';
import { textAt, withoutNulls, type Json, type Row } from './json.mts';
import { checkCharacters, checkUnique, nameWhenInactive, qualifiedName } from './names.mts';
import { referred, refTo, rowToChange } from './references.mts';
import { businessRule, missing } from './ruleFault.mts';

const NAME_PARTS = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'] as const;

/** Creates the customer, or updates it when the body has an Id. Throws RuleFault. */
export function writeCustomer(company: Company, body: unknown): Row {
	const customer = readCustomer(body, 'Customer');
	if (customer['Id'] === undefined) {
		const opening = { Active: true, Balance: 0, BalanceWithJobs: 0 };
		return insert(company, 'Customer', checkCustomer(company, { ...opening, ...customer }, null));
	}
	const before = rowToChange(company, 'Customer', customer);
	const base = customer['sparse'] === true ? before : { Active: true };
	const kept = {
		Balance: before['Balance'],
		BalanceWithJobs: before['BalanceWithJobs'],
		CurrencyRef: customer['CurrencyRef'] ?? before['CurrencyRef'],
	};
	const after = checkCustomer(company, { ...base, ...customer, ...kept }, before);
	return replace(company, 'Customer', before, after);
}

function checkCustomer(company: Company, customer: Json, before: Row | null): Json {
	const name = displayName(customer);
	checkCharacters('DisplayName', name);
	const parent = checkParent(company, customer);
	referred(company, 'Term', customer, 'SalesTermRef');
	referred(company, 'PaymentMethod', customer, 'PaymentMethodRef');
	const current = customer['Active'] === false ? nameWhenInactive(name) : name;
	checkUnique(company, 'Customer', current, before?.Id ?? null);
	return withoutNulls({
		Taxable: company.settings.country === 'US',
		Job: false,
		BillWithParent: false,
		PreferredDeliveryMethod: 'None',
		PrintOnCheckName: name,
		...customer,
		...currency(company, customer, before),
		...(parent === null ? {} : { ParentRef: refTo(parent), Level: Number(parent['Level'] ?? 0) + 1 }),
		DisplayName: current,
		FullyQualifiedName: qualifiedName(current, parent),
	});
}

function displayName(customer: Json): string {
	const parts = NAME_PARTS.map((part) => textAt(customer, part)).filter((part) => part !== null);
	const name = (textAt(customer, 'DisplayName') ?? parts.join(' ')).trim();
	if (name === '') throw missing('DisplayName');
	return name;
}

function checkParent(company: Company, customer: Json): Row | null {
	const parent = referred(company, 'Customer', customer, 'ParentRef');
	if (Number(parent?.['Level'] ?? 0) >= 4) throw businessRule('Sub-customers can not be nested deeper than four.');
	return parent;
}

/** A customer deals in one currency for ever. */
function currency(company: Company, customer: Json, before: Row | null): Json {
	const { homeCurrency, multiCurrency } = company.settings;
	const asked = textAt(customer, 'CurrencyRef', 'value') ?? homeCurrency;
	if (!multiCurrency && asked !== homeCurrency) throw businessRule('Multicurrency is off.');
	const fixed = textAt(before, 'CurrencyRef', 'value');
	if (fixed !== null && fixed !== asked) throw businessRule('The currency of a customer can not be changed.');
	return { CurrencyRef: { value: asked, name: asked } };
}
