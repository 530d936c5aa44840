import {
	NodeConnectionTypes,
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { holdBackOpenSales } from '../../core/availability/holdBackOpenSales';
import { channels } from '../../core/channels/channelRegistry';
import { withCachedCompany } from '../bridge/credentials/cachedCompany';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { memory } from '../bridge/memory/memory';
import { workflowRunOf } from '../bridge/memory/workflowRunOf';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { holdBackForm, holdBackRules } from './holdBackForm';
import { outputsOf, sortedItems } from './holdBackItems';

export class HoldBackOpenSales implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hold Back Open Sales',
		name: 'holdBackOpenSales',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: 'take off what is sold and not posted',
		description:
			'Take what is sold or reserved and not in QuickBooks Online yet off the stock levels, so that nothing is sold twice',
		defaults: { name: 'Hold Back Open Sales' },
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Levels', 'Oversold'],
		credentials: quickBooksCredentials(),
		properties: holdBackForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const rules = formFromN8n(this, holdBackRules);
		const came = sortedItems(this);
		return await continueOnFail(this, came.read, { outputs: 2, attention: 1 }, async () => {
			const now = Date.now();
			const connect = async () => withCachedCompany(await connectQuickBooksFor(this), now);
			const announcement = { run: workflowRunOf(this), alerts: memory.alerts, now };
			const ports = { ...rules, connect, now, sleep, announcement, channels: channels.map(({ id }) => id) };
			return outputsOf(await holdBackOpenSales(came.levels, came.openOrders, ports), came);
		});
	}
}
