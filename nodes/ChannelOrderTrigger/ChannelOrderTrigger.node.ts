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
import { channelCredentials } from '../bridge/form/channelFields';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { nodeKey } from '../bridge/memory/nodeKey';
import { rememberSalesStart } from '../bridge/polling/salesStart';
import { orderTriggerForm, readOrderTriggerForm } from './orderTriggerForm';
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
		const form = readOrderTriggerForm(this);
		return await acknowledgedPoll(this, async () => {
			const account = await accountKey(this, form.channel);
			const tellStart = async (placedFrom: Moment) => await rememberSalesStart(account, nodeKey(this), placedFrom);
			const { listLagSeconds } = channelById(form.channel);
			const settings = { ...form, listLagSeconds, now: () => Date.now(), tellStart };
			return orderPollSource(orderFeed(await connectChosenChannel(this, form.channel), settings));
		});
	}
}
