import type { INodePropertyOptions } from 'n8n-workflow';

/** The marketplaces that eBay's Sell APIs know, by name. */
export function ebayMarketplaceOptions(): INodePropertyOptions[] {
	return [
		{ name: 'Australia', value: 'EBAY_AU' },
		{ name: 'Austria', value: 'EBAY_AT' },
		{ name: 'Belgium', value: 'EBAY_BE' },
		{ name: 'Canada', value: 'EBAY_CA' },
		{ name: 'France', value: 'EBAY_FR' },
		{ name: 'Germany', value: 'EBAY_DE' },
		{ name: 'Hong Kong', value: 'EBAY_HK' },
		{ name: 'Ireland', value: 'EBAY_IE' },
		{ name: 'Italy', value: 'EBAY_IT' },
		{ name: 'Malaysia', value: 'EBAY_MY' },
		{ name: 'Netherlands', value: 'EBAY_NL' },
		{ name: 'Philippines', value: 'EBAY_PH' },
		{ name: 'Poland', value: 'EBAY_PL' },
		{ name: 'Singapore', value: 'EBAY_SG' },
		{ name: 'Spain', value: 'EBAY_ES' },
		{ name: 'Switzerland', value: 'EBAY_CH' },
		{ name: 'United Kingdom', value: 'EBAY_GB' },
		{ name: 'United States', value: 'EBAY_US' },
		{ name: 'United States, Motors', value: 'EBAY_MOTORS_US' },
	];
}
