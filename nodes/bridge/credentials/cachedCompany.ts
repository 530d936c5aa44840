import type { Company, QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { memory } from '../memory/memory';

/** Milliseconds. */
const CACHED_FOR = 3600_000;

const companies = memory.store<{ readonly company: Company; readonly at: number }>('company');

/**
 * The same client, to read documents with: what the company is like is asked for once an hour in a process and not in every run, which
 * saves two metered reads. Not for posting, which rests on the switches as they are now. `now` is in milliseconds since the epoch.
 */
export function withCachedCompany(client: QuickBooksClient, now: number): QuickBooksClient {
	const { realmId } = client;
	return {
		...client,
		company: async () => {
			const known = (await companies.read([realmId])).get(realmId);
			if (known !== undefined && now < known.at + CACHED_FOR) return known.company;
			const company = await client.company();
			await companies.write(new Map([[realmId, { company, at: now }]]));
			return company;
		},
	};
}
