import { insert, type Company } from '../company.mts';
import { listAt, numberAt, textAt, type Json, type Row } from '../json.mts';
import { checkCharacters, checkUnique } from '../names.mts';
import { referred, refTo } from '../references.mts';
import { businessRule, missing } from '../ruleFault.mts';

/** A bundle, which a person can make in QuickBooks' pages and no client of the API: {Name, Sku, components: [{itemId, quantity}]}. */
export function makeBundle(company: Company, fields: Json): Row {
	const name = textAt(fields, 'Name') ?? '';
	if (name === '') throw missing('Name');
	checkCharacters('Name', name, /[\t\r\n:"]/);
	checkUnique(company, 'Item', name, null);
	const components = listAt(fields, 'components').map((part) => component(company, part));
	if (components.length === 0) throw missing('components');
	const sku = textAt(fields, 'Sku');
	return insert(company, 'Item', {
		Name: name,
		FullyQualifiedName: name,
		...(sku === null ? {} : { Sku: sku }),
		Active: true,
		Type: 'Group',
		PrintGroupedItems: true,
		ItemGroupDetail: { ItemGroupLine: components },
	});
}

function component(company: Company, part: Json): Json {
	const item = referred(company, 'Item', { ItemRef: { value: textAt(part, 'itemId') ?? '' } }, 'ItemRef');
	if (item === null || item['Type'] === 'Group' || item['Type'] === 'Category')
		throw businessRule('A bundle is made of single items.');
	return { Qty: numberAt(part, 'quantity') ?? 1, ItemRef: { ...refTo(item), type: item['Type'] } };
}
