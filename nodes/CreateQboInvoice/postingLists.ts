import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { chargeItems, depositAccounts, taxCodes, type Choice } from '../../core/quickbooks/choices';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { errorToN8n } from '../bridge/errorToN8n';
import { connectQuickBooksFor } from '../bridge/quickBooksFields';

export async function chargeItemOptions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await optionsFrom(this, chargeItems);
}

export async function accountOptions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await optionsFrom(this, depositAccounts);
}

export async function taxCodeOptions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await optionsFrom(this, taxCodes);
}

async function optionsFrom(context: ILoadOptionsFunctions, ask: (client: QuickBooksClient) => Promise<Choice[]>): Promise<INodePropertyOptions[]> {
	try {
		const choices = await ask(await connectQuickBooksFor(context));
		return choices.map(({ id, name }) => ({ name, value: id }));
	} catch (error) {
		throw errorToN8n(context.getNode(), error);
	}
}
