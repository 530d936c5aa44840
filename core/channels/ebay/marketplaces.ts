export interface Marketplace {
	readonly id: string;
	/** The Trading API's number for it. https://developer.ebay.com/devzone/merchandising/docs/concepts/siteidtoglobalid.html */
	readonly siteId: number;
	/** Its address, without www. https://developer.ebay.com/api-docs/sell/account/types/ba:MarketplaceIdEnum */
	readonly site: string;
	/** True where prices contain VAT or GST. */
	readonly taxIncluded: boolean;
}

const included = (id: string, siteId: number, site: string): Marketplace => ({ id, siteId, site, taxIncluded: true });

const added = (id: string, siteId: number, site: string): Marketplace => ({ id, siteId, site, taxIncluded: false });

/** The marketplaces that the Sell APIs know. */
export const marketplaces: readonly Marketplace[] = [
	added('EBAY_US', 0, 'ebay.com'),
	added('EBAY_MOTORS_US', 100, 'ebay.com'),
	added('EBAY_CA', 2, 'ebay.ca'),
	included('EBAY_GB', 3, 'ebay.co.uk'),
	included('EBAY_AU', 15, 'ebay.com.au'),
	included('EBAY_AT', 16, 'ebay.at'),
	included('EBAY_BE', 123, 'ebay.be'),
	included('EBAY_FR', 71, 'ebay.fr'),
	included('EBAY_DE', 77, 'ebay.de'),
	included('EBAY_IT', 101, 'ebay.it'),
	included('EBAY_NL', 146, 'ebay.nl'),
	included('EBAY_ES', 186, 'ebay.es'),
	included('EBAY_CH', 193, 'ebay.ch'),
	included('EBAY_IE', 205, 'ebay.ie'),
	included('EBAY_PL', 212, 'ebay.pl'),
	added('EBAY_HK', 201, 'ebay.com.hk'),
	added('EBAY_MY', 207, 'ebay.com.my'),
	added('EBAY_PH', 211, 'ebay.ph'),
	added('EBAY_SG', 216, 'ebay.com.sg'),
];

/** Whether the prices of a listing contain tax: by the site that it is listed on, else by the seller's own. */
export function pricesIncludeTax(listedOn: string | null, own: Marketplace): boolean {
	return (marketplaces.find(({ id }) => id === listedOn) ?? own).taxIncluded;
}
