import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import type { Moment } from '../../core/model/moment';
import { numberPrefix } from '../../core/model/orderIdentity';
import { orderFeed } from '../../core/orders/orderFeed';
import { lookingAgain } from '../../core/reconciling/lookAgainFeed';
import { accountKey } from '../bridge/credentials/accountKey';
import { acknowledgedPoll } from '../bridge/polling/acknowledgedPoll';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { nodeKey } from '../bridge/memory/nodeKey';
import { rememberSalesStart } from '../bridge/polling/salesStart';
import { shopFromN8n } from '../bridge/credentials/shopFromN8n';
import { orderTriggerCredentials, orderTriggerForm, readOrderTriggerForm } from './orderTriggerForm';
import { missingInQuickBooks } from './missingInQuickBooks';
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
		credentials: orderTriggerCredentials(),
		properties: orderTriggerForm(),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { channel, lookAgainEvery: every } = readOrderTriggerForm(this);
		return await acknowledgedPoll(this, async () => {
			const { numberPrefix: prefix, ...shop } = await shopFromN8n(this, channel);
			const booksPrefix = numberPrefix({ channel, booksPrefix: prefix });
			const account = await accountKey(this, channel);
			const tellStart = async (start: Moment) => await rememberSalesStart(account, nodeKey(this), start);
			const { listLagSeconds } = channelById(channel);
			const settings = { ...shop, listLagSeconds, now: () => Date.now(), tellStart };
			const adapter = await connectChosenChannel(this, channel);
			const feed = orderFeed(adapter, settings);
			if (every === null) return orderPollSource(feed, booksPrefix);
			const books = async (goLive: Moment) => await missingInQuickBooks(this, { prefix: booksPrefix, goLive });
			const looking = { ...settings, channel: adapter, zone: this.getTimezone(), every, books };
			return orderPollSource(lookingAgain(feed, looking), booksPrefix);
		});
	}
}
