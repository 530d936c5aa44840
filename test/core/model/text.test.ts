import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutText, firstPlainText, isInBasicPlane, plainText } from '../../../core/model/text';

describe('Text for QuickBooks', () => {
	test.each([
		['Mug \u{1F1E8}\u{1F1E6} edition', 'Mug edition', 'a flag'],
		['Ana \u{1F44D}\u{1F3FD} Ruiz', 'Ana Ruiz', 'a skin tone'],
		['\u{1F468}\u200D\u{1F469}\u200D\u{1F467} Lee', 'Lee', 'a family with its joiners'],
		['Love \u2764\uFE0F', 'Love', 'a selector'],
		['1\uFE0F\u20E3 mug', '1 mug', 'a keycap'],
		['\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} tea', 'tea', 'a flag of tags'],
		['\u{1D4D0}\u{1D4F7}\u{1D4EA}', 'Ana', 'fancy letters'],
		['\u{20BB7}野', '?野', 'a rare Han character'],
		['half \uD83C of one', 'half of one', 'half a character'],
		['Zoë © 2026 — 日本', 'Zoë © 2026 — 日本', 'letters of any alphabet'],
	])('%j is %j: %s', (text, plain) => {
		expect(plainText(text, 100)).toBe(plain);
	});

	test('is never cut in the middle of a character, or between a letter and its accent', () => {
		expect(plainText(`${'a'.repeat(399)}\u{20BB7}`, 400)).toBe(`${'a'.repeat(399)}?`);
		expect(plainText('abe\u0301', 3)).toBe('ab');
		expect(cutText('ab\u{1F44D}', 3)).toBe('ab');
	});

	test('holds nothing beyond the basic plane and is no longer than asked, whatever it was made of', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 40 }), (text, longest) => {
				const plain = plainText(text, longest);
				expect(isInBasicPlane(plain)).toBe(true);
				expect(plain.length).toBeLessThanOrEqual(longest);
				expect(plainText(plain, longest)).toBe(plain);
			}),
		);
	});

	test('gives way to the next where nothing of it is left to read', () => {
		expect(firstPlainText(['\u{1F44D}', null, '\u{20BB7}\u{20BB7}', 'Ana'], 100)).toBe('Ana');
		expect(firstPlainText(['\u{1F44D}'], 100)).toBeNull();
	});
});
