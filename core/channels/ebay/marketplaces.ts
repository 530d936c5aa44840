export interface Marketplace {
	readonly id: string;
	/** The Trading API's number for it. https://developer.ebay.com/devzone/merchandising/docs/concepts/siteidtoglobalid.html */
	readonly siteId: number;
	/** True where prices contain VAT or GST. */
	readonly taxIncluded: boolean;
}

const included = (id: string, siteId: number): Marketplace => ({ id, siteId, taxIncluded: true });

const added = (id: string, siteId: number): Marketplace => ({ id, siteId, taxIncluded: false });

/** The marketplaces that the Sell APIs know. */
export const marketplaces: readonly Marketplace[] = [
	added('EBAY_US', 0),
	added('EBAY_MOTORS_US', 100),
	added('EBAY_CA', 2),
	included('EBAY_GB', 3),
	included('EBAY_AU', 15),
	included('EBAY_AT', 16),
	included('EBAY_BE', 123),
	included('EBAY_FR', 71),
	included('EBAY_DE', 77),
	included('EBAY_IT', 101),
	included('EBAY_NL', 146),
	included('EBAY_ES', 186),
	included('EBAY_CH', 193),
	included('EBAY_IE', 205),
	included('EBAY_PL', 212),
	added('EBAY_HK', 201),
	added('EBAY_MY', 207),
	added('EBAY_PH', 211),
	added('EBAY_SG', 216),
];

/** Whether the prices of a listing contain tax: by the site that it is listed on, else by the seller's own. */
export function pricesIncludeTax(listedOn: string | null, own: Marketplace): boolean {
	return (marketplaces.find(({ id }) => id === listedOn) ?? own).taxIncluded;
}
