import { createBigCommerce } from '../../sandbox/bigcommerce/bigCommerceService.mts';
import { createEbay } from '../../sandbox/ebay/ebayService.mts';
import { createQuickBooks } from '../../sandbox/quickbooks/quickBooksService.mts';
import { createWooCommerce } from '../../sandbox/woocommerce/wooCommerceService.mts';
import { controlOf, type Control } from './control.mts';
import type { ChannelName, ConnectRequest } from './protocol.mts';

const host = '127.0.0.1';

/** The four services on free ports of loopback, seeded anew. */
export interface Services {
	readonly controls: Readonly<Record<ChannelName | 'quickbooks', Control>>;
	/** What the product needs to be let in. */
	readonly access: Omit<ConnectRequest, 'type'>;
	stop(): Promise<void>;
}

export async function openServices(): Promise<Services> {
	const quickbooks = createQuickBooks({ host, port: 0 });
	const woocommerce = createWooCommerce({ host, port: 0, plainPort: 0 });
	const bigcommerce = createBigCommerce({ host, port: 0 });
	const ebay = createEbay({ host, port: 0 });
	const all = [quickbooks, woocommerce, bigcommerce, ebay];
	for (const service of all) await service.start();
	const { realmId, accessToken } = quickbooks.credentials();
	return {
		controls: {
			quickbooks: controlOf(quickbooks.url),
			woocommerce: controlOf(woocommerce.url),
			bigcommerce: controlOf(bigcommerce.url),
			ebay: controlOf(ebay.url),
		},
		access: {
			quickbooks: { url: quickbooks.url, realmId, accessToken },
			channels: {
				woocommerce: { ...woocommerce.credentials() },
				bigcommerce: { ...bigcommerce.credentials() },
				ebay: { ...ebay.credentials() },
			},
		},
		stop: async () => {
			await Promise.all(all.map(async (service) => await service.stop()));
		},
	};
}
