import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { runPosting } from '../../core/posting/runPosting';
import { hint } from '../bridge/hints';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { formOfEach } from '../bridge/form/formOfEach';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import { booksFromN8n } from '../bridge/credentials/booksFromN8n';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { postingForm } from './postingForm';
import { postingLists } from './postingLists';
import { readIncomingOrder, toOutputs, withChoices } from './postingItems';
import { readPostingForm, readPostingRun } from './readPostingForm';

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
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Posted', 'Needs Attention', 'Stock Affected'],
		credentials: quickBooksCredentials(),
		properties: postingForm(),
	};

	methods = { loadOptions: postingLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = formFromN8n(this, readPostingRun);
		const came = itemsFromN8n(this, readIncomingOrder);
		const chosen = formOfEach(this, came.good, (one) => readPostingForm(this, one));
		const read = withChoices(this.getInputData(), chosen, came.bad);
		const ordersToPost = read.good.map(({ value }) => value);
		return await continueOnFail(this, read, { outputs: 3, attention: 1 }, async () => {
			const options = { ...run, ...(await booksFromN8n(this)) };
			const report = await runPosting(await connectQuickBooksFor(this), ordersToPost, options);
			if (report.caution !== null) hint(this, report.caution, 'warning');
			return toOutputs(this.getInputData(), read, report);
		});
	}
}
