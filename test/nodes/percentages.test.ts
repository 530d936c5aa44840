import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { percentageTrouble, type ChannelPercentages } from '../../core/pushing/percentages';
import { warnOfPercentages } from '../../nodes/PushChannelStock/percentageMemory';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { executeQuickBooksNode } from '../support/executeQuickBooksNode';
import { sku, stockLevel } from '../support/levels';
import { unaskedQuickBooks } from '../support/unaskedQuickBooks';

const shows = (name: string, percent: number, bySku: Record<string, number> = {}): ChannelPercentages => ({
	name,
	percent,
	bySku: new Map(Object.entries(bySku).map(([text, own]) => [sku(text), own])),
});

describe('E6: the percentages of the channels', () => {
	test('that add up to more than 100 are named, with what can happen', () => {
		expect(percentageTrouble([shows('WooCommerce', 60), shows('eBay', 60)])).toBe(
			'The percentages of the channels add up to more than 100: WooCommerce 60 % + eBay 60 % = 120 %. The last units stand on more than one channel and can be sold twice. Lower a Percentage under Rules or Rules by SKU',
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
	let companies = 0;
	const aCompany = () => {
		const realmId = `percentages ${(companies += 1)}`;
		const push = (channel: string, percent: number, now: number, mode = 'trigger') => {
			const hints: NodeExecutionHint[] = [];
			const context = {
				getMode: () => mode,
				getWorkflow: () => ({ id: 'w' }),
				addExecutionHints: (...said: NodeExecutionHint[]) => hints.push(...said),
			} as unknown as IExecuteFunctions;
			warnOfPercentages(context, { ...shows(channel, percent), channel, realmId, now });
			return hints.length;
		};
		return { push };
	};

	test('the second channel tells it, once a day, whichever channel runs', () => {
		const { push } = aCompany();
		expect([
			push('woo', 60, 0),
			push('ebay', 60, 1),
			push('woo', 60, 2),
			push('ebay', 60, 12 * HOUR),
			push('woo', 60, 24 * HOUR + 1),
		]).toEqual([0, 1, 0, 0, 1]);
	});

	test('a person who runs it by hand is always told', () => {
		const { push } = aCompany();
		expect([push('woo', 60, 0), push('ebay', 60, 1), push('ebay', 60, 2, 'manual')]).toEqual([0, 1, 1]);
	});

	test('a run by hand tells nobody else: the next run of the workflow tells it', () => {
		const { push } = aCompany();
		expect([push('woo', 60, 0), push('ebay', 60, 1, 'manual'), push('ebay', 60, 2), push('ebay', 60, 3)]).toEqual([
			0, 1, 1, 0,
		]);
	});

	test('what was put right and goes wrong again is told at once', () => {
		const { push } = aCompany();
		expect([push('woo', 60, 0), push('ebay', 60, 1), push('ebay', 40, 2), push('ebay', 60, 3)]).toEqual([0, 1, 0, 1]);
	});

	test('another company has percentages of its own', () => {
		const [one, other] = [aCompany(), aCompany()];
		expect([one.push('woo', 60, 0), other.push('ebay', 60, 1)]).toEqual([0, 0]);
	});

	test('a channel that nobody pushed to for two days no longer counts', () => {
		const { push } = aCompany();
		expect([push('woo', 60, 0), push('ebay', 60, 48 * HOUR + 1)]).toEqual([0, 0]);
		expect(push('woo', 60, 96 * HOUR)).toBe(1);
	});
});

describe('E6: Push Channel Stock', () => {
	const run = async (channel: string, percent: number, input: readonly object[]) => {
		const hints: NodeExecutionHint[] = [];
		await executeQuickBooksNode(new PushChannelStock(), {
			client: unaskedQuickBooks().client,
			input,
			hints,
			shop: () => [],
			parameters: { channel, rules: { percent } },
		});
		return hints.filter(({ type }) => type === 'warning').map(({ message }) => message);
	};

	test('says it in its output panel when another channel was pushed to before, and needs a level to know the company', async () => {
		const realmId = 'percentages of the node';
		const before: NodeExecutionHint[] = [];
		const context = {
			getMode: () => 'trigger',
			addExecutionHints: (...said: NodeExecutionHint[]) => before.push(...said),
		} as unknown as IExecuteFunctions;
		warnOfPercentages(context, { ...shows('eBay', 70), channel: 'ebay', realmId, now: Date.now() });
		expect(await run('woocommerce', 60, [])).toEqual([]);
		expect(await run('woocommerce', 60, [stockLevel({ realmId })])).toEqual([
			expect.stringContaining('eBay 70 % + WooCommerce 60 % = 130 %'),
		]);
		expect(before).toEqual([]);
	});
});
