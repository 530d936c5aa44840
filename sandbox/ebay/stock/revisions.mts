import { DateTime } from 'luxon';
import type { EbayState } from '../state.mts';

/** eBay counts a listing's revisions by its own calendar day. */
function revisionKey(state: EbayState, listingId: string): string {
	return `${listingId} ${DateTime.fromMillis(state.now(), { zone: 'America/Los_Angeles' }).toISODate()}`;
}

export function mayRevise(state: EbayState, listingId: string): boolean {
	return (state.revisions.get(revisionKey(state, listingId)) ?? 0) < state.settings.revisionsPerDay;
}

export function countRevision(state: EbayState, listingId: string): void {
	const key = revisionKey(state, listingId);
	state.revisions.set(key, (state.revisions.get(key) ?? 0) + 1);
}
