import { readWholeNumber, UnreadableError, type Fields } from '../reading/readUnknown';

/** What a channel is allowed to show of what is available (rules.md E6). Units are whole. */
export interface SellableRules {
	/** Units kept back. */
	readonly buffer: number;
	/** Of what is left after the buffer; 100 is all of it. */
	readonly percent: number;
	/** Fewer than this are shown as 0; 0 for no such rule. */
	readonly minimum: number;
	/** No more than this is shown; null for no limit. */
	readonly maximum: number | null;
}

/** The rules of one SKU. */
export interface SkuRules extends SellableRules {
	/** What keeps the SKU from its level; missing where nothing does. */
	readonly hold?: RuleHold;
}

export interface RuleHold {
	/** For people. */
	readonly reason: string;
	/** True where somebody chose it; false where his rule cannot be used. */
	readonly isChosen: boolean;
	/** True where the level still goes down, to what is available at the most. */
	readonly lowers: boolean;
}

export const NO_RULES: SellableRules = { buffer: 0, percent: 100, minimum: 0, maximum: null };

/**
 * Reads the rules out of a form or a row. An empty or missing field is no such rule, and so is a maximum of 0. `place` gives the place of a field, as
 * people call it. Throws UnreadableError for a value of a wrong kind and for values that contradict each other.
 */
export function readSellableRules(
	{ buffer, percentage, minimum, maximum }: Fields,
	place: (field: string) => string,
): SellableRules {
	const most = readUnits(maximum, place('Maximum'));
	const least = readUnits(minimum, place('Minimum'));
	if (most > 0 && least > most)
		throw new UnreadableError(
			place('Minimum'),
			`at most ${most}, the Maximum, since fewer units than the Minimum are shown as none. Lower it, or raise the Maximum`,
		);
	return {
		buffer: readUnits(buffer, place('Buffer')),
		percent: readPercentage(percentage, place('Percentage')),
		minimum: least,
		maximum: most === 0 ? NO_RULES.maximum : most,
	};
}

function readUnits(value: unknown, path: string): number {
	const units = isEmptyField(value) ? 0 : readWholeNumber(value, path);
	if (units < 0) throw new UnreadableError(path, 'a whole number from 0 on; 0 is no such rule');
	return units;
}

function readPercentage(value: unknown, path: string): number {
	const percent = isEmptyField(value) ? NO_RULES.percent : readWholeNumber(value, path);
	if (percent > 100) throw new UnreadableError(path, 'a percentage of at most 100: the same unit cannot be sold twice');
	if (percent < 1)
		throw new UnreadableError(
			path,
			'a percentage from 1 to 100; 100 shows all. With 0 all that it counts for would be sold out: to keep units back, enter a Buffer',
		);
	return percent;
}

/** As the editor leaves a field that was never filled in, or was emptied. */
export function isEmptyField(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
