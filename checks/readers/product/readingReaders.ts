import { htmlText } from '../../../core/model/html';
import { rowKey } from '../../../core/http/unservedRow';
import * as unknowns from '../../../core/reading/readUnknown';
import { readAddressPart, readTypedAddress, readWebAddress } from '../../../core/reading/readWebAddress';
import { findChild, childrenOf, readXml, findText } from '../../../core/reading/readXml';
import { safeAddress } from '../../../credentials/safeAddress';
import type { Reader } from '../reader';

const at = (name: string) => `core/reading/readUnknown.ts#${name}`;

const xml = `<?xml version="1.0"?><Reply xmlns="urn:x"><!-- c --><Item id='1'>A &amp; B</Item><Item><![CDATA[<b>]]></Item></Reply>`;

/** What every other reader is made of. */
export const readingReaders: readonly Reader[] = [
	{
		name: 'core/model/html.ts#htmlText',
		sample: '<b title="x">',
		read: htmlText,
		trouble: (text: string) => (/[<>"']/.test(text) ? 'HTML is left in it' : null),
	},
	{
		name: 'core/http/unservedRow.ts#rowKey',
		sample: { id: 812, number: '812', total: 12.5, lines: [{ id: 1 }] },
		read: rowKey,
	},
	{ name: at('readFields'), sample: { a: 1 }, read: (raw) => unknowns.readFields(raw, 'x'), handsOn: true },
	{ name: at('listOrNone'), sample: [1], read: (raw) => unknowns.listOrNone(raw), handsOn: true },
	{ name: at('fieldsOrNone'), sample: { a: 1 }, read: (raw) => unknowns.fieldsOrNone(raw), handsOn: true },
	{ name: at('readList'), sample: ['a', 1], read: (raw) => unknowns.readList(raw, 'x', unknowns.readText) },
	{ name: at('readText'), sample: 'a', read: (raw) => unknowns.readText(raw, 'x') },
	{
		name: at('readNonEmptyText'),
		sample: 'a',
		read: (raw) => unknowns.readNonEmptyText(raw, 'x'),
		trouble: (text: string) => (text.trim() === text && text !== '' ? null : 'not trimmed, or empty'),
	},
	{ name: at('readNumber'), sample: 1.5, read: (raw) => unknowns.readNumber(raw, 'x') },
	{
		name: at('readWholeNumber'),
		sample: 5,
		read: (raw) => unknowns.readWholeNumber(raw, 'x'),
		trouble: (number: number) => (Number.isSafeInteger(number) ? null : 'not whole'),
	},
	{ name: at('readFlag'), sample: true, read: (raw) => unknowns.readFlag(raw, 'x') },
	{ name: at('readChoice'), sample: 'a', read: (raw) => unknowns.readChoice(raw, ['a', 'b'], 'x') },
	{ name: at('readOptional'), sample: 'a', read: (raw) => unknowns.readOptional(raw, 'x', unknowns.readText) },
	{
		name: at('readOptionalText'),
		sample: 'a',
		read: (raw) => unknowns.readOptionalText(raw, 'x'),
		trouble: (text: string | null) =>
			text === null || (text !== '' && text.trim() === text) ? null : 'not trimmed, or empty',
	},
	{
		name: at('textOr'),
		sample: 'a',
		read: (raw) => unknowns.textOr(raw, null),
		trouble: (text: string | null) =>
			text === null || (text !== '' && text.trim() === text) ? null : 'not trimmed, or empty',
	},
	{
		name: 'core/reading/readWebAddress.ts#readWebAddress',
		sample: 'https://shop.test/store/',
		read: (raw) => readWebAddress(raw, 'x'),
		trouble: (text: string) => (URL.canParse(text) && !text.endsWith('/') ? null : 'no address'),
	},
	{ name: at('readTyped'), sample: true, read: (raw) => unknowns.readTyped(raw, 'x') },
	{
		name: 'core/reading/readWebAddress.ts#readTypedAddress',
		sample: 'shop.test',
		read: (raw) => readTypedAddress(raw, 'x'),
	},
	{
		name: 'core/reading/readWebAddress.ts#readAddressPart',
		sample: 'abc',
		read: (raw) => encodeURIComponent(readAddressPart(raw, 'x')),
	},
	{ name: 'core/reading/readXml.ts#readXml', sample: xml, read: (raw) => readXml(raw, 'x') },
	{ name: 'core/reading/readXml.ts#findChild', sample: xml, read: (raw) => findChild(readXml(raw, 'x'), 'Item') },
	{ name: 'core/reading/readXml.ts#childrenOf', sample: xml, read: (raw) => childrenOf(readXml(raw, 'x'), 'Item') },
	{ name: 'core/reading/readXml.ts#findText', sample: xml, read: (raw) => findText(readXml(raw, 'x'), 'Item') },
	{
		name: 'credentials/safeAddress.ts#safeAddress',
		sample: 'https://shop.test',
		read: (raw) => safeAddress(raw, 'x'),
		mayThrow: (error) => error instanceof Error && error.message.startsWith('x should'),
	},
];
