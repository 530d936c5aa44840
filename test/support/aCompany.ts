import type { Company } from '../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../core/reading/readUnknown';

/** A company in the US with automated sales tax and every switch that the sync needs. */
export const aCompany: Company = {
	realmId: '1',
	country: 'US',
	address: null,
	timeZone: 'America/Los_Angeles',
	homeCurrency: 'USD',
	multiCurrency: false,
	tracksQuantity: true,
	customNumbers: true,
	allowsShipping: true,
	shippingAccountId: null,
	allowsDiscount: true,
	usesSalesTax: true,
	automatedTax: true,
	booksClosedUntil: null,
	classPer: null,
	autoAppliesCredits: false,
	autoAppliesPayments: false,
};

/** A counted item as QuickBooks lists it. */
export const anItem: Fields = {
	Id: '5',
	Name: 'Blue mug',
	Sku: 'MUG-BLUE',
	Type: 'Inventory',
	QtyOnHand: 40,
	Active: true,
	InvStartDate: '2026-01-01',
	MetaData: { CreateTime: '2026-01-01T00:00:00-08:00', LastUpdatedTime: '2026-01-01T00:00:00-08:00' },
};
