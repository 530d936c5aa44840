import { expect, test } from '@jest/globals';
import { groupBy } from '../../../core/model/groupBy';

test('rows stand with those of their key, groups and rows in the order in which they came', () => {
	const groups = groupBy(['pear', 'fig', 'plum', 'quince', 'fennel'], ([first]) => first);
	expect([...groups]).toEqual([
		['p', ['pear', 'plum']],
		['f', ['fig', 'fennel']],
		['q', ['quince']],
	]);
});

test('no rows make no groups', () => expect(groupBy([], String).size).toBe(0));
