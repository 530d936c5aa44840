import { describe, expect, test } from '@jest/globals';
import { readBooksSettings } from '../../../core/quickbooks/booksSettings';

describe('What holds for a company', () => {
	test.each([[{}], [{ ignoreCase: null }], [{ ignoreCase: '' }], [{ ignoreCase: false }]])(
		'is the usual where its credential says %j',
		(settings) => {
			expect(readBooksSettings(settings)).toEqual({ ignoreCase: false });
		},
	);

	test('is what its credential says, and is refused by the name of the field where it is of a wrong kind', () => {
		expect(readBooksSettings({ ignoreCase: true })).toEqual({ ignoreCase: true });
		expect(() => readBooksSettings({ ignoreCase: 'yes' })).toThrow(
			'QuickBooks credential.Ignore Case of SKUs should be true or false',
		);
	});
});
