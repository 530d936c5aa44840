import { isDay } from '../dates.mts';
import { isJson, type Json } from '../json.mts';
import { badChoice, badEmail, badNumber, RuleFault, unknownProperty, wrongLength } from '../ruleFault.mts';

/** Takes a value of a request over, or throws the fault that QuickBooks would answer. */
export type Reader = (value: unknown, name: string) => unknown;

/** What QuickBooks sends but does not take: ignored, as when a client sends an entity back. */
export const readOnly: Reader = () => undefined;

export function text(max = 4000): Reader {
	return (value, name) => {
		if (typeof value !== 'string' && typeof value !== 'number') throw unknownProperty(name);
		if (String(value).length > max) throw wrongLength(name, max);
		return String(value);
	};
}

export const decimal: Reader = (value, name) => {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > 99_999_999_999)
		throw badNumber(name);
	return number;
};

export const flag: Reader = (value, name) => {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw unknownProperty(name);
};

export const day: Reader = (value, name) => {
	if (typeof value === 'string' && isDay(value.slice(0, 10))) return value.slice(0, 10);
	throw new RuleFault('2010', 'Invalid Date', `Invalid date : ${name}`, name);
};

export function oneOf(...choices: readonly string[]): Reader {
	return (value, name) => {
		if (typeof value === 'string' && choices.includes(value)) return value;
		throw badChoice(name, String(value));
	};
}

export const emailAddress: Reader = (value, name) => {
	const address = text(100)(value, name);
	if (typeof address === 'string' && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) return address;
	throw badEmail(name);
};

/** An object with these fields and no other. `null` stays: it empties a field in a sparse update. */
export function fields(readers: Readonly<Record<string, Reader>>): (value: unknown, name: string) => Json {
	return (value, name) => {
		if (!isJson(value)) throw unknownProperty(name);
		const read: Json = {};
		for (const [field, content] of Object.entries(value)) {
			const reader = Object.hasOwn(readers, field) ? readers[field] : undefined;
			if (reader === undefined) throw unknownProperty(field);
			const taken = content === null ? null : reader(content, field);
			if (taken !== undefined) read[field] = taken;
		}
		return read;
	};
}

export function each(reader: Reader): Reader {
	return (value, name) => {
		if (!Array.isArray(value)) throw unknownProperty(name);
		return value.map((entry) => reader(entry, name));
	};
}
