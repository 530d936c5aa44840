import type { Company, QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';

/** Milliseconds. */
const KNOWN_FOR = 3600_000;

/** A process has to do with a handful. */
const MOST_KNOWN = 1000;

const known = new Map<string, { readonly company: Company; readonly at: number }>();

/**
 * The same client, to read documents with: what the company is like is asked for once an hour in a process and not in every run, which
 * saves two metered reads. Not for posting, which rests on the switches as they are now. `now` is in milliseconds since the epoch.
 */
export function withKnownCompany(client: QuickBooksClient, now: number): QuickBooksClient {
	return {
		...client,
		company: async () => {
			const before = known.get(client.realmId);
			if (before !== undefined && now < before.at + KNOWN_FOR) return before.company;
			const company = await client.company();
			if (known.size >= MOST_KNOWN) known.clear();
			known.set(client.realmId, { company, at: now });
			return company;
		},
	};
}
