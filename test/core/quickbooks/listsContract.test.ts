import { expect, test } from '@jest/globals';
import {
	readAccountsOfType,
	readChargeItems,
	readClasses,
	readDepositAccounts,
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
		'Supplies',
	]);
	expect(await names(readChargeItems(client))).toEqual(['Gift wrapping', 'Knots, an e-book']);
	expect(await names(readClasses(client))).toEqual(['Online', 'Wholesale']);
	expect(await names(readLocations(client))).toEqual(['Harbour store', 'Warehouse']);
	expect(await names(readTaxCodeChoices(client))).toEqual(['NON', 'TAX']);
	expect(await names(readSaleItems(client))).toContain('Blue mug');
});
