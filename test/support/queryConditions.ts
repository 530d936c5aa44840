import type { Fields } from '../../core/reading/readUnknown';

/** Whether a row fits the conditions that our own reads use; any other condition is an error of the test. */
export function matchesWhere(row: Fields, where: string): boolean {
	const conditions = where === '' ? [] : where.split(/ AND (?=[A-Z]\w+ IN)/);
	const asksForInactive = conditions.includes('Active IN (true, false)');
	const fits = conditions
		.filter((condition) => condition !== 'Active IN (true, false)')
		.every((condition) => isFrom(row, condition) ?? isOneOf(row, condition));
	return fits && (asksForInactive || row.Active !== false);
}

/** `TxnDate >= 'day'`, or `MetaData.LastUpdatedTime >= 'moment'`; null for another condition. */
function isFrom(row: Fields, condition: string): boolean | null {
	const [, field, from = ''] = /^(TxnDate|MetaData\.LastUpdatedTime) >= '(.*)'$/.exec(condition) ?? [];
	if (field === undefined) return null;
	const { LastUpdatedTime } = (row.MetaData ?? {}) as { readonly LastUpdatedTime?: string };
	return field === 'TxnDate' ? String(row.TxnDate) >= from : Date.parse(LastUpdatedTime ?? '') >= Date.parse(from);
}

/** Compares without regard to case, as QuickBooks does: `field IN ('a', 'b')`, or `field = 'a'`. */
function isOneOf(row: Fields, condition: string): boolean {
	const [, field, list] = /^(\w+) (?:IN \(|= )(.*?)\)?$/s.exec(condition) ?? [];
	if (field === undefined || list === undefined)
		throw new Error(`The fake company does not know the condition ${condition}`);
	const values = [...list.matchAll(/'((?:\\.|[^'\\])*)'/g)].map(([, text]) =>
		(text ?? '').replace(/\\(.)/g, '$1').toLowerCase(),
	);
	const value = field === 'PrimaryEmailAddr' ? (row[field] as Fields | undefined)?.Address : row[field];
	return value !== undefined && values.includes(String(value).toLowerCase());
}
