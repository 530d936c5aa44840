import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { findOpenOrders } from '../../core/availability/findOpenOrders';
import { channelById } from '../../core/channels/channelRegistry';
import { findDocumentsWithoutOrder } from '../../core/reconciling/documentsWithoutOrder';
import { requestedOrders } from '../../core/reconciling/requestedOrders';
import { accountKey } from '../bridge/credentials/accountKey';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { readChannel } from '../bridge/form/channelFields';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { formOfItems, type ReadItems } from '../bridge/items/itemsFromN8n';
import { levelsFromN8n } from '../bridge/items/levelsFromN8n';
import { salesStartOf } from '../bridge/polling/salesStart';
import { ordersCredentials, ordersForm } from './ordersForm';
import { patienceFor, rememberReading } from './channelPatience';
import { ordersMemory } from './ordersMemory';
import { outputsOf, outputsOfDocuments, outputsWithOpenOrders } from './ordersOutputs';
import { readRequestedOrder, readOrdersForm, type OrdersForm } from './readOrdersForm';

/** What a run reads once, for the first item. */
const ONCE: ReadItems<string> = { good: [{ index: 0, value: '' }], bad: [] };

export class GetChannelOrders implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Get Channel Orders',
		name: 'getChannelOrders',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["channel"] + ($parameter["operation"] === "addOpen" ? ", open orders" : $parameter["operation"] === "documentsWithoutOrder" ? ", documents without order" : $parameter["notYetInQuickBooks"] ? ", not yet in quickbooks" : "") }}',
		description:
			'Get orders of a sales channel, all or only those that QuickBooks Online does not have yet, or documents there without order',
		defaults: { name: 'Get Channel Orders' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Orders', 'Unreadable'],
		credentials: ordersCredentials(),
		properties: ordersForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const account = await accountOf(this);
		const start = await salesStartOf(account);
		const form = formFromN8n(this, (context) => readOrdersForm(context, Date.now(), start));
		if (form.open !== null) return await withOpenOrders(this, { ...form, account }, form.open);
		if (form.withoutOrder !== null) return await withoutOrder(this, form, form.withoutOrder);
		return await getOrders(this, form);
	}
}

/** The key of the account whose open orders are added. Null where the credential cannot be used: using it says why. */
async function accountOf(context: IExecuteFunctions): Promise<string | null> {
	if (context.getNodeParameter('operation', 0) !== 'addOpen') return null;
	return await accountKey(context, readChannel(context.getNodeParameter('channel', 0))).then(
		(key) => key,
		() => null,
	);
}

/** Passes the items on as they came, the open orders of other channels among them, and adds those of this channel. */
async function withOpenOrders(
	context: IExecuteFunctions,
	{ channel, alsoSold, placedFrom, now, account }: OrdersForm & { readonly account: string | null },
	open: NonNullable<OrdersForm['open']>,
): Promise<INodeExecutionData[][]> {
	const { read, levels, passed } = levelsFromN8n(context);
	const came = levels.map(({ level }) => level);
	return await continueOnFail(context, read, { outputs: 2, attention: 1 }, async () => {
		const memory = ordersMemory(account, alsoSold);
		const requested = { ...open, channel: channelById(channel), alsoSold, placedFrom, now, memory };
		const adapter = await connectChosenChannel(context, channel, await patienceFor(account));
		const found = await findOpenOrders(adapter, came, requested);
		if (came.length > 0) await rememberReading(account, found);
		return outputsWithOpenOrders(passed, found, read.bad);
	});
}

/** Runs once, whatever comes in. */
async function withoutOrder(
	context: IExecuteFunctions,
	{ channel, now }: OrdersForm,
	requested: NonNullable<OrdersForm['withoutOrder']>,
): Promise<INodeExecutionData[][]> {
	const started = { good: [{ index: 0, value: null }], bad: [] };
	return await continueOnFail(context, started, { outputs: 2, attention: 1 }, async () => {
		const { displayName } = channelById(channel);
		const adapter = await connectChosenChannel(context, channel);
		const quickBooks = await connectQuickBooksFor(context);
		return outputsOfDocuments(
			await findDocumentsWithoutOrder(adapter, quickBooks, { ...requested, channel, displayName, now }),
		);
	});
}

/** Reads the order that each item asks for, or once the orders of a time. */
async function getOrders(context: IExecuteFunctions, form: OrdersForm): Promise<INodeExecutionData[][]> {
	const requested = form.many === null ? formOfItems(context, (index) => readRequestedOrder(context, index)) : ONCE;
	return await continueOnFail(context, requested, { outputs: 2, attention: 1 }, async () => {
		const adapter = await connectChosenChannel(context, form.channel);
		const quickBooks = async () => await connectQuickBooksFor(context);
		const which = form.many ?? { named: requested.good };
		return outputsOf(await requestedOrders({ adapter, quickBooks }, { ...form, which }), requested.bad);
	});
}
