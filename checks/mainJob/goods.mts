import { shop, type Article } from '../../sandbox/catalogue/shop.mts';
import type { ChannelName, SaleLine } from './judge.mts';

/** One sale a channel: a SKU that all three sell, and one that takes a way of its own in some of them. */
export const sales: Readonly<Record<ChannelName, { readonly lines: readonly SaleLine[]; readonly shipping: string }>> =
	{
		// Its second line is a variation everywhere, with two offers on eBay.
		woocommerce: {
			lines: [
				{ sku: 'MUG-BLUE', quantity: 2 },
				{ sku: 'TEE-RED-M', quantity: 1 },
			],
			shipping: '6.90',
		},
		// Its second line has its stock at the parent in WooCommerce, at the product in BigCommerce, in Seller Hub on eBay.
		bigcommerce: {
			lines: [
				{ sku: 'MUG-BLUE', quantity: 1 },
				{ sku: 'LAMP-OAK', quantity: 1 },
			],
			shipping: '4.50',
		},
		// Its second line is a variation of a Seller Hub listing.
		ebay: {
			lines: [
				{ sku: 'MUG-BLUE', quantity: 1 },
				{ sku: 'POSTER-A2', quantity: 2 },
			],
			shipping: '5.25',
		},
	};

/** Counted by hand in QuickBooks while the switch is off: changes no channel. */
export const countedWhileOff = { sku: 'BOWL-OAK', quantity: 11 };

/** Counted by hand in QuickBooks while the switch is on, up and down, one of every kind. */
export const counted: readonly { readonly sku: string; readonly quantity: number }[] = [
	{ sku: 'MUG-BLUE', quantity: 28 },
	{ sku: 'TEE-RED-L', quantity: 24 },
	{ sku: 'TEE-NAVY-M', quantity: 26 },
	{ sku: 'LAMP-OAK', quantity: 7 },
	{ sku: 'POSTER-A3', quantity: 44 },
];

/** Sold on every channel; QuickBooks has no item for it. */
export const unknownToQuickBooks: SaleLine = { sku: 'SOAP-NEW', quantity: 1 };

/** The goods of an order that nobody can read. */
export const unreadable: SaleLine = { sku: 'MUG-BLUE', quantity: 1 };

/** In a good order before the bad ones and one after them; two of the SKUs try to break a query or a list. */
export const neighbours: Readonly<Record<ChannelName, SaleLine>> = {
	woocommerce: { sku: 'NUT,BOLT\\5', quantity: 1 },
	bigcommerce: { sku: 'BOWL-OAK', quantity: 1 },
	ebay: { sku: "O'RING 3%", quantity: 1 },
};

/** Every SKU whose quantity the main job moves. */
export function movedSkus(): string[] {
	const sold = [...Object.values(sales).flatMap(({ lines }) => lines), ...Object.values(neighbours)];
	return [...new Set([...sold, ...counted, countedWhileOff].map(({ sku }) => sku))];
}

/** The channels that sell an article and count its stock. */
export function channelsOf(sku: string): ChannelName[] {
	const article = shop.find((candidate) => candidate.sku === sku);
	if (article === undefined) throw new Error(`The catalogue has no ${sku}`);
	return [
		...(isTracked(article.woocommerce) ? ['woocommerce' as const] : []),
		...(isTracked(article.bigcommerce) ? ['bigcommerce' as const] : []),
		...(article.ebay === null ? [] : ['ebay' as const]),
	];
}

function isTracked(listing: Article['woocommerce'] | Article['bigcommerce']): boolean {
	return listing !== null && listing.tracked !== 'none';
}

/**
 * Ways that the sync has to master, by the names under which the services journal them. The goods above are
 * chosen so that each is taken.
 */
export const hardPaths = [
	'quickbooks batch',
	'quickbooks token renewal',
	'woocommerce products batch',
	'woocommerce variations batch',
	'woocommerce parent-managed through parent',
	'bigcommerce relative adjustment',
	'bigcommerce product-tracked item',
	'bigcommerce variant-tracked item',
	'ebay bulk update',
	'ebay offer update',
	'ebay ReviseInventoryStatus',
];
