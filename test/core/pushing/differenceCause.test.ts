import { describe, expect, test } from '@jest/globals';
import { differenceCause, type LastSeen } from '../../../core/pushing/differenceCause';
import type { PushOutcome } from '../../../core/pushing/pushOutcome';
import type { HeldLevel } from '../../../core/availability/heldLevel';
import { component, reservation, sku, heldLevel } from '../../support/levels';

const NOON = '2026-11-23T12:00:00.000Z';

function outcome(before: number | null, wanted: number, changes: Partial<PushOutcome> = {}): PushOutcome {
	const known = {
		channel: 'ebay',
		sku: sku('MUG'),
		listingRef: '1',
		name: 'Mug',
		after: before,
		reason: null,
		retry: false,
		arithmetic: '',
		cause: null,
	};
	return { outcome: 'preview', before, wanted, ...known, ...changes };
}

const left = (units: number, failure: string | null = null): LastSeen => ({ units, at: NOON, wrote: true, failure });
const causeOf = (before: number, wanted: number, level: Partial<HeldLevel> = {}, last: LastSeen | null = null) =>
	differenceCause(outcome(before, wanted), heldLevel(level), last);

describe('Where a difference comes from (rules.md F6)', () => {
	test('there is none where the channel shows what it should', () => {
		expect(causeOf(7, 7)).toBeNull();
		expect(differenceCause(outcome(null, 7, { outcome: 'heldBack' }), heldLevel(), null)).toBeNull();
	});

	test('the sync left 7, and it shows 12: somebody changed it in the shop', () => {
		expect(causeOf(12, 7, {}, left(7))).toEqual({
			kind: 'editedInShop',
			text: 'The sync wrote 7 at 2026-11-23 12:00 UTC and now it shows 12: it was changed in the shop, or by another program',
		});
		expect(causeOf(12, 7, {}, { ...left(7), wrote: false })?.text).toMatch(
			/^It showed 7, as it should, at 2026-11-23 12:00 UTC and now it shows 12/,
		);
	});

	test('the sync left 7, and it shows 5: sold since if the orders say so, else changed in the shop', () => {
		expect(causeOf(5, 7, { soldLately: 2 }, left(7))?.kind).toBe('soldSince');
		expect(causeOf(5, 7, { soldLately: 1 }, left(7))?.kind).toBe('editedInShop');
		expect(causeOf(9, 7, { soldLately: 2 }, left(7))?.kind).toBe('editedInShop');
	});

	test('it stands as the sync left it: an open order elsewhere, or QuickBooks, has moved since', () => {
		expect(causeOf(7, 4, { reservations: [reservation({ quantity: 3 })] }, left(7))).toEqual({
			kind: 'soldSince',
			text: 'Sold or reserved, and not in QuickBooks yet: woocommerce 812',
		});
		expect(causeOf(7, 9, { changedAt: '2026-11-23T12:30:00.000Z' }, left(7))).toEqual({
			kind: 'changedInQuickBooks',
			text: 'QuickBooks changed it at 2026-11-23 12:30 UTC',
		});
		expect(causeOf(7, 9, { changedAt: '2026-11-23T11:30:00.000Z' }, left(7))?.kind).toBe('ordersOrRulesChanged');
	});

	test('the sync left 7 of 10 with 3 open, and a count found 20: that is QuickBooks, not the open order', () => {
		expect(
			causeOf(
				7,
				17,
				{ changedAt: '2026-11-23T12:30:00.000Z', quantityOnHand: 20, reservations: [reservation({ quantity: 3 })] },
				left(7),
			)?.kind,
		).toBe('changedInQuickBooks');
	});

	test('unpaid orders of the channel itself explain nothing there: it has not taken them off', () => {
		const unpaid = [reservation({ channel: 'ebay', quantity: 3, why: 'unpaid' })];
		expect(causeOf(7, 4, { reservations: unpaid }, left(7))?.kind).toBe('ordersOrRulesChanged');
	});

	test('the last write failed, and says why', () => {
		expect(causeOf(12, 7, {}, left(9, 'eBay answered 500'))).toEqual({
			kind: 'failedWrite',
			text: '9 could not be written at 2026-11-23 12:00 UTC: eBay answered 500',
		});
		expect(
			differenceCause(outcome(12, 7, { outcome: 'failed', reason: 'eBay answered 500' }), heldLevel(), left(12)),
		).toEqual({ kind: 'failedWrite', text: 'It could not be written: eBay answered 500' });
	});

	test('where nobody remembers, open orders of at least the difference explain it, a part of a bundle too', () => {
		const held = [reservation({ quantity: 3 })];
		expect(causeOf(7, 4, { reservations: held })?.kind).toBe('soldSince');
		expect(causeOf(7, 4, { components: [component({ reservations: held })] })?.kind).toBe('soldSince');
		expect(causeOf(8, 4, { reservations: held })?.kind).toBe('unknown');
		expect(causeOf(4, 7, { reservations: held })?.kind).toBe('unknown');
	});

	test('where nobody remembers, a change of the last half hour is on its way, an older one is not', () => {
		expect(causeOf(9, 7, { changedAt: '2026-11-23T09:30:00.000Z' })?.kind).toBe('changedInQuickBooks');
		expect(causeOf(9, 7, { changedAt: '2026-11-23T09:29:59.000Z' })).toEqual({
			kind: 'unknown',
			text: 'Changed in the shop, or not written at the time; n8n has been started since, and what was sent before is not remembered. QuickBooks has had its number since 2026-11-23 09:29 UTC.',
		});
	});

	test('there is none where the reason says it all: a SKU twice there, a channel that must not be written, an item without its opening quantity', () => {
		expect(differenceCause(outcome(12, 7, { outcome: 'ambiguous' }), heldLevel(), left(7))).toBeNull();
		expect(differenceCause(outcome(12, 7, { outcome: 'refused' }), heldLevel(), left(7))).toBeNull();
		expect(causeOf(50, 0, { awaitsOpening: true, quantityOnHand: -2 }, left(50))).toBeNull();
		expect(causeOf(50, 12, { awaitsOpening: true, quantityOnHand: 12 }, left(50))?.kind).toBe('ordersOrRulesChanged');
	});

	test('what has no listing was never matched, and what the shop does not count has no level', () => {
		expect(differenceCause(outcome(null, 7, { outcome: 'unknownSku' }), heldLevel(), null)?.kind).toBe('neverMatched');
		expect(differenceCause(outcome(null, 7, { outcome: 'notTracked' }), heldLevel(), left(7))?.kind).toBe('notTracked');
	});
});
