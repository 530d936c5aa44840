import { shop } from '../../sandbox/catalogue/shop.mts';
import type { Random } from '../books/random.mts';

export interface Article {
	readonly sku: string;
	/** Sold out again and again, or never. */
	readonly isScarce: boolean;
	/** Units in QuickBooks and on every channel at the start. */
	readonly quantity: number;
}

/** Sold on all three channels and counted on each of them and in QuickBooks: simple ones, variations, pools, Seller Hub listings. */
export function soldEverywhere(): string[] {
	return shop
		.filter(
			({ woocommerce, bigcommerce, ebay, quickbooks }) =>
				quickbooks === 'Inventory' && isCounted(woocommerce) && isCounted(bigcommerce) && ebay !== null,
		)
		.map(({ sku }) => sku);
}

function isCounted(listing: { readonly tracked: string } | null): boolean {
	return listing !== null && listing.tracked !== 'none';
}

export interface Goods {
	/** Half of them are scarce, so that shops fight for last units; the rest lasts for all orders. */
	readonly goods: readonly Article[];
	/** One more, that nobody buys: of it the shops say what is not true. */
	readonly oddArticle: Article;
}

export function drawGoods(orders: number, random: Random): Goods {
	const drawn = random.shuffled(soldEverywhere()).map((sku, place): Article => {
		const isScarce = place % 2 === 0;
		return { sku, isScarce, quantity: isScarce ? random.integer(2, 6) : 20 + 3 * orders };
	});
	const oddArticle = drawn.at(-1);
	if (oddArticle === undefined) throw new Error('Nothing is sold on every channel');
	return { goods: drawn.slice(0, -1), oddArticle };
}
