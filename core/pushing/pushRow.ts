import type { MissingMember } from '../availability/missingMember';
import type { Oversold } from '../availability/oversold';
import type { ItemWithoutSku } from '../model/itemWithoutSku';
import type { Sku } from '../model/sku';
import type { ChannelDefinition } from '../channels/channelAdapter';
import type { BreakerAlert } from './pushAlerts';
import type { PushOutcome } from './pushOutcome';

/** What Push Channel Stock says of one thing: the sentence for people first, what programs read last, and nothing that has no value. */
export type PushRow = Readonly<Record<string, unknown>> & { readonly summary: string };

/** Of a listing, or of a level that has none. `channelName` is the channel's name for people. */
export function toPushRow(pushed: PushOutcome, channelName: string): PushRow {
	const { sku, name, productUrl, itemUrl, before, wanted, after, reason, arithmetic, cause } = pushed;
	const { outcome, channel, listingRef, retry } = pushed;
	return withoutGaps({
		summary: summaryOf(pushed, channelName),
		sku,
		name,
		productUrl,
		itemUrl,
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

/** Of an item that has no SKU, or that cannot be read. */
export function toWithoutSkuRow({
	name,
	itemUrl,
	reason,
	quantityOnHand,
	itemId,
	kind,
	asOf,
}: ItemWithoutSku): PushRow {
	const summary = `${name} reaches no channel: ${reason}`;
	return withoutGaps({ summary, name, itemUrl, quantityOnHand, reason, outcome: kind, itemId, asOf });
}

/** Of a whole run whose circuit breaker is open. */
export function toBreakerRow({ reason, ...codes }: BreakerAlert): PushRow {
	return { summary: reason, reason, ...codes };
}

/** Of a shop that was neither read nor written. */
export function toFailureRow(
	channel: ChannelDefinition,
	{ failure, isLeftOut }: { readonly failure: string; readonly isLeftOut: boolean },
): PushRow {
	const { displayName } = channel;
	const missed = isLeftOut
		? `. The first run after that looks through all of QuickBooks and mends what ${displayName} has missed`
		: '';
	const reason = `The stock of ${displayName} was not brought up to date: ${failure}${missed}`;
	return { summary: reason, reason, outcome: 'failed', channel: channel.id };
}

/** Of a shop of which not all open orders are known. */
export function toUnreadRow(channel: ChannelDefinition, reason: string): PushRow {
	const summary = `Levels go down and not up: ${reason}`;
	return { summary, reason: summary, outcome: 'openOrdersUnread', channel: channel.id };
}

/** Of an item of which more was sold than there is. */
export function toOversoldRow({ itemId, orders, ...forPeople }: Oversold): PushRow {
	const { sku, name, itemUrl, quantityOnHand, shortage, reason } = forPeople;
	const summary = `${sku} is oversold: ${reason}`;
	return withoutGaps({
		summary,
		sku,
		name,
		itemUrl,
		quantityOnHand,
		shortage,
		reason,
		orders,
		outcome: 'oversold',
		itemId,
	});
}

/** Of a variation that shares its stock, and of which QuickBooks has no level. */
export function toUnmatchedRow(
	{ sku, listing: { listingRef, name, productUrl } }: MissingMember,
	channel: ChannelDefinition,
): PushRow {
	const reason = `"${name}" shares its stock with others, and QuickBooks has no active item with a quantity under its SKU: the sum is not known, and nothing of it is written`;
	const summary = `${sku} on ${channel.displayName}: ${reason}`;
	return withoutGaps({ summary, sku, name, productUrl, reason, outcome: 'unmatched', channel: channel.id, listingRef });
}

/** Of a SKU that somebody asked for and that QuickBooks does not have. */
export function toUnknownSkuRow(sku: Sku): PushRow {
	const reason = 'QuickBooks has no active item with a quantity under this SKU';
	return { summary: `${sku}: ${reason}`, sku, reason, outcome: 'unknownSku' };
}

/** Of a look through all of QuickBooks. */
export function toComparedRow(compared: number, channelNames: readonly string[], differing: number): PushRow {
	const found = differing === 0 ? 'all agree' : `${differing} differed`;
	const summary = `${compared} levels of QuickBooks compared with ${channelNames.join(', ')}: ${found}`;
	return { summary, compared, differing, outcome: 'compared' };
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
			if (before === null && after === null) return `${sku} on ${channel}: ${reason ?? outcome}`;
			return `${sku} on ${channel} shows ${after ?? shown} and should show ${wanted}: ${reason ?? outcome}`;
	}
}

function withoutGaps<Row extends { readonly summary: string }>(row: Row): PushRow {
	const entries = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
	return { ...Object.fromEntries(entries), summary: row.summary };
}
