import { expect, test } from '@jest/globals';
import { processMemory } from '../../../core/memory/processMemory';
import { companyOf, countReads, readsOfMonth } from '../../../core/quickbooks/monthlyReads';

test('The reads of a company are counted by its month, since the process began', async () => {
	const memory = processMemory();
	await countReads(memory, '9', { reads: 2, now: '2026-11-28T10:00:00.000Z' });
	await countReads(memory, '9', { reads: 1, now: '2026-11-30T23:59:59.000Z' });
	await countReads(memory, '8', { reads: 7, now: '2026-11-30T10:00:00.000Z' });
	expect(await readsOfMonth(memory, '9', '2026-11-30T23:59:59.999Z')).toEqual({
		reads: 3,
		since: '2026-11-28T10:00:00.000Z',
	});
});

test.each([
	['2026-11-30T10:00:00.000Z', '2026-12-01T00:01:00.000Z'],
	['2026-12-30T10:00:00.000Z', '2027-01-01T00:01:00.000Z'],
])('A month whose month before was counted is known as a whole: %s, %s', async (before, now) => {
	const memory = processMemory();
	await countReads(memory, '9', { reads: 5, now: before });
	await countReads(memory, '9', { reads: 1, now });
	expect(await readsOfMonth(memory, '9', now)).toEqual({ reads: 1, since: null });
});

test.each([
	['https://quickbooks.api.intuit.com/v3/company/9341453/query?query=x', '9341453'],
	['http://books/v3/company/9/companyinfo/9', '9'],
	['http://books/v3/company/9', '9'],
	['https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer', null],
])('The company of %s is %s', (url, company) => {
	expect(companyOf(url)).toBe(company);
});
