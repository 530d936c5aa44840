import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { stockFeed } from '../../core/availability/stockFeed';
import { acknowledgedPoll } from '../bridge/polling/acknowledgedPoll';
import { booksFromN8n } from '../bridge/credentials/booksFromN8n';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { warnOfSchedule } from '../bridge/polling/scheduleWarning';
import { stockTriggerForm } from './stockTriggerForm';
import { stockPollSource } from './stockPollSource';

export class QboStockTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QBO Stock Trigger',
		name: 'qboStockTrigger',
		icon: { light: 'file:../../icons/quickbooks.svg', dark: 'file:../../icons/quickbooks.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'stock level changed',
		description: 'Starts the workflow when the quantity on hand of an item changes in QuickBooks Online',
		defaults: { name: 'QBO Stock Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: quickBooksCredentials(),
		properties: stockTriggerForm(),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const fullReadHours = this.getNodeParameter('fullReadHours') as number;
		warnOfSchedule(this, { fullReadHours, items: 0 });
		const oneByOne = this.getNodeParameter('oneByOne', false) as boolean;
		const settings = { fullReadHours, oneByOne, now: () => Date.now() };
		return await acknowledgedPoll(this, async () => {
			// What the credential says of SKUs concerns the nodes behind; a person hears of it where he publishes.
			await booksFromN8n(this);
			return stockPollSource(stockFeed(await connectQuickBooksFor(this), settings));
		});
	}
}
