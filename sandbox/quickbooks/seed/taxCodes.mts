import type { Json } from '../json.mts';

interface Rate {
	readonly id: string;
	readonly name: string;
	readonly percent: number;
}

interface Code {
	readonly id: string;
	readonly name: string;
	readonly rates: readonly Rate[];
}

const GST: Rate = { id: '5', name: 'GST', percent: 5 };
const PST: Rate = { id: '6', name: 'PST (BC)', percent: 7 };
const CANADA: readonly Code[] = [
	{ id: '2', name: 'Exempt', rates: [] },
	{ id: '3', name: 'Zero-rated', rates: [{ id: '3', name: 'Zero-rated', percent: 0 }] },
	{ id: '5', name: 'GST', rates: [GST] },
	{ id: '6', name: 'GST/PST BC', rates: [GST, PST] },
	{ id: '7', name: 'HST ON', rates: [{ id: '7', name: 'HST (ON)', percent: 13 }] },
];
const GERMANY: readonly Code[] = [
	{ id: '2', name: '19% USt', rates: [{ id: '2', name: '19% USt', percent: 19 }] },
	{ id: '3', name: '7% USt', rates: [{ id: '3', name: '7% USt', percent: 7 }] },
	{ id: '4', name: '0% USt', rates: [{ id: '4', name: '0% USt', percent: 0 }] },
	{ id: '5', name: 'Exempt', rates: [] },
];
const JAPAN: readonly Code[] = [
	{ id: '2', name: '10% Standard', rates: [{ id: '2', name: '10% Standard', percent: 10 }] },
	{ id: '3', name: '8% Reduced', rates: [{ id: '3', name: '8% Reduced', percent: 8 }] },
	{ id: '4', name: 'Exempt', rates: [] },
];
const BRITAIN: readonly Code[] = [
	{ id: '2', name: '20.0% S', rates: [{ id: '2', name: 'Standard', percent: 20 }] },
	{ id: '3', name: '5.0% R', rates: [{ id: '3', name: 'Reduced', percent: 5 }] },
	{ id: '4', name: '0.0% Z', rates: [{ id: '4', name: 'Zero', percent: 0 }] },
	{ id: '5', name: 'Exempt', rates: [] },
];
const SALES_TAX: Rate = { id: '1', name: 'Automated sales tax', percent: 7.25 };
/** The code in TxnTaxDetail of a US document that bears tax. */
export const US_TAX_GROUP = '2';
const UNITED_STATES: readonly Code[] = [
	{ id: 'TAX', name: 'TAX', rates: [SALES_TAX] },
	{ id: 'NON', name: 'NON', rates: [] },
	// What documents name as the tax of the whole.
	{ id: US_TAX_GROUP, name: 'California', rates: [SALES_TAX] },
];
const AGENCIES: Readonly<Record<string, string>> = {
	US: 'California Department of Tax and Fee Administration',
	CA: 'Canada Revenue Agency',
	DE: 'Finanzamt',
	JP: 'National Tax Agency',
};
const BY_COUNTRY: Readonly<Record<string, readonly Code[]>> = { US: UNITED_STATES, CA: CANADA, DE: GERMANY, JP: JAPAN };

/** The tax codes and rates of a company in the country, by id. A country without codes of its own has those of Britain. */
export function taxRows(country: string): {
	readonly codes: readonly (readonly [string, Json])[];
	readonly rates: readonly (readonly [string, Json])[];
	readonly agencies: readonly (readonly [string, Json])[];
} {
	const codes = BY_COUNTRY[country] ?? BRITAIN;
	return {
		codes: codes.map(({ id, name, rates }) => [
			id,
			{
				Name: name,
				Description: name,
				Active: true,
				Hidden: false,
				Taxable: rates.length > 0,
				TaxGroup: rates.length > 1,
				SalesTaxRateList: { TaxRateDetail: rates.map(detail) },
			},
		]),
		agencies: [
			[
				'1',
				{
					DisplayName: AGENCIES[country] ?? 'HM Revenue & Customs',
					TaxTrackedOnPurchases: country !== 'US',
					TaxTrackedOnSales: true,
				},
			],
		],
		rates: codes.flatMap(({ rates }) =>
			rates.map(
				({ id, name, percent }) =>
					[
						id,
						{
							Name: name,
							Description: name,
							Active: true,
							RateValue: percent,
							AgencyRef: { value: '1' },
							SpecialTaxType: 'NONE',
							DisplayType: 'ReadOnly',
						},
					] as const,
			),
		),
	};
}

function detail({ id, name }: Rate, index: number): Json {
	return { TaxRateRef: { value: id, name }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder: index };
}
