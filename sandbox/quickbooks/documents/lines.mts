import type { Company } from '../company.mts';
import { at, listAt, numberAt, textAt, withoutNulls, type Json, type Row } from '../json.mts';
import { cents, fromCents, isProduct } from '../money.mts';
import { referred, refTo } from '../references.mts';
import { amountMismatch, badReference, badTaxCode, businessRule, missing, quantityMissing } from '../ruleFault.mts';

/** QuickBooks' own item for shipping: known without being in the list of items. */
const SHIPPING = 'SHIPPING_ITEM_ID';

/** What the rules of a line depend on. */
export interface LineSetting {
	readonly company: Company;
	readonly taxedByCode: boolean;
}

/** The lines as they are stored. Ids that the document had already are kept, other lines get new ones. */
export function storedLines(document: Json, before: Row | null, company: Company): readonly Json[] {
	const sent = listAt(document, 'Line').filter((line) => line['DetailType'] !== 'SubTotalLineDetail');
	if (!sent.some(isGoodsLine)) throw missing('Line');
	if (sent.filter(isDiscountLine).length > 1) throw businessRule('A transaction can have one discount line only.');
	const setting = { company, taxedByCode: company.settings.usingSalesTax && document['GlobalTaxCalculation'] !== 'NotApplicable' };
	const checked = sent.map((line, index) => checkLine(line, index + 1, setting));
	return numbered(checked, listAt(before, 'Line'));
}

export function isGoodsLine(line: Json): boolean {
	return line['DetailType'] === 'SalesItemLineDetail';
}

export function isShippingLine(line: Json): boolean {
	return textAt(line, 'SalesItemLineDetail', 'ItemRef', 'value') === SHIPPING;
}

export function isDiscountLine(line: Json): boolean {
	return line['DetailType'] === 'DiscountLineDetail';
}

function numbered(lines: readonly Json[], before: readonly Json[]): readonly Json[] {
	const unclaimed = new Set(before.map((line) => textAt(line, 'Id')).filter((id) => id !== null));
	let last = Math.max(0, ...[...unclaimed].map(Number));
	return lines.map((line, index) => {
		if (isDiscountLine(line)) return withoutNulls({ ...line, Id: null, LineNum: null });
		const own = textAt(line, 'Id');
		const keeps = own !== null && unclaimed.delete(own);
		if (!keeps) last += 1;
		return { ...line, Id: keeps ? own : String(last), LineNum: index + 1 };
	});
}

function checkLine(line: Json, number: number, setting: LineSetting): Json {
	const type = textAt(line, 'DetailType');
	if (type === null) throw missing('Line.DetailType');
	if (type === 'GroupLineDetail') throw badReference('Item', textAt(line, type, 'GroupItemRef', 'value') ?? '');
	if (type === 'DescriptionOnly') return withoutNulls({ ...line, Amount: null });
	if (at(line, type) === undefined) throw missing(`Line.${type}`);
	return type === 'DiscountLineDetail' ? checkDiscount(line, setting) : checkGoods(line, number, setting);
}

function checkDiscount(line: Json, { company }: LineSetting): Json {
	if (!company.settings.allowDiscount) throw businessRule('Discounts are turned off in the sales preferences.');
	const byPercent = at(line, 'DiscountLineDetail', 'PercentBased') === true;
	const needed = byPercent ? numberAt(line, 'DiscountLineDetail', 'DiscountPercent') : numberAt(line, 'Amount');
	if (needed === null) throw missing(byPercent ? 'DiscountPercent' : 'Line.Amount');
	const detail = at(line, 'DiscountLineDetail') as Json;
	const account = referred(company, 'Account', detail, 'DiscountAccountRef') ?? company.tables.Account.get('86') ?? null;
	return { ...line, DiscountLineDetail: { ...detail, ...(account === null ? {} : { DiscountAccountRef: refTo(account) }) } };
}

function checkGoods(line: Json, number: number, setting: LineSetting): Json {
	const detail = at(line, 'SalesItemLineDetail') as Json;
	const item = textAt(detail, 'ItemRef', 'value');
	if (item === null) return { ...line, Amount: 0, SalesItemLineDetail: withoutNulls(detail) };
	const amount = numberAt(line, 'Amount');
	if (amount === null) throw missing('Line.Amount');
	const ref = item === SHIPPING ? shippingRef(setting) : goodsRef(setting.company, detail);
	const prices = checkPrices(detail, cents(amount), number);
	return { ...line, Amount: fromCents(cents(amount)), SalesItemLineDetail: withoutNulls({ ...detail, ...prices, ...ref, ...taxCode(detail, setting) }) };
}

function shippingRef({ company }: LineSetting): Json {
	if (!company.settings.allowShipping) throw businessRule('Shipping is turned off in the sales preferences.');
	return { ItemRef: { value: SHIPPING, name: SHIPPING } };
}

function goodsRef(company: Company, detail: Json): Json {
	const item = referred(company, 'Item', detail, 'ItemRef');
	if (item === null) throw missing('ItemRef');
	if (item['Type'] === 'Category') throw businessRule('A category can not be used in a transaction.');
	referred(company, 'Account', detail, 'ItemAccountRef');
	if (item['Type'] === 'Inventory' && numberAt(detail, 'Qty') === null) throw quantityMissing(String(item['Name']));
	return { ItemRef: refTo(item), ...(item['IncomeAccountRef'] === undefined ? {} : { ItemAccountRef: item['IncomeAccountRef'] }) };
}

function checkPrices(detail: Json, amount: bigint, number: number): Json {
	const quantity = numberAt(detail, 'Qty');
	const price = numberAt(detail, 'UnitPrice');
	if (price !== null && !isProduct(amount, quantity ?? 1, price)) throw amountMismatch(number);
	if (price !== null || quantity === null || quantity === 0) return {};
	return { UnitPrice: Number((fromCents(amount) / quantity).toFixed(7)) };
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
