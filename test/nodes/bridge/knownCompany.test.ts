import { describe, expect, test } from '@jest/globals';
import { withCachedCompany } from '../../../nodes/bridge/credentials/cachedCompany';
import type { Company, QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';

const NOON = Date.parse('2026-11-23T12:00:00Z');

/** A company of its own, and how often it was asked what it is like. */
function bookkeeper(realmId: string, answers: ReadonlyArray<Company | Error> = [{ homeCurrency: 'USD' } as Company]) {
	let asked = 0;
	const client = {
		realmId,
		requestsMade: () => asked,
		company: async () => await answered(answers[Math.min(asked++, answers.length - 1)]),
	} as unknown as QuickBooksClient;
	return {
		asked: () => asked,
		at: async (minutes: number) => await withCachedCompany(client, NOON + minutes * 60_000).company(),
	};
}

async function answered(answer: Company | Error | undefined): Promise<Company> {
	if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no answer');
	return await Promise.resolve(answer);
}

describe('What a company is like', () => {
	test('is asked for once an hour, by whatever run', async () => {
		const books = bookkeeper('one');
		expect(await books.at(0)).toEqual({ homeCurrency: 'USD' });
		await books.at(59);
		expect(books.asked()).toBe(1);
		await books.at(60);
		expect(books.asked()).toBe(2);
	});

	test('is known of that company alone', async () => {
		const [one, other] = [bookkeeper('two'), bookkeeper('three', [{ homeCurrency: 'CAD' } as Company])];
		await one.at(0);
		expect(await other.at(0)).toEqual({ homeCurrency: 'CAD' });
	});

	test('is not known where it could not be told', async () => {
		const books = bookkeeper('four', [new Error('down'), { homeCurrency: 'USD' } as Company]);
		await expect(books.at(0)).rejects.toThrow('down');
		expect(await books.at(1)).toEqual({ homeCurrency: 'USD' });
	});
});
