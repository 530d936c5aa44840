import type { Company } from '../company.mts';
import { at, numberAt, textAt, withoutNulls, type Json } from '../json.mts';
import { cents, fromCents, isProduct, unitPriceOf } from '../money.mts';
import { referred, refTo } from '../references.mts';
import { amountMismatch, badTaxCode, businessRule, missing, quantityMissing } from '../ruleFault.mts';
import { SHIPPING } from './lineKinds.mts';
import { lineClass } from './tags.mts';

/** What the rules of a line depend on. */
export interface LineSetting {
	readonly company: Company;
	readonly taxedByCode: boolean;
	/** The smallest amount of the document's currency, cents. */
	readonly unit: bigint;
}

/** A line that sells an item, or only notes something where it names none. Throws RuleFault. */
export function checkGoods(line: Json, number: number, setting: LineSetting): Json {
	const detail = at(line, 'SalesItemLineDetail') as Json;
	const item = textAt(detail, 'ItemRef', 'value');
	if (item === null) return { ...line, Amount: 0, SalesItemLineDetail: withoutNulls(detail) };
	const sent = numberAt(line, 'Amount');
	if (sent === null) throw missing('Line.Amount');
	const amount = cents(sent, setting.unit);
	const ref = item === SHIPPING ? shippingRef(setting) : goodsRef(setting.company, detail);
	const found = {
		...checkPrices(detail, { amount, number }, setting.unit),
		...ref,
		...lineClass(setting.company, detail),
		...taxCode(detail, setting),
	};
	return { ...line, Amount: fromCents(amount), SalesItemLineDetail: withoutNulls({ ...detail, ...found }) };
}

function shippingRef({ company }: LineSetting): Json {
	if (!company.settings.allowShipping) throw businessRule('Shipping is turned off in the sales preferences.');
	return { ItemRef: { value: SHIPPING, name: SHIPPING } };
}

function goodsRef(company: Company, detail: Json): Json {
	const item = referred(company, 'Item', detail, 'ItemRef');
	if (item === null) throw missing('ItemRef');
	const name = String(item['Name']);
	if (item['Type'] === 'Category') throw businessRule('A category can not be used in a transaction.');
	if (item['Type'] === 'Group') throw businessRule(`${name} is a bundle: it needs a line with GroupLineDetail.`);
	if (item['IncomeAccountRef'] === undefined)
		throw businessRule(`${name} has no income account, so it can not be sold.`);
	referred(company, 'Account', detail, 'ItemAccountRef');
	if (item['Type'] === 'Inventory' && numberAt(detail, 'Qty') === null) throw quantityMissing(name);
	return { ItemRef: refTo(item), ItemAccountRef: item['IncomeAccountRef'] };
}

function checkPrices(
	detail: Json,
	{ amount, number }: { readonly amount: bigint; readonly number: number },
	unit: bigint,
): Json {
	const quantity = numberAt(detail, 'Qty');
	const unitPrice = numberAt(detail, 'UnitPrice');
	if (unitPrice !== null && !isProduct(amount, { quantity: quantity ?? 1, unitPrice }, unit))
		throw amountMismatch(number);
	if (unitPrice !== null || quantity === null || quantity === 0) return {};
	return { UnitPrice: unitPriceOf(amount, quantity) };
}

/** In the US TAX or NON; elsewhere the id of one of the company's codes, on every line. */
function taxCode(detail: Json, { company, taxedByCode }: LineSetting): Json {
	const code = textAt(detail, 'TaxCodeRef', 'value');
	if (company.settings.country === 'US') {
		if (code !== null && code !== 'TAX' && code !== 'NON') throw badTaxCode(code);
		return { TaxCodeRef: { value: code ?? 'NON' } };
	}
	if (!taxedByCode) return {};
	if (code === null) throw businessRule('Make sure all your transactions have a tax rate before you save.');
	const row = referred(company, 'TaxCode', detail, 'TaxCodeRef');
	return row === null ? {} : { TaxCodeRef: { value: row.Id } };
}
