import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import type { Moment } from '../../core/model/moment';
import { orderFeed } from '../../core/orders/orderFeed';
import { accountKey } from '../bridge/credentials/accountKey';
import { acknowledgedPoll } from '../bridge/polling/acknowledgedPoll';
import { channelCredentials, readChannel } from '../bridge/form/channelFields';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { nodeKey } from '../bridge/memory/nodeKey';
import { rememberSalesStart } from '../bridge/polling/salesStart';
import { shopFromN8n } from '../bridge/credentials/shopFromN8n';
import { orderTriggerForm } from './orderTriggerForm';
import { orderPollSource } from './orderPollSource';

export class ChannelOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Channel Order Trigger',
		name: 'channelOrderTrigger',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["channel"] }}',
		description: 'Starts the workflow when an order is placed or changes on a sales channel',
		defaults: { name: 'Channel Order Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Orders', 'Unreadable'],
		credentials: channelCredentials(),
		properties: orderTriggerForm(),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const channel = readChannel(this.getNodeParameter('channel'));
		return await acknowledgedPoll(this, async () => {
			const { alsoSold, placedFrom } = await shopFromN8n(this, channel);
			const account = await accountKey(this, channel);
			const tellStart = async (start: Moment) => await rememberSalesStart(account, nodeKey(this), start);
			const { listLagSeconds } = channelById(channel);
			const settings = { alsoSold, placedFrom, listLagSeconds, now: () => Date.now(), tellStart };
			return orderPollSource(orderFeed(await connectChosenChannel(this, channel), settings));
		});
	}
}
