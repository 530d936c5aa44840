import { insert, replace, type Company } from './company.mts';
import { readVendor } from './fields/vendorFields.mts';
import { textAt, withoutNulls, type Json, type Row } from './json.mts';
import { checkCharacters, checkUnique, nameWhenInactive } from './names.mts';
import { referred, rowToChange } from './references.mts';
import { businessRule, missing } from './ruleFault.mts';

/** Creates the vendor, or updates it when the body has an Id. Throws RuleFault. */
export function writeVendor(company: Company, body: unknown): Row {
	const vendor = readVendor(body, 'Vendor');
	const opening = { Active: true, Balance: 0, Vendor1099: false };
	if (vendor['Id'] === undefined)
		return insert(company, 'Vendor', checkVendor(company, { ...opening, ...vendor }, null));
	const before = rowToChange(company, 'Vendor', vendor);
	const base = vendor['sparse'] === true ? before : opening;
	return replace(
		company,
		'Vendor',
		before,
		checkVendor(company, { ...base, ...vendor, Balance: before['Balance'] }, before),
	);
}

function checkVendor(company: Company, vendor: Json, before: Row | null): Json {
	const names = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'].flatMap(
		(part) => textAt(vendor, part) ?? [],
	);
	const name = (textAt(vendor, 'DisplayName') ?? names.join(' ')).trim();
	if (name === '') throw missing('DisplayName');
	checkCharacters('DisplayName', name);
	referred(company, 'Term', vendor, 'TermRef');
	referred(company, 'Account', vendor, 'APAccountRef');
	const current = vendor['Active'] === false ? nameWhenInactive(name) : name;
	checkUnique(company, 'Vendor', current, before?.Id ?? null);
	return withoutNulls({
		PrintOnCheckName: name,
		...vendor,
		CurrencyRef: currencyOfVendor(company, vendor, before),
		DisplayName: current,
	});
}

/** A vendor deals in one currency for ever. */
function currencyOfVendor({ settings }: Company, vendor: Json, before: Row | null): Json {
	const fixed = textAt(before, 'CurrencyRef', 'value');
	const asked = textAt(vendor, 'CurrencyRef', 'value') ?? fixed ?? settings.homeCurrency;
	if (!settings.multiCurrency && asked !== settings.homeCurrency) throw businessRule('Multicurrency is off.');
	if (fixed !== null && fixed !== asked) throw businessRule('The currency of a vendor can not be changed.');
	return { value: asked, name: asked };
}
