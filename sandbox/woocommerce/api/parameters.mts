import { isRestDate } from './dates.mts';
import { invalidParameters, type InvalidParameter } from './errors.mts';

/** How WordPress checks one parameter, in the query or in a body. */
export type Rule =
	| { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
	| { readonly type: 'boolean' }
	| { readonly type: 'string'; readonly oneOf?: readonly string[]; readonly date?: true }
	| { readonly type: 'list'; readonly of: Rule }
	| { readonly type: 'objects' };

export type Rules = Readonly<Record<string, Rule>>;

/** Throws rest_invalid_param with every parameter that breaks its rule; unknown parameters and nulls pass. */
export function checkParameters(values: Readonly<Record<string, unknown>>, rules: Rules): void {
	const faults: Record<string, InvalidParameter> = {};
	for (const [name, rule] of Object.entries(rules)) {
		const value = values[name];
		const fault = value === undefined || value === null ? null : faultOf(value, rule, name);
		if (fault !== null) faults[name] = fault;
	}
	if (Object.keys(faults).length > 0) throw invalidParameters(faults);
}

function faultOf(value: unknown, rule: Rule, name: string): InvalidParameter | null {
	if (rule.type === 'integer') return integerFault(value, rule, name);
	if (rule.type === 'boolean') return isBoolean(value) ? null : wrongType(name, 'boolean');
	if (rule.type === 'string') return stringFault(value, rule, name);
	if (rule.type === 'objects') return isListOfObjects(value) ? null : wrongType(name, 'array');
	const faults = readList(value).map((entry, index) => faultOf(entry, rule.of, `${name}[${index}]`));
	return faults.find((fault) => fault !== null) ?? null;
}

function integerFault(
	value: unknown,
	rule: { minimum?: number; maximum?: number },
	name: string,
): InvalidParameter | null {
	if (!isInteger(value)) return wrongType(name, 'integer');
	const { minimum, maximum } = rule;
	const number = Number(value);
	if ((minimum === undefined || number >= minimum) && (maximum === undefined || number <= maximum)) return null;
	return { code: 'rest_out_of_bounds', message: `${name} must be ${boundsText(minimum, maximum)}`, data: null };
}

function boundsText(minimum: number | undefined, maximum: number | undefined): string {
	if (minimum !== undefined && maximum !== undefined)
		return `between ${minimum} (inclusive) and ${maximum} (inclusive)`;
	return minimum === undefined ? `less than or equal to ${maximum}` : `greater than or equal to ${minimum}`;
}

function stringFault(
	value: unknown,
	rule: { oneOf?: readonly string[]; date?: true },
	name: string,
): InvalidParameter | null {
	if (typeof value !== 'string') return wrongType(name, 'string');
	if (rule.date === true && !isRestDate(value))
		return { code: 'rest_invalid_date', message: 'Invalid date.', data: null };
	if (rule.oneOf === undefined || rule.oneOf.includes(value)) return null;
	const choices = rule.oneOf.join(', ');
	return { code: 'rest_not_in_enum', message: `${name} is not one of ${choices}.`, data: { enum: rule.oneOf } };
}

function wrongType(name: string, type: string): InvalidParameter {
	return { code: 'rest_invalid_type', message: `${name} is not of type ${type}.`, data: { param: name } };
}

/** 7, 7.0 and "7" are integers to WordPress; "", "abc" and 2.5 are not. */
function isInteger(value: unknown): boolean {
	if (typeof value === 'number') return Number.isInteger(value);
	return typeof value === 'string' && value.trim() !== '' && Number.isInteger(Number(value));
}

function isBoolean(value: unknown): boolean {
	if (typeof value === 'string') return ['', 'false', 'true', '0', '1'].includes(value.toLowerCase());
	return typeof value === 'boolean' || value === 0 || value === 1;
}

function isListOfObjects(value: unknown): boolean {
	return (
		Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry))
	);
}

/** A list is an array or text with commas. */
export function readList(value: unknown): string[] {
	if (Array.isArray(value)) return value.map(String);
	return String(value)
		.split(/[\s,]+/)
		.filter((part) => part !== '');
}

export function readBoolean(value: unknown): boolean {
	if (typeof value === 'string') return !['', 'false', '0'].includes(value.toLowerCase());
	return Boolean(value);
}
