import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findAttribute, childrenOf, escapeXml, readXml, findText } from '../../../core/reading/readXml';
import { UnreadableError } from '../../../core/reading/readUnknown';

const reading = (xml: unknown) => () => readXml(xml, 'reply');

describe('a small XML document', () => {
	test('becomes elements with their text, whatever attributes, comments and spaces stand between them', () => {
		const xml = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
			<Reply xmlns='urn:x' a = "1">
				<!-- two -> items -->
				<Item currencyID="USD">12.50</Item><Item/>
				<Deep><ns:Inner> kept </ns:Inner></Deep>
			</Reply>`;
		const root = readXml(xml, 'reply');

		expect(root.name).toBe('Reply');
		expect(childrenOf(root, 'Item').map(({ text }) => text)).toEqual(['12.50', '']);
		expect(findText(root, 'Deep', 'ns:Inner')).toBe('kept');
		expect(findText(root, 'Item', 'Missing')).toBeNull();
	});

	test('has its five entities, its character references and its CDATA resolved', () => {
		const root = readXml('<a>&lt;b&gt; &amp;amp; &quot;&apos; &#65;&#x1F600; <![CDATA[<raw> & ]]></a>', 'reply');
		expect(root.text).toBe('<b> &amp; "\' A\u{1F600} <raw> &');
	});

	test('gives back any text that was escaped into it', () => {
		const anyText = fc.string({ unit: fc.constantFrom('a', ' ', '<', '>', '&', '"', "'", ';', ']', 'é', '😀', '#') });
		fc.assert(fc.property(anyText, (text) => readXml(`<a>${escapeXml(text)}</a>`, 'reply').text === text.trim()));
	});
});

describe('what is no such document is unreadable', () => {
	test.each([
		['a DTD with an entity of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
		['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
		['an entity that nobody defined', '<a>&nbsp;</a>'],
		['a bare ampersand', '<a>R&D</a>'],
		['a character that XML forbids', '<a>&#0;</a>'],
		['a processing instruction', '<?php echo 1 ?><a/>'],
		['tags that cross', '<a><b></a></b>'],
		['an element that is never closed', '<a><b></b>'],
		['a closing tag too many', '<a></a></b>'],
		['two roots', '<a/><b/>'],
		['text beside the root', '<a/>and more'],
		['a declaration in the middle', '<a/><?xml version="1.0"?>'],
		['an attribute without quotes', '<a b=1/>'],
		['nothing', ''],
		['JSON', '{"errors":[]}'],
		['HTML with an unclosed tag', '<html><body><br></body></html>'],
		['a value that is not text', { a: 1 }],
	])('%s', (_name, xml) => {
		expect(reading(xml)).toThrow(UnreadableError);
	});

	test('elements nested deeper than any reply', () => {
		expect(reading('<a>'.repeat(32) + '</a>'.repeat(32))).not.toThrow();
		expect(reading('<a>'.repeat(33) + '</a>'.repeat(33))).toThrow('at most 32 levels');
	});

	test('a text longer than the bridge lets through', () => {
		expect(reading(`<a>${' '.repeat(32 * 1024 * 1024)}</a>`)).toThrow('32 MB');
	});
});

describe('an attribute', () => {
	test('is found by its name, whichever quotes it stands in and whatever stands beside it', () => {
		const root = readXml(`<Price xmlns="urn:x" currencyID = 'USD' mycurrency="EUR">1</Price>`, 'reply');
		expect([
			findAttribute(root, 'currencyID'),
			findAttribute(root, 'currency'),
			findAttribute(null, 'currencyID'),
		]).toEqual(['USD', null, null]);
	});
});
