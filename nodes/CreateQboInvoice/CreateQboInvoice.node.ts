import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { Moment } from '../../core/model/moment';
import type { SalesOrder } from '../../core/model/salesOrder';
import type { Wait } from '../../core/posting/plan/postingRow';
import { runPosting } from '../../core/posting/runPosting';
import { waitingOrders } from '../../core/posting/waitingOrders';
import { rememberReasons } from '../../core/posting/waitingReasons';
import { hint } from '../bridge/hints';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { formOfEach } from '../bridge/form/formOfEach';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import { booksFromN8n } from '../bridge/credentials/booksFromN8n';
import { memory } from '../bridge/memory/memory';
import { workflowRunOf } from '../bridge/memory/workflowRunOf';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { postingForm } from './postingForm';
import { postingLists } from './postingLists';
import {
	readIncomingOrder,
	saidOfPosted,
	toItem,
	toOutputs,
	troublesOfForm,
	withAttentionPassedOn,
	withChoices,
	type SaidOfItem,
} from './postingItems';
import { readPostingForm, readPostingRun, readTellAtTheEnd } from './readPostingForm';

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
		outputNames: ['Done', 'Needs Attention', 'Stock Affected'],
		credentials: quickBooksCredentials(),
		properties: postingForm(),
	};

	methods = { loadOptions: postingLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = formFromN8n(this, readPostingRun);
		const tellAtTheEnd = formFromN8n(this, readTellAtTheEnd);
		const came = itemsFromN8n(this, readIncomingOrder);
		const chosen = formOfEach(this, came.good, (one) => readPostingForm(this, one));
		const input = this.getInputData();
		const good = withChoices(chosen);
		const troubles = troublesOfForm(chosen);
		const read = { good, bad: [...troubles.map((one) => toItem(input, one)), ...came.bad] };
		const outputs = await continueOnFail(this, read, { outputs: 3, attention: 1 }, async () => {
			const options = { ...run, ...(await booksFromN8n(this)) };
			const ordersToPost = good.map(({ value }) => value);
			const client = await connectQuickBooksFor(this);
			const report = await runPosting(client, ordersToPost, options);
			await rememberReasons(memory, report.postedOrders, options.now);
			if (report.caution !== null) hint(this, report.caution, 'warning');
			const said = [...saidOfPosted(good, report), ...troubles];
			const waits = await waitsOf(this, said, options.now);
			const { documentUrl } = client;
			return toOutputs(input, { good, bad: came.bad, said, waits, documentUrl }, report);
		});
		return tellAtTheEnd ? withAttentionPassedOn(outputs) : outputs;
	}
}

/** How long each order waits that does, and whether people are told of it now. */
async function waitsOf(
	context: IExecuteFunctions,
	said: readonly SaidOfItem[],
	now: Moment,
): Promise<ReadonlyMap<SalesOrder, Wait>> {
	const waiting = await waitingOrders(said, { memory, run: workflowRunOf(context), now });
	const zone = context.getTimezone();
	return new Map([...waiting].map(([order, one]) => [order, { ...one, now, zone }]));
}
