import { DateTime } from 'luxon';
import type { EbayState } from '../state.mts';

/** eBay counts a listing's revisions by its own calendar day. */
function revisionKey(listingId: string): string {
	return `${listingId} ${DateTime.now().setZone('America/Los_Angeles').toISODate()}`;
}

export function mayRevise(state: EbayState, listingId: string): boolean {
	return (state.revisions.get(revisionKey(listingId)) ?? 0) < state.settings.revisionsPerDay;
}

export function countRevision(state: EbayState, listingId: string): void {
	const key = revisionKey(listingId);
	state.revisions.set(key, (state.revisions.get(key) ?? 0) + 1);
}
