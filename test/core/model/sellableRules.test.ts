import { describe, expect, test } from '@jest/globals';
import { NO_RULES, readSellableRules } from '../../../core/model/sellableRules';

const read = (fields: Readonly<Record<string, unknown>>) => readSellableRules(fields, (field) => `here.${field}`);

describe('What a channel may show', () => {
	test('is all of it where nothing is said, and a maximum of 0 is no limit', () => {
		expect(read({})).toEqual(NO_RULES);
		expect(read({ buffer: '', percentage: null, minimum: ' ', maximum: 0 })).toEqual(NO_RULES);
	});

	test('is what numbers say, as numbers or as text', () => {
		expect(read({ buffer: '2', percentage: 60, minimum: '3', maximum: 20 })).toEqual({
			buffer: 2,
			percent: 60,
			minimum: 3,
			maximum: 20,
		});
	});

	test.each([
		[{ buffer: -1 }, 'here.Buffer should be a whole number from 0 on'],
		[{ buffer: 1.5 }, 'here.Buffer should be a whole number'],
		[{ percentage: '60 %' }, 'here.Percentage should be a number'],
		[{ percentage: 120 }, 'here.Percentage should be a percentage of at most 100: the same unit cannot be sold twice'],
		[
			{ percentage: 0 },
			'here.Percentage should be a percentage from 1 to 100; 100 shows all. With 0 all that it counts for would be sold out: to keep units back, enter a Buffer',
		],
		[
			{ minimum: 10, maximum: 5 },
			'here.Minimum should be at most 5, the Maximum, since fewer units than the Minimum are shown as none. Lower it, or raise the Maximum',
		],
	])('%j is refused by the name of the field, with the way out', (fields, words) => {
		expect(() => read(fields)).toThrow(words);
	});
});
