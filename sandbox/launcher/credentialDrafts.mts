import type { CredentialDraft } from './provision.mts';
import type { Services } from '../services.mts';

/** What a shop is, as the form says it before anybody has touched it. */
const untouchedShop = {
	placedFrom: '',
	numberPrefix: '',
	alsoSold: [],
	buffer: 0,
	percentage: 100,
	minimum: 0,
	maximum: 0,
};

/** The credentials of the four services as n8n's forms hold them, under the names that n8n gives by itself. QuickBooks' is connected afterwards, as a user does. */
export function credentialDrafts({ quickbooks, woocommerce, bigcommerce, ebay }: Services): CredentialDraft[] {
	const { clientId, clientSecret } = quickbooks.credentials();
	const { consumerKey, consumerSecret } = woocommerce.credentials();
	const { storeHash, accessToken } = bigcommerce.credentials();
	const { sellerId: _sellerId, url: _url, ...ebayKeys } = ebay.credentials();
	return [
		{
			type: 'qboSyncOAuth2Api',
			name: 'QuickBooks Online Sync account',
			data: { ...customUrl(quickbooks), clientId, clientSecret, ignoreCase: false },
			connect: true,
		},
		{
			type: 'wooCommerceSyncApi',
			name: 'WooCommerce Sync account',
			data: { url: woocommerce.url, consumerKey, consumerSecret, ...untouchedShop, reserveUnpaid: false },
		},
		{
			type: 'bigCommerceSyncApi',
			name: 'BigCommerce Sync account',
			data: { ...customUrl(bigcommerce), storeHash, accessToken, ...untouchedShop },
		},
		{ type: 'ebaySyncApi', name: 'eBay Sync account', data: { ...customUrl(ebay), ...ebayKeys, ...untouchedShop } },
	];
}

function customUrl(service: { readonly url: string }) {
	return { environment: 'custom', customUrl: service.url };
}
