import { describe, expect, test } from '@jest/globals';
import { increaseObjection } from '../../../core/pushing/increaseRules';
import { heldLevel } from '../../support/levels';

const readAt = '2026-11-23T10:00:00.000Z';
const known = { channels: ['ebay', 'woocommerce'], readAt, trouble: null };
const rules = { channel: 'ebay', now: Date.parse(readAt) + 60_000 };

describe('A1: a level goes up only on reads that are complete and fresh', () => {
	test('it may when the open orders of all channels were read a minute ago', () =>
		expect(increaseObjection(heldLevel({ openOrders: known }), rules)).toBeNull());

	test('it may not where nobody read open orders', () => {
		expect(increaseObjection(heldLevel(), rules)).toMatchObject({
			reason: expect.stringContaining('the open orders of ebay are not among those that were read'),
			retry: false,
		});
	});

	test('it may not where a channel could not be read, and comes again when that may pass', () => {
		const trouble = (passing: boolean) =>
			heldLevel({ openOrders: { ...known, trouble: { reason: 'WooCommerce: down', passing } } });
		expect(increaseObjection(trouble(true), rules)).toEqual({ reason: 'Not raised: WooCommerce: down', retry: true });
		expect(increaseObjection(trouble(false), rules)).toEqual({
			reason: 'Not raised: WooCommerce: down',
			retry: false,
		});
	});

	test('it may not on a channel whose own orders were not read', () => {
		expect(increaseObjection(heldLevel({ openOrders: known }), { ...rules, channel: 'bigcommerce' })).toMatchObject({
			reason: expect.stringContaining('bigcommerce'),
			retry: false,
		});
	});

	test('it may not on orders that were read more than five minutes ago', () => {
		const late = { ...rules, now: Date.parse(readAt) + 301_000 };
		expect(increaseObjection(heldLevel({ openOrders: known }), late)).toEqual({
			reason: 'Not raised: the open orders were read 5 minutes ago',
			retry: true,
		});
		expect(
			increaseObjection(heldLevel({ openOrders: known }), { ...rules, now: Date.parse(readAt) + 300_000 }),
		).toBeNull();
	});
});
