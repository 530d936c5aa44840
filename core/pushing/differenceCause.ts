import { addSeconds, momentInWords, type Moment } from '../model/moment';
import { reservationsOn, describeOrders, type Reservation, totalUnits } from '../model/reservation';
import type { HeldLevel } from '../availability/heldLevel';
import type { DifferenceCause, PushOutcome } from './pushOutcome';

/** What a run left on a listing, or failed to leave there. */
export interface LastSeen {
	readonly units: number;
	readonly at: Moment;
	/** True when the run wrote it; false when it stood there already. */
	readonly wrote: boolean;
	/** Why it could not be written; null when the channel showed it. */
	readonly failure: string | null;
}

/** A change this young is still on its way through the workflow, seconds. */
const ON_ITS_WAY = 30 * 60;

/**
 * The cause of a difference, by the arithmetic of the level and by what we left on the listing last; null where the channel shows what it
 * should. `last` is null where nobody remembers.
 */
export function differenceCause(outcome: PushOutcome, level: HeldLevel, last: LastSeen | null): DifferenceCause | null {
	const { before, wanted } = outcome;
	if (outcome.outcome === 'unknownSku')
		return { kind: 'neverMatched', text: 'The channel sells nothing under this SKU' };
	if (outcome.outcome === 'notTracked')
		return { kind: 'notTracked', text: 'The channel does not count the stock of this product' };
	if (outcome.outcome === 'failed')
		return { kind: 'failedWrite', text: `It could not be written: ${outcome.reason ?? 'the channel gives no reason'}` };
	if (before === null || before === wanted || saysItAll(outcome, level)) return null;
	const open = openOrdersOn(outcome.channel, level);
	if (last?.failure != null)
		return {
			kind: 'failedWrite',
			text: `${last.units} could not be written at ${momentInWords(last.at)}: ${last.failure}`,
		};
	return last === null
		? withoutMemory(before - wanted, level, open)
		: withMemory({ before, wanted }, level, { last, open });
}

/** SKUs that are twice there, channels that must not be written, items without an opening quantity: what is wrong there is the cause. */
function saysItAll({ outcome }: PushOutcome, { awaitsOpening, quantityOnHand }: HeldLevel): boolean {
	return outcome === 'ambiguous' || outcome === 'refused' || (awaitsOpening && quantityOnHand <= 0);
}

interface Figures {
	readonly before: number;
	readonly wanted: number;
}

function withMemory(
	{ before, wanted }: Figures,
	level: HeldLevel,
	{ last, open }: { readonly last: LastSeen; readonly open: readonly Reservation[] },
): DifferenceCause {
	const left = `${last.wrote ? `The sync wrote ${last.units}` : `It showed ${last.units}, as it should,`} at ${momentInWords(last.at)}`;
	if (before === last.units) {
		if (open.length > 0 && before > wanted) return soldSince(open);
		if (level.changedAt !== null && level.changedAt > last.at)
			return { kind: 'changedInQuickBooks', text: `QuickBooks changed it at ${momentInWords(level.changedAt)}` };
		return {
			kind: 'ordersOrRulesChanged',
			text: `${left}; the open orders or the rules of the channel have changed since`,
		};
	}
	const soldThere = last.units - before;
	if (soldThere > 0 && level.soldLately >= soldThere)
		return { kind: 'soldSince', text: `${left}, and ${soldThere} were sold since` };
	return {
		kind: 'editedInShop',
		text: `${left} and now it shows ${before}: it was changed in the shop, or by another program`,
	};
}

function withoutMemory(tooMany: number, level: HeldLevel, open: readonly Reservation[]): DifferenceCause {
	const { asOf, changedAt } = level;
	if (tooMany > 0 && tooMany <= totalUnits(open)) return soldSince(open);
	if (changedAt !== null && changedAt >= addSeconds(asOf, -ON_ITS_WAY))
		return { kind: 'changedInQuickBooks', text: `QuickBooks changed it at ${momentInWords(changedAt)}` };
	const since = changedAt === null ? '' : ` QuickBooks has had its number since ${momentInWords(changedAt)}.`;
	return {
		kind: 'unknown',
		text: `Changed in the shop, or not written at the time; n8n has been started since, and what was sent before is not remembered.${since}`,
	};
}

function soldSince(open: readonly Reservation[]): DifferenceCause {
	return { kind: 'soldSince', text: `Sold or reserved, and not in QuickBooks yet: ${describeOrders(open)}` };
}

function openOrdersOn(channel: string, { reservations, components }: HeldLevel): Reservation[] {
	return reservationsOn(channel, [...reservations, ...components.flatMap((part) => part.reservations)]);
}
