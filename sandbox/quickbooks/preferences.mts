import type { Company } from './company.mts';
import type { Json } from './json.mts';
import { countryOf } from './seed/countries.mts';

/** When the company was founded: nothing of it changed since. */
const FOUNDED = { CreateTime: '2024-11-04T08:15:00-08:00', LastUpdatedTime: '2025-01-02T09:00:00-08:00' };

/** The Preferences of the company, made from the settings. */
export function preferences({ settings }: Company): Json {
	return {
		AccountingInfoPrefs: {
			FirstMonthOfFiscalYear: 'January',
			ClassTrackingPerTxn: settings.classTrackingPerTxn,
			ClassTrackingPerTxnLine: settings.classTrackingPerTxnLine,
			TrackDepartments: settings.trackDepartments,
			...(settings.bookCloseDate === null ? {} : { BookCloseDate: settings.bookCloseDate }),
		},
		ProductAndServicesPrefs: {
			ForSales: true,
			ForPurchase: true,
			QuantityWithPriceAndRate: true,
			QuantityOnHand: settings.quantityOnHand,
		},
		SalesFormsPrefs: {
			CustomTxnNumbers: settings.customTxnNumbers,
			AllowShipping: settings.allowShipping,
			AllowDiscount: settings.allowDiscount,
			AllowDeposit: true,
			AutoApplyCredit: settings.autoApplyCredit,
			AutoApplyPayments: settings.autoApplyPayments,
			...(settings.allowShipping ? { DefaultShippingAccount: '87' } : {}),
			...(settings.allowDiscount ? { DefaultDiscountAccount: '86' } : {}),
		},
		TaxPrefs: {
			UsingSalesTax: settings.usingSalesTax,
			PartnerTaxEnabled: settings.country === 'US' && settings.partnerTaxEnabled,
		},
		CurrencyPrefs: { MultiCurrencyEnabled: settings.multiCurrency, HomeCurrency: { value: settings.homeCurrency } },
		domain: 'QBO',
		sparse: false,
		Id: '1',
		SyncToken: '4',
		MetaData: FOUNDED,
	};
}

/** The CompanyInfo, made from the settings. */
export function companyInfo({ settings }: Company): Json {
	const address = { Id: '1', ...countryOf(settings.country)?.address, Country: settings.country };
	return {
		CompanyName: 'Harbour Goods',
		LegalName: 'Harbour Goods LLC',
		CompanyAddr: address,
		CustomerCommunicationAddr: address,
		LegalAddr: address,
		CompanyStartDate: '2024-11-04',
		FiscalYearStartMonth: 'January',
		Country: settings.country,
		DefaultTimeZone: settings.timeZone,
		Email: { Address: 'office@harbour-goods.example' },
		SupportedLanguages: 'en',
		NameValue: [
			{ Name: 'NeoEnabled', Value: 'true' },
			{ Name: 'SubscriptionStatus', Value: 'PAID' },
			{
				Name: 'OfferingSku',
				Value: settings.quantityOnHand ? 'QuickBooks Online Plus' : 'QuickBooks Online Simple Start',
			},
			{ Name: 'ItemCategoriesFeature', Value: 'true' },
		],
		domain: 'QBO',
		sparse: false,
		Id: '1',
		SyncToken: '7',
		MetaData: FOUNDED,
	};
}
