/** The counterpart of an order line in QuickBooks: one item, or a bundle of several. */
export interface LineItem {
	readonly itemId: string;
	/** The first day (YYYY-MM-DD) on which it may be sold. Null for an item that is not counted, and where nobody knows. */
	readonly startsOn: string | null;
	/** The parts of a bundle; empty for a single item. */
	readonly components: readonly BundleComponent[];
}

export interface BundleComponent {
	readonly itemId: string;
	/** Units in one bundle. */
	readonly quantity: number;
	/** The price of one unit on its own. It weighs how a bundle's price is shared out, so any unit serves that all components share. */
	readonly price: number;
}
