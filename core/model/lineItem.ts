/** What an order line is in QuickBooks: an item, or a bundle of several. */
export interface LineItem {
	readonly itemId: string;
	/** The first day (YYYY-MM-DD) on which it may be sold; null for what is not counted, or where it is not known. */
	readonly startsOn: string | null;
	/** What a bundle is made of; empty for an item that stands for itself. */
	readonly components: readonly BundleComponent[];
}

export interface BundleComponent {
	readonly itemId: string;
	/** Units in one bundle. */
	readonly quantity: number;
	/** What one unit costs on its own, in any unit that all components share: decides how a bundle's price is shared out. */
	readonly price: number;
}

export function plainItem(itemId: string, startsOn: string | null = null): LineItem {
	return { itemId, startsOn, components: [] };
}
