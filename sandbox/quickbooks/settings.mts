import type { RoundingWay } from './money.mts';

/** What a company or Intuit may do one way or the other. Tests and the board change it through /control/settings. */
export interface Settings {
	/** ISO 3166-1 alpha-2. US: codes TAX and NON; elsewhere tax-code ids and GlobalTaxCalculation. */
	country: string;
	homeCurrency: string;
	timeZone: string;
	/** What the goods of a fresh company cost, per cent of their prices. Counts when a company is founded. */
	costPercent: number;
	multiCurrency: boolean;
	/** Dollars for one unit: QuickBooks' own rates of the day, for documents that bring none. */
	dollarRates: Readonly<Record<string, number>>;
	classTrackingPerTxn: boolean;
	classTrackingPerTxnLine: boolean;
	trackDepartments: boolean;
	/** Plus and Advanced track quantities; the smaller plans do not. */
	quantityOnHand: boolean;
	customTxnNumbers: boolean;
	allowShipping: boolean;
	allowDiscount: boolean;
	usingSalesTax: boolean;
	/** US automated sales tax. */
	partnerTaxEnabled: boolean;
	/** Per cent by state, for documents that bring no tax of their own. */
	stateTaxPercent: Readonly<Record<string, number>>;
	/** Under automated sales tax: whether a tax that a document brings is kept, or worked out anew for its address. */
	statedTax: 'kept' | 'workedOut';
	/** A credit is spent at once on the customer's oldest open invoices. */
	autoApplyCredit: boolean;
	/** So is what a payment leaves over. */
	autoApplyPayments: boolean;
	/** Closed up to and including this day. */
	bookCloseDate: string | null;
	negativeStock: 'accepted' | 'refused';
	duplicateDocNumbers: 'refused' | 'accepted';
	/** A write with a character beyond Unicode's basic plane, or with half of one, is answered with 500 as a whole. */
	rareCharacters: 'refused' | 'accepted';
	/** kept: answers are replayed. forgotten: the id is ignored. error: the second use is answered with 600. */
	requestIds: 'kept' | 'forgotten' | 'error';
	/** Whether a refusal is replayed as well where request ids are kept. */
	requestIdFailures: 'forgotten' | 'kept';
	taxRoundedPer: 'line' | 'document';
	taxRounding: RoundingWay;
	/** Some pages come with one row more than asked for. */
	pagesHaveOneMore: boolean;
	accessTokenSeconds: number;
	refreshTokenSeconds: number;
	/** The token endpoint answers with this status instead of working. */
	tokenEndpointStatus: 400 | 503 | null;
	/** Intuit's figure is 500. */
	requestsPerMinute: number | null;
	/** Intuit's figure is 40. */
	batchesPerMinute: number | null;
	/** Seconds in the Retry-After header of a 429; without it there is no such header. */
	retryAfterSeconds: number | null;
}

/** The settings of a fresh company. How it rounds depends on the seed: nobody knows which way Intuit does it. */
export function initialSettings(seed: number): Settings {
	return {
		country: 'US',
		homeCurrency: 'USD',
		timeZone: 'America/Los_Angeles',
		costPercent: 0,
		multiCurrency: false,
		dollarRates: { USD: 1, EUR: 1.1, GBP: 1.25, CAD: 0.72, AUD: 0.65, JPY: 0.0065 },
		classTrackingPerTxn: false,
		classTrackingPerTxnLine: false,
		trackDepartments: false,
		quantityOnHand: true,
		customTxnNumbers: true,
		allowShipping: true,
		allowDiscount: true,
		usingSalesTax: true,
		partnerTaxEnabled: true,
		stateTaxPercent: { CA: 7.25, NY: 8.875, TX: 6.25 },
		statedTax: 'kept',
		autoApplyCredit: false,
		autoApplyPayments: false,
		bookCloseDate: null,
		negativeStock: 'accepted',
		duplicateDocNumbers: 'refused',
		rareCharacters: 'refused',
		requestIds: 'kept',
		requestIdFailures: 'forgotten',
		taxRoundedPer: seed % 4 < 2 ? 'line' : 'document',
		taxRounding: seed % 2 === 0 ? 'halfUp' : 'halfEven',
		pagesHaveOneMore: false,
		accessTokenSeconds: 3600,
		refreshTokenSeconds: 8_726_400,
		tokenEndpointStatus: null,
		requestsPerMinute: null,
		batchesPerMinute: null,
		retryAfterSeconds: null,
	};
}

/** Takes the changes over. Throws when a name is unknown, so that a typing mistake does not pass for a test. */
export function changeSettings(settings: Settings, changes: Readonly<Record<string, unknown>>): void {
	const unknown = Object.keys(changes).filter((name) => !(name in settings));
	if (unknown.length > 0) throw new Error(`No such setting: ${unknown.join(', ')}`);
	Object.assign(settings, changes);
}
