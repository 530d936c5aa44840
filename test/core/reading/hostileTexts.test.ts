import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { skuLists } from '../../../core/channels/woocommerce/listings/skuLists';
import { toSku, type Sku } from '../../../core/model/sku';
import { allOf, equals, inLists, quoted, selectPage } from '../../../core/quickbooks/queryLanguage';
import { childrenOf, escapeXml, readXml, findText } from '../../../core/reading/readXml';

/** Texts that are made of what has a meaning somewhere on the way. */
const pieces = [
	"'",
	'\\',
	"\\'",
	'"',
	',',
	'%',
	'%41',
	'<',
	'>',
	'<b>',
	'&',
	';',
	'--',
	' OR ',
	') OR Sku IN (',
	'\n',
	'\r',
	'\t',
	'\u0000',
	'\u202E',
	'\u2066',
	'😀',
	'\uD83D',
	'\uDE00',
	'é',
	'A',
	'7',
	' ',
	']]>',
	'\uFFFE',
];
const hostile = fc
	.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 })), {
		minLength: 1,
		maxLength: 12,
	})
	.map((parts) => parts.join(''));
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** The string literals of a statement, read by QuickBooks' rule, and what stands around them. */
function literalsOf(statement: string): { values: string[]; around: string } {
	const values: string[] = [];
	let around = '';
	for (let at = 0; at < statement.length; at++) {
		if (statement[at] !== "'") {
			around += statement[at];
			continue;
		}
		let value = '';
		for (at++; statement[at] !== "'"; at++) {
			if (at >= statement.length) throw new Error('a literal is never closed');
			if (statement[at] === '\\') at++;
			value += statement[at];
		}
		values.push(value);
		around += '?';
	}
	return { values, around };
}

describe('a QuickBooks query', () => {
	test('holds any text as one literal, which gives the text back', () => {
		fc.assert(
			fc.property(hostile, (text) =>
				expect(literalsOf(quoted(text))).toEqual({ values: [wellFormed(text)], around: '?' }),
			),
			{ numRuns: 2000 },
		);
	});

	test('keeps its shape whatever is compared', () => {
		fc.assert(
			fc.property(hostile, hostile, (one, other) => {
				const statement = selectPage('Item', allOf(equals('Sku', one), equals('Name', other)), 1);
				expect(literalsOf(statement)).toEqual({
					values: [wellFormed(one), wellFormed(other)],
					around: 'SELECT * FROM Item WHERE Sku = ? AND Name = ? ORDERBY Id STARTPOSITION 1 MAXRESULTS 1000',
				});
			}),
			{ numRuns: 1000 },
		);
	});

	test('asks in its lists for each text once, for nothing else, and can be sent', () => {
		fc.assert(
			fc.property(fc.array(hostile, { maxLength: 120 }), (texts) => {
				const conditions = inLists('Sku', texts);
				const isAskable = (text: string) => [...text].every((character) => character <= '\u00ff');
				const [lists, patterns] = [/ IN /, / LIKE /].map((operator) =>
					conditions.map(literalsOf).filter(({ around }) => operator.test(around)),
				);
				const askable = new Set(texts.map(wellFormed).filter(isAskable));
				expect(lists?.flatMap(({ values }) => values).sort()).toEqual([...askable].sort());
				for (const { around } of lists ?? []) expect(around).toMatch(/^Sku IN \(\?(, \?)*\)$/);
				for (const { around } of patterns ?? []) expect(around).toBe('Sku LIKE ?');
				const asked = patterns?.flatMap(({ values }) => values).sort();
				const others = texts.filter((text) => !isAskable(text));
				expect(asked).toEqual([...new Set(others.map((text) => text.replace(/[\u0100-\uffff]+/g, '%')))].sort());
				for (const condition of conditions) expect(() => encodeURIComponent(condition)).not.toThrow();
			}),
		);
	});
});

/** WordPress' sanitize_text_field, as its documentation describes it, until nothing changes any more. */
function sanitized(text: string): string {
	const left = text
		.replace(/<[^>]*>?/g, '')
		.replace(/[\r\n\t ]+/g, ' ')
		.replace(/%[a-f0-9]{2}/gi, '')
		.trim();
	return left === text ? left : sanitized(left);
}

describe('the SKU lists for WooCommerce', () => {
	const skus = fc.array(
		hostile.map(toSku).filter((sku) => sku !== null),
		{ maxLength: 60 },
	);

	test('never ask for the whole shop, and can be sent', () => {
		fc.assert(
			fc.property(skus, (asked) => {
				for (const list of skuLists(asked)) {
					expect(sanitized(list.join(','))).not.toBe('');
					expect(() => encodeURIComponent(list.join(','))).not.toThrow();
				}
			}),
			{ numRuns: 1000 },
		);
	});

	test('lose no SKU that WordPress leaves as it is, whatever stands beside it', () => {
		const plain = ['PLAIN-1', 'PLAIN-2', "O'RING 3%"] as Sku[];
		fc.assert(
			fc.property(skus, (beside) => {
				const mixed = beside.flatMap((sku, place) => [sku, plain[place % 3] as Sku]).concat(plain);
				const found = skuLists(mixed).flatMap((list) => sanitized(list.join(',')).split(','));
				for (const sku of plain) expect(found).toContain(sku);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('an XML request to eBay', () => {
	test('holds any text as the text of one element, and is well-formed', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const xml = readXml(`<R><A>1</A><SKU>${escapeXml(text)}</SKU><A>2</A></R>`, 'request');
				expect(xml.children.map(({ name }) => name)).toEqual(['A', 'SKU', 'A']);
				const kept = text.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD').trim();
				expect(findText(xml, 'SKU')).toBe(kept === '' ? null : kept);
				expect(childrenOf(xml, 'SKU')[0]?.children).toEqual([]);
			}),
			{ numRuns: 2000 },
		);
	});

	test('keeps line breaks, which a reader of XML would make one of', () => {
		expect(escapeXml('a\r\nb\tc')).toBe('a&#13;&#10;b&#9;c');
	});
});

describe('a SKU', () => {
	test('is always something that an address can carry', () => {
		fc.assert(fc.property(hostile, (text) => expect(() => encodeURIComponent(toSku(text) ?? '')).not.toThrow()));
	});
});
