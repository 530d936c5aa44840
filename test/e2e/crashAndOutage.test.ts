import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sleep } from 'n8n-workflow';
import { consentAtEbay } from '../support/ebayConsent';
import { expectOneDocumentEach } from '../support/books';
import { eventually, ownersN8n, supervisor } from '../support/e2e';
import { controlOf, type Sold } from '../support/e2eControl';
import { everyMinute, howItWas, withPollTimes } from '../support/schedule';

const SYNC = 'inventory-sync-all-channels';
const mug = [{ sku: 'MUG-BLUE', quantity: 1 }];

/**
 * n8n is killed between emit and done, and starts again while BigCommerce is down and eBay's token is revoked. One restart serves all three.
 * eBay's orders come as the template ships, every minute.
 */
describe('n8n killed between emit and done, and started while BigCommerce is down and eBay has revoked the token', () => {
	let putBack: () => Promise<unknown>;
	const sold: Record<'woocommerce' | 'bigcommerce' | 'ebay', Sold[]> = { woocommerce: [], bigcommerce: [], ebay: [] };

	beforeAll(async () => {
		const n8n = await ownersN8n();
		putBack = await howItWas(n8n, SYNC);
		expect(
			await n8n.edit(SYNC, (node) => (node.name === 'eBay Orders' ? withPollTimes(node, everyMinute) : node)),
		).toMatchObject({
			status: 'published',
		});
		const [quickbooks, woocommerce, bigcommerce, ebay] = await Promise.all([
			controlOf('quickbooks'),
			controlOf('woocommerce'),
			controlOf('bigcommerce'),
			controlOf('ebay'),
		]);
		await quickbooks.layFault({ method: 'POST', path: '/(invoice|batch)\\?', delay: 10_000, times: 1 });
		const asked = await quickbooks.journalEnd();
		sold.woocommerce.push(await woocommerce.sell(mug), await woocommerce.sell(mug));
		await eventually(
			'the run to look the orders up in QuickBooks',
			async () =>
				(await quickbooks.journal(asked)).some(({ query }) =>
					/from (Invoice|SalesReceipt)\b/i.test(String(query.query)),
				),
			{ seconds: 150 },
		);
		await supervisor().killN8n();
		sold.bigcommerce.push(await bigcommerce.sell(mug));
		sold.ebay.push(await ebay.sell(mug));
		await supervisor().stopService('bigcommerce');
		await ebay.post('/tokens/expire');
		await ebay.post('/tokens/revoke');
		await supervisor().startN8n();
		// Longer than n8n's five attempts to activate a trigger take.
		await sleep(60_000);
	}, 600_000);

	afterAll(async () => void (await putBack()), 60_000);

	test('posts the orders of the killed run once', async () => {
		await expectOneDocumentEach('WC-', sold.woocommerce, { seconds: 240 });
	}, 300_000);

	test('the trigger of the service that was down lives on when it is back', async () => {
		await supervisor().startService('bigcommerce');
		sold.bigcommerce.push(await (await controlOf('bigcommerce')).sell(mug));
		await expectOneDocumentEach('BC-', sold.bigcommerce, { seconds: 240 });
	}, 300_000);

	test('the trigger of the revoked token lives on when the user has reconnected', async () => {
		const n8n = await ownersN8n();
		const { credentials, services } = await supervisor().config();
		const stored = await n8n.http.get(`/rest/credentials/${credentials.ebaySyncApi}`, {
			params: { includeData: true },
		});
		const { name, type, data } = stored.data.data;
		const refreshToken = await consentAtEbay(services.ebay.url, services.ebay.credentials);
		await n8n.http.patch(`/rest/credentials/${credentials.ebaySyncApi}`, {
			name,
			type,
			data: { ...data, refreshToken },
		});
		sold.ebay.push(await (await controlOf('ebay')).sell(mug));
		await expectOneDocumentEach('EB-', sold.ebay, { seconds: 300 });
		expect(sold.ebay).toHaveLength(2);
	}, 400_000);
});
