import { at, listAt, numberAt, textAt, withoutNulls, type Json, type Row } from '../json.mts';
import { cents, fine, fromCents, fromFine, divide } from '../money.mts';
import { referred, refTo } from '../references.mts';
import { badReference, businessRule, missing } from '../ruleFault.mts';
import { checkGoods, type LineSetting } from './goodsLine.mts';
import { sumOf } from './lineKinds.mts';

/** A line that sells a bundle. Without lines of its own QuickBooks puts the components in, at their own prices. Throws RuleFault. */
export function checkGroup(line: Json, number: number, setting: LineSetting): Json {
	const detail = at(line, 'GroupLineDetail') as Json;
	const bundle = referred(setting.company, 'Item', detail, 'GroupItemRef');
	if (bundle === null) throw missing('GroupItemRef');
	if (bundle['Type'] !== 'Group') throw badReference('Item', bundle.Id);
	const quantity = numberAt(detail, 'Quantity');
	if (quantity === null) throw missing('Quantity');
	const sent = listAt(detail, 'Line');
	const components =
		sent.length > 0 ? sent.map((inner) => ofBundle(inner, bundle)) : expanded(bundle, quantity, setting);
	const checked = components.map((inner) => checkGoods(inner, number, setting));
	return withoutNulls({
		...line,
		Amount: fromCents(sumOf(checked)),
		GroupLineDetail: { GroupItemRef: refTo(bundle), Quantity: quantity, Line: checked },
	});
}

function ofBundle(line: Json, bundle: Row): Json {
	const item = textAt(line, 'SalesItemLineDetail', 'ItemRef', 'value');
	const belongs = listAt(bundle, 'ItemGroupDetail', 'ItemGroupLine').some(
		(part) => textAt(part, 'ItemRef', 'value') === item,
	);
	if (!belongs)
		throw businessRule(`A line of the bundle ${String(bundle['Name'])} sells something that is no part of it.`);
	return line;
}

function expanded(bundle: Row, quantity: number, { company, unit }: LineSetting): readonly Json[] {
	return listAt(bundle, 'ItemGroupDetail', 'ItemGroupLine').map((part) => {
		const item = referred(company, 'Item', part, 'ItemRef');
		if (item === null) throw missing('ItemRef');
		const many = divide(fine(numberAt(part, 'Qty') ?? 1) * fine(quantity), fine(1), 'halfUp');
		const price = numberAt(item, 'UnitPrice') ?? 0;
		return {
			DetailType: 'SalesItemLineDetail',
			Amount: fromCents(cents(fromFine(divide(many * fine(price), fine(1), 'halfUp')), unit)),
			SalesItemLineDetail: {
				ItemRef: refTo(item),
				Qty: fromFine(many),
				UnitPrice: price,
				...usualCode(company.settings.country, item),
			},
		};
	});
}

/** What the item's own record says of its tax. */
function usualCode(country: string, item: Row): Json {
	if (country === 'US') return { TaxCodeRef: { value: item['Taxable'] === true ? 'TAX' : 'NON' } };
	return item['SalesTaxCodeRef'] === undefined ? {} : { TaxCodeRef: item['SalesTaxCodeRef'] };
}
