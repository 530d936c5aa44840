import { describe, expect, test } from '@jest/globals';
import { channels } from '../../../core/channels/channelRegistry';
import { readShopSettings, SHOP_FIELDS } from '../../../core/channels/shopSettings';
import { NO_RULES } from '../../../core/model/sellableRules';

const read = (settings: Readonly<Record<string, unknown>>, zone = 'Europe/Berlin') =>
	readShopSettings({ displayName: 'WooCommerce' }, settings, zone);

const USUAL = { placedFrom: null, numberPrefix: null, alsoSold: [], reserveUnpaid: false, rules: NO_RULES };

describe('What a shop is', () => {
	test.each([
		['of an earlier version has none of the fields', {}],
		[
			'was never filled in',
			{
				...{ placedFrom: '', numberPrefix: '', alsoSold: [], reserveUnpaid: false },
				...{ buffer: 0, percentage: 100, minimum: 0, maximum: 0 },
			},
		],
		['was emptied', Object.fromEntries(SHOP_FIELDS.map((field) => [field, '']))],
		['was emptied by the API', Object.fromEntries(SHOP_FIELDS.map((field) => [field, null]))],
	])('is the usual where its credential %s', (_name, settings) => {
		expect(read(settings)).toEqual(USUAL);
	});

	test('is what its credential says', () => {
		const settings = {
			placedFrom: '2026-12-01T08:00:00',
			numberPrefix: ' SHOP2- ',
			alsoSold: ['on-hold'],
			reserveUnpaid: true,
			...{ buffer: 2, percentage: 60, minimum: 3, maximum: 20 },
		};
		expect(read({ ...settings, url: 'https://shop.test', consumerSecret: 'cs_1' })).toEqual({
			placedFrom: '2026-12-01T07:00:00.000Z',
			numberPrefix: 'SHOP2-',
			alsoSold: ['on-hold'],
			reserveUnpaid: true,
			rules: { buffer: 2, percent: 60, minimum: 3, maximum: 20 },
		});
	});

	test('may say a time with its own zone, and numbers as text, as expressions give them', () => {
		expect(read({ placedFrom: '2026-12-01T08:00:00Z', buffer: '2' })).toEqual({
			...USUAL,
			placedFrom: '2026-12-01T08:00:00.000Z',
			rules: { ...NO_RULES, buffer: 2 },
		});
	});

	test.each([
		['placedFrom', 'next week', 'Orders Placed From should be a date and time, such as 2026-11-30T18:00'],
		['numberPrefix', 'WOOCOMMERCE-', 'Number Prefix should be at most 8 characters long'],
		['numberPrefix', ['WC-'], 'Number Prefix should be text'],
		['alsoSold', 'on-hold', 'Also Count as Sold should be a list'],
		['alsoSold', [{}], 'Also Count as Sold[0] should be text'],
		['reserveUnpaid', 'yes', 'Reserve Unpaid Orders should be true or false'],
		['buffer', -1, 'Buffer should be a whole number from 0 on'],
		['buffer', 1.5, 'Buffer should be a whole number'],
		['percentage', 0, 'Percentage should be a percentage from 1 to 100'],
		['percentage', 120, 'Percentage should be a percentage of at most 100: the same unit cannot be sold twice'],
		['minimum', 'few', 'Minimum should be a number'],
		['maximum', -5, 'Maximum should be a whole number from 0 on'],
	])('is not read where %s is %j: the field is named as the form does', (field, value, words) => {
		expect(() => read({ [field]: value })).toThrow(`WooCommerce credential.${words}`);
	});

	test('is not read where the minimum is above the maximum: nothing would ever be shown as it is meant', () => {
		expect(() => read({ minimum: 10, maximum: 5 })).toThrow(
			'WooCommerce credential.Minimum should be at most 5, the Maximum, since fewer units than the Minimum are shown as none. Lower it, or raise the Maximum',
		);
		expect(read({ minimum: 10 }).rules).toEqual({ ...NO_RULES, minimum: 10 });
	});

	test.each(channels)('is told with the name of its channel, $displayName', (channel) => {
		expect(() => readShopSettings(channel, { percentage: 0 }, 'utc')).toThrow(
			`${channel.displayName} credential.Percentage`,
		);
	});
});
