/** A value that a careless or ill-willed source may put anywhere, with a name to report it by. */
export interface Hostile {
	readonly name: string;
	readonly value: unknown;
}

const DEEP = 10_000;
const LONG = 100_000;

/** JSON nested so many levels deep, made without recursion. */
function nested(wrap: (inside: unknown) => unknown): unknown {
	let value: unknown = 'inside';
	for (let level = 0; level < DEEP; level++) value = wrap(value);
	return value;
}

/** As JSON.parse makes it: an own key called __proto__. */
function parsed(json: string): unknown {
	return JSON.parse(json) as unknown;
}

const TEXTS: readonly string[] = [
	'',
	' ',
	'0',
	'-1',
	'1.005',
	'12.34',
	'1e3',
	'1e308',
	'1e-320',
	'1e999',
	'NaN',
	'Infinity',
	'0x10',
	'9007199254740993',
	'999999999999999',
	'.5',
	'5.',
	'1,50',
	'true',
	'false',
	'null',
	'undefined',
	'[object Object]',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'\uD800',
	'a\uDFFF',
	'\u0000',
	'\u00A0',
	'\uFEFF',
	'2026-13-45',
	'0000-00-00',
	'0000-01-01T00:00:00',
	'2026-02-30',
	'2026-01-01',
	'2026-01-01T25:61:00Z',
	'+275760-09-13T00:00:00Z',
	'-000001-01-01T00:00:00Z',
	'9999-12-31T23:59:59-14:00',
	'Mon, 32 Jan 2026 00:00:00 +0000',
	'2026-W01-1',
	'%',
	'%E0%A4%A',
	'inventory:%',
	'trading:%zz',
	'http://',
	'https://x:99999/',
	'https://[/',
	'EUR',
	'JPY',
	'usd',
	'KWD',
	'&constructor;',
	'<a>&__proto__;</a>',
	'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
	'[qbosync:1 o=a v=2026-01-01T00:00:00.000Z f=x g=1e9 c=y l=..]',
];

const NUMBERS: readonly number[] = [
	0,
	-0,
	1,
	-1,
	0.1,
	1.005,
	1e21,
	1e308,
	-1e308,
	5e-324,
	1e-7,
	2 ** 53,
	2 ** 53 + 2,
	-(2 ** 53) - 2,
	2 ** 31,
	999_999_999_999_999,
	0.5,
];

const LONG_TEXTS: readonly Hostile[] = [
	{ name: 'spaces', value: ' '.repeat(LONG) },
	{ name: 'letters', value: 'a'.repeat(LONG) },
	{ name: 'digits', value: '1'.repeat(LONG) },
	{ name: 'zeros behind a point', value: `0.${'0'.repeat(LONG)}1` },
	{ name: 'an address full of slashes', value: `https://x.test/${'/'.repeat(LONG)}x` },
	{ name: 'an address full of paths', value: `https://x.test${'/wp-json'.repeat(LONG / 10)}\nx` },
	{ name: 'tags', value: '<a>'.repeat(LONG / 10) },
	{ name: 'attributes', value: `<a ${'b="c" '.repeat(LONG / 10)}` },
	{ name: 'ampersands', value: `<a>${'&'.repeat(LONG)}</a>` },
	{ name: 'brackets', value: '['.repeat(LONG) },
	{ name: 'markers', value: '[qbosync:1 '.repeat(LONG / 10) },
	{ name: 'lines', value: 'a\n'.repeat(LONG / 2) },
	{ name: 'halves of characters', value: '\uD800'.repeat(LONG) },
];

const SHAPES: readonly Hostile[] = [
	{ name: 'null', value: null },
	{ name: 'true', value: true },
	{ name: 'false', value: false },
	{ name: '[]', value: [] },
	{ name: '{}', value: {} },
	{ name: '[null]', value: [null] },
	{ name: '[[]]', value: [[]] },
	{ name: '[{}]', value: [{}] },
	{ name: '["a", 1, null, {}]', value: ['a', 1, null, {}] },
	{ name: 'a thousand nulls', value: Array.from({ length: 1000 }, () => null) },
	{ name: 'a thousand objects', value: Array.from({ length: 1000 }, (_, id) => ({ id })) },
	{ name: '{"value": null}', value: { value: null } },
	{ name: '{"toString": null}', value: parsed('{"toString":null,"valueOf":null}') },
	{
		name: '{"toString": 1, "length": 1e9}',
		value: parsed('{"toString":1,"valueOf":1,"length":1000000000,"toJSON":1}'),
	},
	{ name: '{"__proto__": {"polluted": 1}}', value: parsed('{"__proto__":{"polluted":1,"toString":null}}') },
	{ name: '{"constructor": {"prototype": …}}', value: parsed('{"constructor":{"prototype":{"polluted":1}}}') },
	{ name: 'lists 10,000 levels deep', value: nested((inside) => [inside]) },
	{ name: 'objects 10,000 levels deep', value: nested((inside) => ({ a: inside })) },
];

export const HOSTILE: readonly Hostile[] = [
	...SHAPES,
	...NUMBERS.map((value) => ({ name: Object.is(value, -0) ? '-0' : String(value), value })),
	...TEXTS.map((value) => ({ name: JSON.stringify(value), value })),
	...LONG_TEXTS,
];

/** Names that mean something to JavaScript. */
export const HOSTILE_KEYS: readonly string[] = [
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'length',
	'',
	'0',
	'lines',
	'quantityOnHand',
];
