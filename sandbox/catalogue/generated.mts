import type { Article } from './shop.mts';

const MIXES = ['simple', 'mixed'] as const;

/** How a large catalogue is made up. */
export interface CatalogueSize {
	/** Articles beside those of the merchant's own. */
	readonly articles: number;
	/**
	 * simple: products without variations, on eBay by the Inventory API.
	 * mixed: of ten, four are simple and six the variations of one product; on eBay, eight by the Inventory API and two made in Seller Hub.
	 */
	readonly mix: (typeof MIXES)[number];
}

/** The mix of this name; null for none. */
export function readMix(text: string): CatalogueSize['mix'] | null {
	return MIXES.find((name) => name === text) ?? null;
}

const TEN = 10;
const SIMPLE_OF_TEN = 4;
const INVENTORY_API_OF_TEN = 8;

/** On hand of each of them, well above what any test sells. */
export const GENERATED_QUANTITY = 1000;

/** The SKU of the generated article with this number, from 0 on. */
export function generatedSku(place: number): string {
	return `GEN-${String(place).padStart(6, '0')}`;
}

/** Articles that every channel sells and QuickBooks counts, with nothing odd about them. */
export function generatedArticles({ articles, mix }: CatalogueSize): Article[] {
	return Array.from({ length: articles }, (_, place) =>
		mix === 'mixed' && place % TEN >= SIMPLE_OF_TEN ? variation(place) : simple(place),
	).map((article, place) => ({
		...article,
		ebay: { api: mix === 'mixed' && place % TEN >= INVENTORY_API_OF_TEN ? 'trading' : 'inventory' },
	}));
}

type OnSale = Omit<Article, 'ebay'>;

function simple(place: number): OnSale {
	return {
		...goods(place),
		name: `Generated ${place}`,
		woocommerce: { tracked: 'own' },
		bigcommerce: { tracked: 'product' },
	};
}

function variation(place: number): OnSale {
	const parent = `Family ${Math.floor(place / TEN)}`;
	return {
		...goods(place),
		name: `${parent}, kind ${place % TEN}`,
		woocommerce: { tracked: 'own', parent },
		bigcommerce: { tracked: 'variant', parent },
	};
}

function goods(place: number) {
	return { sku: generatedSku(place), price: '10.00', quantity: GENERATED_QUANTITY, quickbooks: 'Inventory' } as const;
}
