import type { Company } from '../company.mts';
import { at, listAt, numberAt, textAt, withoutNulls, type Json, type Row } from '../json.mts';
import { cents, fromCents, smallestUnit } from '../money.mts';
import { referred, refTo } from '../references.mts';
import { businessRule, missing } from '../ruleFault.mts';
import { ACCOUNT_IDS, accountRef } from '../seed/accounts.mts';
import { checkGoods, type LineSetting } from './goodsLine.mts';
import { checkGroup } from './groupLine.mts';
import { goodsLines, isDiscountLine } from './lineKinds.mts';
import { numbered } from './lineNumbers.mts';

/** The lines as they are stored. */
export function storedLines(document: Json, before: Row | null, company: Company): readonly Json[] {
	const sent = listAt(document, 'Line').filter((line) => line['DetailType'] !== 'SubTotalLineDetail');
	if (sent.filter(isDiscountLine).length > 1) throw businessRule('A transaction can have one discount line only.');
	const setting = {
		company,
		taxedByCode: company.settings.usingSalesTax && document['GlobalTaxCalculation'] !== 'NotApplicable',
		unit: unitOf(document),
	};
	const checked = sent.map((line, index) => checkLine(line, index + 1, setting));
	if (goodsLines({ Line: checked }).length === 0) throw missing('Line');
	return numbered(checked, listAt(before, 'Line'));
}

/** The smallest amount of the document's currency, cents. */
export function unitOf(document: Json): bigint {
	return smallestUnit(textAt(document, 'CurrencyRef', 'value') ?? '');
}

function checkLine(line: Json, number: number, setting: LineSetting): Json {
	const type = textAt(line, 'DetailType');
	if (type === null) throw missing('Line.DetailType');
	if (type === 'DescriptionOnly') return withoutNulls({ ...line, Amount: null });
	if (at(line, type) === undefined) throw missing(`Line.${type}`);
	if (type === 'GroupLineDetail') return checkGroup(line, number, setting);
	return type === 'DiscountLineDetail' ? checkDiscount(line, setting) : checkGoods(line, number, setting);
}

function checkDiscount(line: Json, { company, unit }: LineSetting): Json {
	if (!company.settings.allowDiscount) throw businessRule('Discounts are turned off in the sales preferences.');
	const byPercent = at(line, 'DiscountLineDetail', 'PercentBased') === true;
	const amount = numberAt(line, 'Amount');
	if (byPercent ? numberAt(line, 'DiscountLineDetail', 'DiscountPercent') === null : amount === null)
		throw missing(byPercent ? 'DiscountPercent' : 'Line.Amount');
	const detail = at(line, 'DiscountLineDetail') as Json;
	const account = referred(company, 'Account', detail, 'DiscountAccountRef');
	const rounded = amount === null ? {} : { Amount: fromCents(cents(amount, unit)) };
	return {
		...line,
		...rounded,
		DiscountLineDetail: {
			...detail,
			DiscountAccountRef: account === null ? accountRef(ACCOUNT_IDS.discounts) : refTo(account),
		},
	};
}
