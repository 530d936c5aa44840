import { describe, expect, test } from '@jest/globals';
import { tooMuchReason, isNeverTooMuch, isExplainedZero } from '../../../core/pushing/circuitBreaker';
import { increaseObjection } from '../../../core/pushing/increaseRules';
import { component, stockLevel } from '../../support/levels';

const readAt = '2026-11-23T10:00:00.000Z';
const known = { channels: ['ebay', 'woocommerce'], readAt, trouble: null };
const rules = { channel: 'ebay', withoutOpenOrders: false, now: Date.parse(readAt) + 60_000 };

describe('A1: a level goes up only on reads that are complete and fresh', () => {
	test('it may when the open orders of all channels were read a minute ago', () =>
		expect(increaseObjection(stockLevel({ openOrders: known }), rules)).toBeNull());

	test('it may not without Hold Back Open Sales, unless the user wants it', () => {
		expect(increaseObjection(stockLevel(), rules)).toMatchObject({
			reason: expect.stringContaining('Hold Back Open Sales'),
			retry: false,
		});
		expect(increaseObjection(stockLevel(), { ...rules, withoutOpenOrders: true })).toBeNull();
	});

	test('it may not where a channel could not be read, and comes again when that may pass', () => {
		const trouble = (passing: boolean) =>
			stockLevel({ openOrders: { ...known, trouble: { reason: 'WooCommerce: down', passing } } });
		expect(increaseObjection(trouble(true), rules)).toEqual({ reason: 'Not raised: WooCommerce: down', retry: true });
		expect(increaseObjection(trouble(false), { ...rules, withoutOpenOrders: true })).toEqual({
			reason: 'Not raised: WooCommerce: down',
			retry: false,
		});
	});

	test('it may not on a channel whose own orders were not read', () => {
		expect(increaseObjection(stockLevel({ openOrders: known }), { ...rules, channel: 'bigcommerce' })).toMatchObject({
			reason: expect.stringContaining('bigcommerce'),
			retry: false,
		});
	});

	test('it may not on orders that were read more than five minutes ago', () => {
		const late = { ...rules, now: Date.parse(readAt) + 301_000 };
		expect(increaseObjection(stockLevel({ openOrders: known }), late)).toEqual({
			reason: 'Not raised: the open orders were read 5 minutes ago',
			retry: true,
		});
		expect(
			increaseObjection(stockLevel({ openOrders: known }), { ...rules, now: Date.parse(readAt) + 300_000 }),
		).toBeNull();
	});
});

describe('F3: the fuse', () => {
	test.each([
		[{ increases: 31, zeros: 0 }, 100, true],
		[{ increases: 30, zeros: 0 }, 100, false],
		[{ increases: 10, zeros: 0 }, 12, false],
		[{ increases: 11, zeros: 0 }, 12, true],
		[{ increases: 0, zeros: 26 }, 10_000, true],
		[{ increases: 0, zeros: 25 }, 10_000, false],
		[{ increases: 0, zeros: 3 }, 6, true],
		[{ increases: 0, zeros: 3 }, 7, false],
		[{ increases: 0, zeros: 2 }, 2, false],
	])('%j of %d listings blows it: %s', (count, listings, blown) => {
		expect(tooMuchReason({ ...count, increasedLately: 0 }, listings) !== null).toBe(blown);
		if (blown) expect(isNeverTooMuch(count)).toBe(false);
	});

	test('a catalogue that comes in runs of a thousand is one event: 2,000 of 10,000 raised in the last hour, and 1,001 more', () => {
		expect(tooMuchReason({ increases: 1000, increasedLately: 2000, zeros: 0 }, 10_000)).toBeNull();
		expect(tooMuchReason({ increases: 1001, increasedLately: 2000, zeros: 0 }, 10_000)).toBe(
			"1001 of the channel's 10000 listings would go up in one run, after 2000 in the last hour, which is more than 30 %",
		);
		expect(tooMuchReason({ increases: 10, increasedLately: 5000, zeros: 0 }, 10_000)).toBeNull();
	});

	test('a zero is explained when the orders of a day took what the channel shows', () => {
		expect(isExplainedZero([stockLevel({ soldLately: 3 })], 3)).toBe(true);
		expect(isExplainedZero([stockLevel({ soldLately: 2 })], 3)).toBe(false);
		expect(isExplainedZero([stockLevel({ soldLately: 1, components: [component()] })], 3)).toBe(true);
		expect(isExplainedZero([stockLevel({ soldLately: 0, components: [component()] })], 3)).toBe(false);
	});

	test('E8: a zero of a shared stock is explained by the orders of all its variations together', () => {
		expect(isExplainedZero([stockLevel({ soldLately: 2 }), stockLevel({ soldLately: 1 })], 3)).toBe(true);
		expect(isExplainedZero([stockLevel({ soldLately: 2 }), stockLevel({ soldLately: 0 })], 3)).toBe(false);
		expect(
			isExplainedZero([stockLevel({ soldLately: 1, components: [component()] }), stockLevel({ soldLately: 1 })], 3),
		).toBe(false);
	});
});
