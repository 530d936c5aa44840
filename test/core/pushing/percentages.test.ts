import { describe, expect, test } from '@jest/globals';
import { processMemory } from '../../../core/memory/processMemory';
import { percentageTrouble, type ChannelPercentages } from '../../../core/pushing/percentages';
import { percentageWarning } from '../../../core/pushing/percentageWarning';
import { aRun } from '../../support/aRun';
import { sku } from '../../support/levels';

const shows = (name: string, percent: number, bySku: Record<string, number> = {}): ChannelPercentages => ({
	name,
	percent,
	bySku: new Map(Object.entries(bySku).map(([text, own]) => [sku(text), own])),
});

describe('E6: the percentages of the channels', () => {
	test('that add up to more than 100 are named, with what can happen', () => {
		expect(percentageTrouble([shows('WooCommerce', 60), shows('eBay', 60)])).toBe(
			'The percentages of the channels add up to more than 100: WooCommerce 60 % + eBay 60 % = 120 %. The last units stand on more than one channel and can be sold twice. Lower a Percentage in their credentials, or under Rules by SKU',
		);
	});

	test.each([
		['come to just 100', [shows('WooCommerce', 60), shows('eBay', 40)]],
		['come to less', [shows('WooCommerce', 30), shows('eBay', 40)]],
		['are one channel alone', [shows('WooCommerce', 60)]],
		[
			'are 100 on one of them, so that nothing is split',
			[shows('WooCommerce', 100), shows('eBay', 60), shows('BigCommerce', 60)],
		],
		['are 100 on each', [shows('WooCommerce', 100), shows('eBay', 100)]],
	])('are no trouble where they %s', (_where, channels) => {
		expect(percentageTrouble(channels)).toBeNull();
	});

	test('count for single SKUs as well, against the general ones of the other channels', () => {
		const channels = [shows('WooCommerce', 50, { MUG: 80 }), shows('eBay', 50, { BOWL: 40 })];
		expect(percentageTrouble(channels)).toContain(
			'more than 100: SKU MUG: WooCommerce 80 % + eBay 50 % = 130 %. The last units',
		);
		expect(percentageTrouble([shows('WooCommerce', 50, { MUG: 80 }), shows('eBay', 50, { MUG: 20 })])).toBeNull();
	});

	test('of a SKU may work out where the general ones do not, and the other way round', () => {
		const said = percentageTrouble([shows('WooCommerce', 60, { MUG: 50 }), shows('eBay', 60, { MUG: 50, TEE: 90 })]);
		expect(said).toContain('WooCommerce 60 % + eBay 60 % = 120 %; SKU TEE: WooCommerce 60 % + eBay 90 % = 150 %.');
		expect(said).not.toContain('MUG');
	});

	test('of many SKUs are named five times, the rest counted', () => {
		const many = Object.fromEntries(Array.from({ length: 8 }, (_, place) => [`S${place}`, 90]));
		const said = percentageTrouble([shows('WooCommerce', 50, many), shows('eBay', 50)]);
		expect(said?.match(/SKU S\d/g)).toHaveLength(5);
		expect(said).toContain('; 3 more SKUs. The last units');
	});
});

describe('E6: what a push remembers of them', () => {
	const HOUR = 3600_000;
	/** A process: whether the push of a channel says that the percentages are too much. */
	const aProcess = (memory = processMemory()) => {
		return async (channel: string, percent: number, now: number, { isManual = false, realmId = '1' } = {}) => {
			const pushed = { ...shows(channel, percent), channel, realmId, now };
			return (await percentageWarning(memory, aRun({ isManual }), pushed)) !== null;
		};
	};

	test('the second channel tells it, once a day, whichever channel runs', async () => {
		const push = aProcess();
		expect([
			await push('woo', 60, 0),
			await push('ebay', 60, 1),
			await push('woo', 60, 2),
			await push('ebay', 60, 12 * HOUR),
			await push('woo', 60, 24 * HOUR + 1),
		]).toEqual([false, true, false, false, true]);
	});

	test('the channels are named in the order in which they were met first', async () => {
		const [memory, run] = [processMemory(), aRun({ isManual: true })];
		const push = async (channel: string) =>
			await percentageWarning(memory, run, { ...shows(channel, 60), channel, realmId: '1', now: 0 });
		await push('woo');
		await push('ebay');
		expect(await push('woo')).toContain('woo 60 % + ebay 60 % = 120 %');
	});

	test('a person who runs it by hand is always told', async () => {
		const push = aProcess();
		const told = [await push('woo', 60, 0), await push('ebay', 60, 1), await push('ebay', 60, 2, { isManual: true })];
		expect(told).toEqual([false, true, true]);
	});

	test('a run by hand tells nobody else: the next run of the workflow tells it', async () => {
		const push = aProcess();
		expect([
			await push('woo', 60, 0),
			await push('ebay', 60, 1, { isManual: true }),
			await push('ebay', 60, 2),
			await push('ebay', 60, 3),
		]).toEqual([false, true, true, false]);
	});

	test('what was put right and goes wrong again is told at once', async () => {
		const push = aProcess();
		expect([
			await push('woo', 60, 0),
			await push('ebay', 60, 1),
			await push('ebay', 40, 2),
			await push('ebay', 60, 3),
		]).toEqual([false, true, false, true]);
	});

	test('another company has percentages of its own', async () => {
		const push = aProcess();
		expect([await push('woo', 60, 0), await push('ebay', 60, 1, { realmId: '2' })]).toEqual([false, false]);
	});

	test('a channel that nobody pushed to for two days no longer counts', async () => {
		const push = aProcess();
		expect([await push('woo', 60, 0), await push('ebay', 60, 48 * HOUR + 1)]).toEqual([false, false]);
		expect(await push('woo', 60, 96 * HOUR)).toBe(true);
	});

	test('two channels that are pushed to at the same moment lose neither', async () => {
		const push = aProcess();
		expect(await Promise.all([push('woo', 60, 0), push('ebay', 60, 0)])).toEqual([false, true]);
	});
});
