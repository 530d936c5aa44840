import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import { numberPrefix } from '../../core/model/orderIdentity';
import { missingOrders } from '../../core/reconciling/missingOrders';
import { accountKey } from '../bridge/credentials/accountKey';
import { connectChosenChannel, readChannel } from '../bridge/form/channelFields';
import { formOfItems, type ReadItems } from '../bridge/items/itemsFromN8n';
import { levelsFromN8n } from '../bridge/items/levelsFromN8n';
import { connectQuickBooksFor } from '../bridge/form/quickBooksFields';
import { salesStartOf } from '../bridge/polling/salesStart';
import { settleFailures } from '../bridge/items/continueOnFail';
import { openOrdersOf } from '../../core/availability/readOpenOrders';
import { askedOrders, manyOrders, type FoundOrders } from '../../core/orders/findOrders';
import { documentsWithoutOrder } from '../../core/reconciling/documentsWithoutOrder';
import { ordersCredentials, ordersForm } from './ordersForm';
import { ordersMemory } from './ordersMemory';
import { outputsOf } from './ordersOutputs';
import { readAskedOrder, readOrdersForm, type OrdersForm } from './readOrdersForm';

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
		const form = readOrdersForm(this, Date.now(), await salesStartOf(account));
		if (form.open !== null) return await withOpenOrders(this, { ...form, account }, form.open);
		if (form.withoutOrder !== null) return await withoutOrder(this, form, form.withoutOrder);
		const asked = askedIn(this, form);
		return await settleFailures(this, asked, { outputs: 2, attention: 1 }, async () => {
			const found = await findOrders(this, form, asked);
			return outputsOf(await withoutThoseInBooks(this, form, found), asked.bad);
		});
	}
}

/** The key of the account whose open orders are added. A credential that cannot be used is told of when it is used. */
async function accountOf(context: IExecuteFunctions): Promise<string | null> {
	if (context.getNodeParameter('operation', 0) !== 'addOpen') return null;
	return await accountKey(context, readChannel(context.getNodeParameter('channel', 0))).then(
		(key) => key,
		() => null,
	);
}

/** Passes the items on as they came, the open orders of other channels among them, and adds those of this one. */
async function withOpenOrders(
	context: IExecuteFunctions,
	{ channel, alsoSold, placedFrom, now, account }: OrdersForm & { readonly account: string | null },
	open: NonNullable<OrdersForm['open']>,
): Promise<INodeExecutionData[][]> {
	const { read, levels, passed } = levelsFromN8n(context);
	return await settleFailures(context, read, { outputs: 2, attention: 1 }, async () => {
		const { displayName, unpaidStates, listsLateSeconds } = channelById(channel);
		const memory = ordersMemory(account, alsoSold);
		const found = await openOrdersOf(
			await connectChosenChannel(context, channel),
			levels.map(({ level }) => level),
			{ ...open, channel, displayName, unpaidStates, listsLateSeconds, alsoSold, placedFrom, now, memory },
		);
		return [
			[
				...passed,
				{ json: { ...found } as unknown as IDataObject, pairedItem: passed.map(({ pairedItem }) => pairedItem) },
			],
			read.bad,
		];
	});
}

/** Runs once, whatever comes in. */
async function withoutOrder(
	context: IExecuteFunctions,
	{ channel, now }: OrdersForm,
	asked: NonNullable<OrdersForm['withoutOrder']>,
): Promise<INodeExecutionData[][]> {
	const started = { good: [{ index: 0, value: null }], bad: [] };
	return await settleFailures(context, started, { outputs: 2, attention: 1 }, async () => {
		const { displayName } = channelById(channel);
		const found = await documentsWithoutOrder(
			await connectChosenChannel(context, channel),
			await connectQuickBooksFor(context),
			{ ...asked, channel, displayName, now },
		);
		return [found.map((one) => ({ json: { ...one }, pairedItem: { item: 0 } })), []];
	});
}

/** One order for each item; a reading of many orders is made once, for the first. */
function askedIn(context: IExecuteFunctions, { many }: OrdersForm): ReadItems<string> {
	if (many !== null) return { good: [{ index: 0, value: '' }], bad: [] };
	return formOfItems(context, (index) => readAskedOrder(context, index));
}

async function findOrders(
	context: IExecuteFunctions,
	form: OrdersForm,
	{ good }: ReadItems<string>,
): Promise<FoundOrders> {
	const channel = await connectChosenChannel(context, form.channel);
	if (form.many === null) return await askedOrders(channel, good, form);
	// What is in QuickBooks already does not count towards the limit.
	const limit = form.notYetIn === null ? form.many.limit : Number.POSITIVE_INFINITY;
	return await manyOrders(channel, form.many.selection, limit, form);
}

async function withoutThoseInBooks(
	context: IExecuteFunctions,
	{ notYetIn, placedFrom, many, now }: OrdersForm,
	found: FoundOrders,
): Promise<FoundOrders> {
	if (notYetIn === null) return found;
	const missing = await missingOrders(
		await connectQuickBooksFor(context),
		found.orders.map(({ order }) => order),
		{
			choices: ({ channel }) => ({ prefix: numberPrefix(notYetIn.numberPrefix, channel), goLive: placedFrom }),
			recordPayments: notYetIn.recordPayments,
			now,
		},
	);
	const passed = new Set(missing);
	return { ...found, orders: found.orders.filter(({ order }) => passed.has(order)).slice(0, many?.limit) };
}
