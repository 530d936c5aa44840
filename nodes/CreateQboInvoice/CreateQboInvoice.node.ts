import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { PostedOrder } from '../../core/posting/plan/stages';
import { readAffectedLevels } from '../../core/posting/write/affectedLevels';
import { companyCaution } from '../../core/quickbooks/companyCheck';
import { postOrders } from '../../core/posting/postOrders';
import type { PostingOptions } from '../../core/posting/plan/postingOptions';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { hint } from '../bridge/hints';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import { connectQuickBooksFor, quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { settleFailures } from '../bridge/items/continueOnFail';
import { postingForm } from './postingForm';
import { postingLists } from './postingLists';
import { outputsOf, readOrderToPost } from './postingItemsOfN8n';
import { readPostingForm } from './readPostingForm';

export class CreateQboInvoice implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Create QBO Invoice',
		name: 'createQboInvoice',
		icon: { light: 'file:../../icons/quickbooks.svg', dark: 'file:../../icons/quickbooks.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { SalesReceipt: "sales receipts", byPayment: "receipts and invoices" }[$parameter["documentType"]] ?? "invoices" }}',
		description:
			'Bring QuickBooks Online to the state of sales orders: each becomes one document, however often it comes',
		defaults: { name: 'Create QBO Invoice' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Posted', 'Needs Attention', 'Stock Affected'],
		credentials: quickBooksCredentials(),
		properties: postingForm(),
	};

	methods = { loadOptions: postingLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const options = readPostingForm(this);
		const read = itemsFromN8n(this, readOrderToPost);
		return await settleFailures(this, read, { outputs: 3, attention: 1 }, async () => {
			const client = await connectQuickBooksFor(this);
			const posted = await postOrders(
				client,
				read.good.map(({ value }) => value),
				options,
			);
			await sayCautions(this, client, posted, options);
			return outputsOf(this.getInputData(), read, posted, await readAffectedLevels(client, posted));
		});
	}
}

/** Once a run, and only where an order has a document: then the company's switches are known already, and cost no read. */
async function sayCautions(
	context: IExecuteFunctions,
	client: QuickBooksClient,
	posted: readonly PostedOrder[],
	{ customer }: PostingOptions,
): Promise<void> {
	if (posted.every(({ outcome }) => outcome.document === null)) return;
	const caution = companyCaution(await client.company(), customer.kind);
	if (caution !== null) hint(context, caution, 'warning');
}
