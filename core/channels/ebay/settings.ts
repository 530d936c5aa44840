import type { ChannelSettings } from '../channelAdapter';
import { marketplaces, type Marketplace } from './marketplaces';
import { UnreadableError, readChoice, readNonEmptyText } from '../../reading/readUnknown';
import { readWebAddress } from '../../reading/readWebAddress';

export interface EbaySettings {
	/** The address of the REST APIs, without a slash at the end. The Trading API lies below it. */
	readonly root: string;
	readonly marketplace: Marketplace;
	/** Where people see an order in the Seller Hub; null outside of eBay's own marketplaces. */
	readonly orderUrl: ((orderId: string) => string) | null;
	/** The site that shows the listings, without a slash at the end; null at an address of one's own. */
	readonly site: string | null;
}

const ROOTS = { production: 'https://api.ebay.com', sandbox: 'https://api.sandbox.ebay.com' } as const;

/** Reads the decrypted credential. Throws UnreadableError, which names the field. */
export function readSettings(settings: ChannelSettings): EbaySettings {
	const environment = readChoice(
		settings.environment,
		['production', 'sandbox', 'custom'],
		'ebay credential.environment',
	);
	const id = readNonEmptyText(settings.marketplace, 'ebay credential.marketplace');
	const marketplace = marketplaces.find((known) => known.id === id);
	if (marketplace === undefined)
		throw new UnreadableError('ebay credential.marketplace', 'a marketplace such as EBAY_US');
	return {
		root:
			environment === 'custom' ? readWebAddress(settings.customUrl, 'ebay credential.customUrl') : ROOTS[environment],
		marketplace,
		orderUrl: environment === 'production' ? orderUrl : null,
		site: siteOf(environment, marketplace),
	};
}

function siteOf(environment: 'production' | 'sandbox' | 'custom', { site }: Marketplace): string | null {
	if (environment === 'custom') return null;
	return environment === 'sandbox' ? 'https://www.sandbox.ebay.com' : `https://www.${site}`;
}

function orderUrl(orderId: string): string {
	return `https://www.ebay.com/sh/ord/details?orderid=${encodeURIComponent(orderId)}`;
}
