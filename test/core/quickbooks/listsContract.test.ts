import { expect, test } from '@jest/globals';
import {
	accountsOfType,
	chargeItems,
	classes,
	depositAccounts,
	locations,
	saleItems,
	taxCodes,
} from '../../../core/quickbooks/lists';
import { openQuickBooks } from '../../support/quickBooksBench';

test('the lists of the form hold what fits their purpose, by name', async () => {
	const { client } = await openQuickBooks();
	const names = async (choices: Promise<ReadonlyArray<{ readonly name: string }>>) =>
		(await choices).map(({ name }) => name);
	expect(await names(depositAccounts(client))).toEqual(['Checking', 'Marketplace Clearing', 'Undeposited Funds']);
	expect(await names(accountsOfType(client, 'Cost of Goods Sold', 'Expense'))).toEqual([
		'Cost of Goods Sold',
		'Supplies',
	]);
	expect(await names(chargeItems(client))).toEqual(['Gift wrapping', 'Knots, an e-book']);
	expect(await names(classes(client))).toEqual(['Online', 'Wholesale']);
	expect(await names(locations(client))).toEqual(['Harbour store', 'Warehouse']);
	expect(await names(taxCodes(client))).toEqual(['NON', 'TAX']);
	expect(await names(saleItems(client))).toContain('Blue mug');
});
