import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatedArticles } from '../../sandbox/catalogue/generated.mts';
import { leastForLevels, leastForOrders } from './least.mts';

const lowered = { raised: false };

test('1,000 products without variations are ten pages and ten batches at WooCommerce, one of each at BigCommerce, forty of each at eBay', () => {
	assert.deepEqual(leastForLevels(generatedArticles({ articles: 1000, mix: 'simple' }), lowered), {
		quickbooks: 1,
		woocommerce: 1 + 10 + 10,
		bigcommerce: 1 + 1 + 1,
		ebay: 2 + 40 + 40,
	});
});

test('variations are written product by product, and listings of Seller Hub four to a call', () => {
	assert.deepEqual(leastForLevels(generatedArticles({ articles: 1000, mix: 'mixed' }), lowered), {
		quickbooks: 1,
		woocommerce: 1 + 10 + (4 + 100),
		bigcommerce: 3,
		ebay: 2 + 32 + (32 + 50),
	});
	const ten = generatedArticles({ articles: 10, mix: 'mixed' });
	assert.deepEqual(leastForLevels(ten, { raised: true }), { quickbooks: 2, woocommerce: 4, bigcommerce: 3, ebay: 5 });
});

test('orders are posted thirty to a batch, and the channel that sold them is read and not written', () => {
	const sold = generatedArticles({ articles: 200, mix: 'simple' });
	assert.deepEqual(leastForOrders(sold, 'woocommerce'), {
		quickbooks: 1 + 2 + 7 + 1,
		woocommerce: 2 + 1 + 2,
		bigcommerce: 1 + 1 + 1,
		ebay: 2 + 8 + 8,
	});
});
