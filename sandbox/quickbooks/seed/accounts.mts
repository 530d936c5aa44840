import type { Json } from '../json.mts';

/** The accounts that goods and sales need, by the ids that they have in every fresh company. */
export const ACCOUNT_IDS = {
	income: '79',
	wholesale: '82',
	cost: '80',
	stock: '81',
	undeposited: '4',
	checking: '35',
	discounts: '86',
	shipping: '87',
	supplies: '20',
	services: '1',
	receivable: '84',
	payable: '33',
	tax: '89',
	exchange: '92',
	opening: '34',
	shrinkage: '93',
	giftCertificates: '94',
	storeCredit: '95',
	clearing: '36',
	card: '41',
	fees: '96',
} as const;

interface Account {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly subType: string;
	readonly classification: string;
}

const accounts: readonly Account[] = [
	{
		id: ACCOUNT_IDS.income,
		name: 'Sales of Product Income',
		type: 'Income',
		subType: 'SalesOfProductIncome',
		classification: 'Revenue',
	},
	{
		id: ACCOUNT_IDS.wholesale,
		name: 'Wholesale Income',
		type: 'Income',
		subType: 'SalesOfProductIncome',
		classification: 'Revenue',
	},
	{
		id: ACCOUNT_IDS.services,
		name: 'Services',
		type: 'Income',
		subType: 'ServiceFeeIncome',
		classification: 'Revenue',
	},
	{
		id: ACCOUNT_IDS.cost,
		name: 'Cost of Goods Sold',
		type: 'Cost of Goods Sold',
		subType: 'SuppliesMaterialsCogs',
		classification: 'Expense',
	},
	{
		id: ACCOUNT_IDS.stock,
		name: 'Inventory Asset',
		type: 'Other Current Asset',
		subType: 'Inventory',
		classification: 'Asset',
	},
	{
		id: ACCOUNT_IDS.undeposited,
		name: 'Undeposited Funds',
		type: 'Other Current Asset',
		subType: 'UndepositedFunds',
		classification: 'Asset',
	},
	{ id: ACCOUNT_IDS.checking, name: 'Checking', type: 'Bank', subType: 'Checking', classification: 'Asset' },
	{
		id: ACCOUNT_IDS.clearing,
		name: 'Marketplace Clearing',
		type: 'Bank',
		subType: 'CashOnHand',
		classification: 'Asset',
	},
	{ id: ACCOUNT_IDS.card, name: 'Mastercard', type: 'Credit Card', subType: 'CreditCard', classification: 'Liability' },
	{
		id: ACCOUNT_IDS.receivable,
		name: 'Accounts Receivable (A/R)',
		type: 'Accounts Receivable',
		subType: 'AccountsReceivable',
		classification: 'Asset',
	},
	{
		id: ACCOUNT_IDS.payable,
		name: 'Accounts Payable (A/P)',
		type: 'Accounts Payable',
		subType: 'AccountsPayable',
		classification: 'Liability',
	},
	{
		id: ACCOUNT_IDS.tax,
		name: 'Sales Tax Payable',
		type: 'Other Current Liability',
		subType: 'SalesTaxPayable',
		classification: 'Liability',
	},
	{
		id: ACCOUNT_IDS.discounts,
		name: 'Discounts given',
		type: 'Income',
		subType: 'DiscountsRefundsGiven',
		classification: 'Revenue',
	},
	{
		id: ACCOUNT_IDS.shipping,
		name: 'Shipping Income',
		type: 'Income',
		subType: 'OtherPrimaryIncome',
		classification: 'Revenue',
	},
	{
		id: ACCOUNT_IDS.supplies,
		name: 'Supplies',
		type: 'Expense',
		subType: 'SuppliesMaterials',
		classification: 'Expense',
	},
	{
		id: ACCOUNT_IDS.fees,
		name: 'Merchant Fees',
		type: 'Expense',
		subType: 'BankCharges',
		classification: 'Expense',
	},
	{
		id: ACCOUNT_IDS.exchange,
		name: 'Exchange Gain or Loss',
		type: 'Other Expense',
		subType: 'ExchangeGainOrLoss',
		classification: 'Expense',
	},
	{
		id: ACCOUNT_IDS.opening,
		name: 'Opening Balance Equity',
		type: 'Equity',
		subType: 'OpeningBalanceEquity',
		classification: 'Equity',
	},
	{
		id: ACCOUNT_IDS.shrinkage,
		name: 'Inventory Shrinkage',
		type: 'Cost of Goods Sold',
		subType: 'OtherCostsOfServiceCos',
		classification: 'Expense',
	},
	{
		id: ACCOUNT_IDS.giftCertificates,
		name: 'Gift Certificates Outstanding',
		type: 'Other Current Liability',
		subType: 'OtherCurrentLiabilities',
		classification: 'Liability',
	},
	{
		id: ACCOUNT_IDS.storeCredit,
		name: 'Store Credit Outstanding',
		type: 'Other Current Liability',
		subType: 'OtherCurrentLiabilities',
		classification: 'Liability',
	},
];

/** Account rows without id, by id, in the company's home currency. */
export function accountRows(currency: string): readonly (readonly [string, Json])[] {
	return accounts.map(({ id, name, type, subType, classification }) => [
		id,
		{
			Name: name,
			FullyQualifiedName: name,
			SubAccount: false,
			Active: true,
			Classification: classification,
			AccountType: type,
			AccountSubType: subType,
			CurrencyRef: { value: currency, name: currency },
		},
	]);
}

/** A reference to one of the seeded accounts. */
export function accountRef(id: string): Json {
	return { value: id, name: accounts.find((account) => account.id === id)?.name };
}
