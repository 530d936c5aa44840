import { expect, test } from '@jest/globals';
import {
	readAccountsOfType,
	readChargeItems,
	readClasses,
	readDepositAccounts,
	readLiabilityItems,
	readLocations,
	readSaleItems,
	readTaxCodeChoices,
} from '../../../core/quickbooks/lists';
import { openQuickBooks } from '../../support/quickBooksBench';

test('the lists of the form hold what fits their purpose, by name', async () => {
	const { client } = await openQuickBooks();
	const names = async (choices: Promise<ReadonlyArray<{ readonly name: string }>>) =>
		(await choices).map(({ name }) => name);
	expect(await names(readDepositAccounts(client))).toEqual(['Checking', 'Marketplace Clearing', 'Undeposited Funds']);
	expect(await names(readAccountsOfType(client, 'Cost of Goods Sold', 'Expense'))).toEqual([
		'Cost of Goods Sold',
		'Inventory Shrinkage',
		'Merchant Fees',
		'Supplies',
	]);
	expect(await names(readChargeItems(client))).toEqual(['Gift wrapping', 'Knots, an e-book']);
	expect(await names(readClasses(client))).toEqual(['Online', 'Wholesale']);
	expect(await names(readLocations(client))).toEqual(['Harbour store', 'Warehouse']);
	expect(await names(readTaxCodeChoices(client))).toEqual(['NON', 'TAX']);
	expect(await names(readSaleItems(client))).toContain('Blue mug');
});

test('what is owed to buyers is booked on items whose income account is a liability, and the list holds no others', async () => {
	const { client, item, control } = await openQuickBooks();
	expect(await readLiabilityItems(client)).toEqual([]);
	const accounts = (await control('/ledger')) as ReadonlyArray<{ readonly id: string; readonly name: string }>;
	const owed = accounts.find(({ name }) => name === 'Gift Certificates Outstanding');
	const id = await item('Gift certificates', { Type: 'Service', IncomeAccountRef: { value: owed?.id } });
	expect(await readLiabilityItems(client)).toEqual([{ id, name: 'Gift certificates' }]);
});
