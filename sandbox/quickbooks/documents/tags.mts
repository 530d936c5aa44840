import type { Company } from '../company.mts';
import { textAt, type Json } from '../json.mts';
import { referred, refTo } from '../references.mts';
import { badReference, businessRule } from '../ruleFault.mts';

/** Class and location of a whole document, where the preferences track them. Throws RuleFault. */
export function documentTags(company: Company, document: Json): Json {
	const { classTrackingPerTxn, trackDepartments } = company.settings;
	const project = textAt(document, 'ProjectRef', 'value');
	if (project !== null) throw badReference('Project', project);
	return {
		...tag(company, document, { field: 'ClassRef', entity: 'Class', tracked: classTrackingPerTxn }),
		...tag(company, document, { field: 'DepartmentRef', entity: 'Department', tracked: trackDepartments }),
	};
}

/** The class of a line, where the preferences track classes by line. Throws RuleFault. */
export function lineClass(company: Company, detail: Json): Json {
	return tag(company, detail, {
		field: 'ClassRef',
		entity: 'Class',
		tracked: company.settings.classTrackingPerTxnLine,
	});
}

function tag(
	company: Company,
	fields: Json,
	{
		field,
		entity,
		tracked,
	}: { readonly field: string; readonly entity: 'Class' | 'Department'; readonly tracked: boolean },
): Json {
	const row = referred(company, entity, fields, field);
	if (row === null) return {};
	if (!tracked) throw businessRule(`${field} can not be used here: the company's preferences do not track it.`);
	return { [field]: refTo(row) };
}
