import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import {
	readAccountsOfType,
	readChargeItems,
	readClasses,
	readDepositAccounts,
	readLiabilityItems,
	readLocations,
	readPaymentMethods,
	readSaleItems,
	readTaxCodeChoices,
	readTerms,
	type Choice,
} from '../../core/quickbooks/lists';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { errorToN8n } from '../bridge/errors/errorToN8n';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';

/** The lists to choose from, by the name that a field knows them by. */
export const postingLists = {
	accountOptions: listOf(readDepositAccounts),
	assetAccountOptions: listOf(async (client) => await readAccountsOfType(client, 'Other Current Asset')),
	bankAccountOptions: listOf(async (client) => await readAccountsOfType(client, 'Bank')),
	chargeItemOptions: listOf(readChargeItems),
	classOptions: listOf(readClasses),
	expenseAccountOptions: listOf(async (client) => await readAccountsOfType(client, 'Cost of Goods Sold', 'Expense')),
	feeAccountOptions: listOf(
		async (client) => await readAccountsOfType(client, 'Expense', 'Other Expense', 'Cost of Goods Sold'),
	),
	incomeAccountOptions: listOf(async (client) => await readAccountsOfType(client, 'Income')),
	liabilityAccountOptions: listOf(
		async (client) => await readAccountsOfType(client, 'Other Current Liability', 'Long Term Liability'),
	),
	liabilityItemOptions: listOf(readLiabilityItems),
	locationOptions: listOf(readLocations),
	paymentMethodOptions: listOf(readPaymentMethods),
	refundItemOptions: listOf(readChargeItems, "The Goods' Own Income Account"),
	saleItemOptions: listOf(readSaleItems),
	taxCodeOptions: listOf(readTaxCodeChoices),
	termOptions: listOf(readTerms),
};

function listOf(ask: (client: QuickBooksClient) => Promise<Choice[]>, unchosen = 'Not Chosen') {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		try {
			const choices = await ask(await connectQuickBooksFor(this));
			// n8n marks a field red whose value is not in its list, and nothing is chosen at first.
			const first = choices.length === 0 ? `${unchosen} (QuickBooks Has Nothing That Fits)` : unchosen;
			return [{ name: first, value: '' }, ...choices.map(({ id, name }) => ({ name, value: id }))];
		} catch (error) {
			throw errorToN8n(this.getNode(), error);
		}
	};
}
