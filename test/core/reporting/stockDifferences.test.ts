import { expect, test } from '@jest/globals';
import { processMemory } from '../../../core/memory/processMemory';
import { toMillis } from '../../../core/model/moment';
import { readRuleRow } from '../../../core/pushing/ruleRow';
import type { ReportedShop } from '../../../core/reporting/reportedShop';
import { explainSkus } from '../../../core/reporting/explainSku';
import { findStockDifferences } from '../../../core/reporting/stockDifferences';
import { aRun } from '../../support/aRun';
import { aShopsRun } from '../../support/carrying';
import { sku } from '../../support/levels';
import { asOf, listing, world } from '../../support/pushWorld';
import { shopIn } from '../../support/shopsWorld';

test('What a channel shows of a SKU that somebody excluded there is no difference', async () => {
	const { rules } = readRuleRow({ sku: 'mug', exclude: true }, 'row 1', []);
	const listings = [listing('mug', 9)];
	const shops = [shopIn('one', { listings }), shopIn('two', { listings }, { rulesFor: () => rules })].map(
		({ shop }) => ({ ...shop, prefix: '', isPushKnown: true }) satisfies ReportedShop,
	);
	const { quickBooks } = world({ listings: [], items: [{ id: 'mug', sku: 'mug', quantity: 4 }] }).targets;
	const run = aShopsRun(quickBooks, { memory: processMemory(), run: aRun(), clock: () => toMillis(asOf) });
	const { rows } = await findStockDifferences(shops, run);
	expect(rows.map(({ channelName, shows, shouldShow }) => [channelName, shows, shouldShow])).toEqual([['One', 9, 4]]);
});

test('A difference leads to the listing in the shop and to the item in QuickBooks; so does what explains its SKU', async () => {
	const [productUrl, itemUrl] = ['https://shop.test/mug', 'https://books.test/mug'];
	const { shop } = shopIn('one', { listings: [{ ...listing('mug', 9), productUrl }] });
	const shops = [{ ...shop, prefix: '', isPushKnown: true }] satisfies ReportedShop[];
	const { quickBooks } = world({ listings: [], items: [{ id: 'mug', sku: 'mug', quantity: 4 }] }).targets;
	const linked = async () => ({ ...(await quickBooks()), itemUrl: (id: string) => `https://books.test/${id}` });
	const run = aShopsRun(linked, { memory: processMemory(), run: aRun(), clock: () => toMillis(asOf) });
	const { rows } = await findStockDifferences(shops, run);
	expect(rows).toMatchObject([{ about: 'stock', productUrl, itemUrl }]);
	const [explained] = await explainSkus([sku('mug')], shops, run);
	expect(explained).toMatchObject({ quickBooks: [{ itemUrl }], channels: [{ productUrl }] });
	const other = await explainSkus([sku('mug')], shops, { ...run, quickBooks });
	expect(other[0]?.quickBooks[0]).not.toHaveProperty('itemUrl');
});
