/**
 * The goods of the sandbox's merchant, and where each of them is sold. Every service seeds itself from this
 * list, so that the four agree at the start; the comments say which case an article stands for.
 */
export interface Article {
	readonly sku: string;
	readonly name: string;
	/** US dollars, two decimals. */
	readonly price: string;
	/** Units on hand in QuickBooks and on sale on every channel that tracks them. */
	readonly quantity: number;
	/** Item type in QuickBooks; null when QuickBooks does not know it. */
	readonly quickbooks: 'Inventory' | 'NonInventory' | 'Service' | null;
	readonly woocommerce: WooListing | null;
	readonly bigcommerce: BigCommerceListing | null;
	readonly ebay: EbayListing | null;
}

/** `parent` groups variations of one product; `tracked` says where the stock is managed. */
export interface WooListing {
	readonly tracked: 'own' | 'parent' | 'none';
	readonly parent?: string;
	/** True for the row that is the variable product itself and carries this SKU. */
	readonly isParent?: boolean;
}

export interface BigCommerceListing {
	readonly tracked: 'product' | 'variant' | 'none';
	readonly parent?: string;
	readonly isParent?: boolean;
}

/** inventory: seen by the Inventory API. trading: made in Seller Hub, seen by the Trading API alone. */
export interface EbayListing {
	readonly api: 'inventory' | 'trading';
	/** Variations of one listing share this name. */
	readonly listing?: string;
	/** How many published offers (marketplaces) the SKU has; 1 unless said. */
	readonly offers?: number;
}

export const shop: readonly Article[] = [
	// Simple everywhere.
	{
		sku: 'MUG-BLUE',
		name: 'Blue mug',
		price: '12.50',
		quantity: 40,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own' },
		bigcommerce: { tracked: 'product' },
		ebay: { api: 'inventory' },
	},
	{
		sku: 'BOWL-OAK',
		name: 'Oak bowl',
		price: '34.00',
		quantity: 15,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own' },
		bigcommerce: { tracked: 'product' },
		ebay: { api: 'inventory' },
	},
	// Variations with a stock of their own; the first has two offers on eBay.
	{
		sku: 'TEE-RED-M',
		name: 'Tee, red, M',
		price: '19.99',
		quantity: 25,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own', parent: 'Tee' },
		bigcommerce: { tracked: 'variant', parent: 'Tee' },
		ebay: { api: 'inventory', listing: 'Tee', offers: 2 },
	},
	{
		sku: 'TEE-RED-L',
		name: 'Tee, red, L',
		price: '19.99',
		quantity: 30,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own', parent: 'Tee' },
		bigcommerce: { tracked: 'variant', parent: 'Tee' },
		ebay: { api: 'inventory', listing: 'Tee' },
	},
	{
		sku: 'TEE-NAVY-M',
		name: 'Tee, navy, M',
		price: '21.49',
		quantity: 18,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own', parent: 'Tee' },
		bigcommerce: { tracked: 'variant', parent: 'Tee' },
		ebay: { api: 'inventory', listing: 'Tee' },
	},
	// The only variation of a product whose stock is managed at the parent; on eBay a Seller Hub listing.
	{
		sku: 'LAMP-OAK',
		name: 'Oak lamp',
		price: '49.00',
		quantity: 12,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'parent', parent: 'Lamp' },
		bigcommerce: { tracked: 'product' },
		ebay: { api: 'trading' },
	},
	// One stock for all sizes: QuickBooks knows the parent's SKU, the sizes have SKUs of their own.
	{
		sku: 'BOX-GIFT',
		name: 'Gift box',
		price: '9.00',
		quantity: 60,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own', parent: 'Gift box', isParent: true },
		bigcommerce: { tracked: 'product', parent: 'Gift box', isParent: true },
		ebay: null,
	},
	{
		sku: 'BOX-GIFT-S',
		name: 'Gift box, small',
		price: '9.00',
		quantity: 60,
		quickbooks: null,
		woocommerce: { tracked: 'parent', parent: 'Gift box' },
		bigcommerce: { tracked: 'product', parent: 'Gift box' },
		ebay: null,
	},
	{
		sku: 'BOX-GIFT-L',
		name: 'Gift box, large',
		price: '11.00',
		quantity: 60,
		quickbooks: null,
		woocommerce: { tracked: 'parent', parent: 'Gift box' },
		bigcommerce: { tracked: 'product', parent: 'Gift box' },
		ebay: null,
	},
	// A Seller Hub listing with variations.
	{
		sku: 'POSTER-A2',
		name: 'Harbour poster, A2',
		price: '24.00',
		quantity: 50,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own' },
		bigcommerce: { tracked: 'product' },
		ebay: { api: 'trading', listing: 'Harbour poster' },
	},
	{
		sku: 'POSTER-A3',
		name: 'Harbour poster, A3',
		price: '16.00',
		quantity: 50,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own' },
		bigcommerce: { tracked: 'product' },
		ebay: { api: 'trading', listing: 'Harbour poster' },
	},
	// Nobody tracks its stock.
	{
		sku: 'EBOOK-KNOTS',
		name: 'Knots, an e-book',
		price: '7.95',
		quantity: 0,
		quickbooks: 'NonInventory',
		woocommerce: { tracked: 'none' },
		bigcommerce: { tracked: 'none' },
		ebay: null,
	},
	{
		sku: 'WRAP',
		name: 'Gift wrapping',
		price: '3.00',
		quantity: 0,
		quickbooks: 'Service',
		woocommerce: { tracked: 'none' },
		bigcommerce: { tracked: 'none' },
		ebay: null,
	},
	// QuickBooks tracks it, the shop does not.
	{
		sku: 'CORD-5M',
		name: 'Cord, 5 m',
		price: '6.40',
		quantity: 22,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'none' },
		bigcommerce: { tracked: 'none' },
		ebay: null,
	},
	// Sold on every channel, unknown to QuickBooks.
	{
		sku: 'SOAP-NEW',
		name: 'Rosemary soap',
		price: '5.25',
		quantity: 80,
		quickbooks: null,
		woocommerce: { tracked: 'own' },
		bigcommerce: { tracked: 'product' },
		ebay: { api: 'inventory' },
	},
	// Known to QuickBooks, sold nowhere.
	{
		sku: 'ROPE-10M',
		name: 'Rope, 10 m',
		price: '18.00',
		quantity: 9,
		quickbooks: 'Inventory',
		woocommerce: null,
		bigcommerce: null,
		ebay: null,
	},
	// SKUs that try to break a query or a comma-separated list.
	{
		sku: "O'RING 3%",
		name: "O'Ring, 3 mm",
		price: '0.35',
		quantity: 500,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own' },
		bigcommerce: { tracked: 'product' },
		ebay: { api: 'inventory' },
	},
	{
		sku: 'NUT,BOLT\\5',
		name: 'Nut and bolt',
		price: '1.10',
		quantity: 200,
		quickbooks: 'Inventory',
		woocommerce: { tracked: 'own' },
		bigcommerce: { tracked: 'product' },
		ebay: null,
	},
];

/** Rows that only one side has, to be found as trouble. */
export const oddities = {
	/** Two QuickBooks items with this one SKU; on sale in the shops: ambiguous. */
	duplicateInQuickBooks: { sku: 'KEY-RING', name: 'Key ring', price: '4.00', quantity: 33 },
	/** Lower case in QuickBooks, upper case in the shops. */
	differentCase: { quickbooks: 'cap-green', channels: 'CAP-GREEN', name: 'Green cap', price: '14.00', quantity: 20 },
	/** Products without a SKU, in QuickBooks and in every shop. */
	withoutSku: { name: 'Mystery sticker', price: '1.00', quantity: 7 },
	/** A bundle in QuickBooks; no channel sells it. Its stock is that of its components. */
	bundle: {
		sku: 'SET-BREAKFAST',
		name: 'Breakfast set',
		components: [
			{ sku: 'MUG-BLUE', quantity: 2 },
			{ sku: 'BOWL-OAK', quantity: 1 },
			{ sku: 'WRAP', quantity: 1 },
		],
	},
} as const;
