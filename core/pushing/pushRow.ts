import type { WithoutSkuOutcome } from '../model/itemWithoutSku';
import type { BreakerAlert } from './pushAlerts';
import type { PushOutcome } from './pushOutcome';

/** What Push Channel Stock says of one thing: the sentence for people first, what programs read last, and nothing that has no value. */
type PushRow = Readonly<Record<string, unknown>> & { readonly summary: string };

/** Of a listing, or of a level that has none. `channelName` is the channel's name for people. */
export function toPushRow(pushed: PushOutcome, channelName: string): PushRow {
	const { sku, name, before, wanted, after, reason, arithmetic, cause, outcome, channel, listingRef, retry } = pushed;
	return withoutGaps({
		summary: summaryOf(pushed, channelName),
		sku,
		name,
		before,
		wanted,
		after,
		reason,
		arithmetic,
		cause,
		outcome,
		channel,
		listingRef,
		retry,
	});
}

/** Of an item that has no SKU. */
export function toWithoutSkuRow({ name, reason, arithmetic, ...codes }: WithoutSkuOutcome): PushRow {
	return withoutGaps({ summary: `${name} reaches no channel: ${reason}`, name, reason, arithmetic, ...codes });
}

/** Of a whole run whose circuit breaker is open. */
export function toBreakerRow({ reason, ...codes }: BreakerAlert): PushRow {
	return { summary: reason, reason, ...codes };
}

function summaryOf({ outcome, sku, before, wanted, after, reason, arithmetic }: PushOutcome, channel: string): string {
	const shown = before ?? 'nothing';
	switch (outcome) {
		case 'written':
			return `${sku} on ${channel} ${shown} -> ${after ?? wanted} (${arithmetic})`;
		case 'preview':
			return `Preview: ${sku} on ${channel} ${shown} -> ${wanted} (${arithmetic})`;
		case 'unchanged':
			return `${sku} on ${channel} stays at ${shown} (${arithmetic})`;
		case 'unknownSku':
			return `${sku} on ${channel}: ${reason ?? 'The channel sells nothing under this SKU'}`;
		default:
			return `${sku} on ${channel} shows ${after ?? shown} and should show ${wanted}: ${reason ?? outcome}`;
	}
}

function withoutGaps<Row extends { readonly summary: string }>(row: Row): PushRow {
	const entries = Object.entries(row).filter(([, value]) => value !== null);
	return { ...Object.fromEntries(entries), summary: row.summary };
}
