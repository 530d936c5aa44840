import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import { UnreadableError } from '../../core/reading/readUnknown';
import type { Moment } from '../../core/model/moment';
import { SILENT_WORKFLOWS } from '../../core/reporting/watchedWorkflow';
import { findDocumentsWithoutOrder } from '../../core/reconciling/documentsWithoutOrder';
import { requestedOrders } from '../../core/reconciling/requestedOrders';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { hint } from '../bridge/hints';
import { credentialErrorToN8n } from '../bridge/errors/errorToN8n';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { channelsInSubtitle } from '../bridge/form/severalChannels';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { formOfItems, type ReadItems } from '../bridge/items/itemsFromN8n';
import { explainOrders, getReport } from './looks';
import { ordersCredentials, ordersForm } from './ordersForm';
import { outputsOf, outputsOfDocuments } from './ordersOutputs';
import { readRequestedOrder, readOrdersForm, type OrdersForm } from './readOrdersForm';
import { shopOfRun, type ShopOfRun } from './shopOfRun';
import { getSilentWorkflows } from './silence';

/** What a run reads once, for the first item. */
const ONCE: ReadItems<string> = { good: [{ index: 0, value: '' }], bad: [] };

const UNKNOWN_START =
	'a date and time: no Channel Order Trigger of this shop says from when on orders belong into QuickBooks. Enter the moment of your stock count, or publish the trigger first';

/** What only looks has one output. An expression, which n8n's editor works out as well, knows no function of this file. */
const OUTPUTS =
	'={{ ["getReport", "explainOrder", "silentWorkflows"].includes($parameter["operation"]) ? ["main"] : ["Orders", "Unreadable"].map((displayName) => ({ type: "main", displayName })) }}' as const;

export class GetChannelOrders implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Get Channel Orders',
		name: 'getChannelOrders',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: `={{ $parameter["operation"] === "getReport" ? "report: " + ${channelsInSubtitle} : $parameter["operation"] === "explainOrder" ? "explain an order" : $parameter["operation"] === "silentWorkflows" ? "what is silent" : $parameter["channel"] + ($parameter["operation"] === "documentsWithoutOrder" ? ", documents without order" : $parameter["notYetInQuickBooks"] ? ", not yet in quickbooks" : "") }}`,
		description:
			'Get orders of a sales channel, a report of all that needs a person, what QuickBooks Online has of an order and why, or what of the sync is silent',
		defaults: { name: 'Get Channel Orders' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: ordersCredentials(),
		properties: ordersForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0);
		if (operation === 'getReport') return await getReport(this);
		if (operation === 'explainOrder') return await explainOrders(this);
		if (operation === SILENT_WORKFLOWS) return await getSilentWorkflows(this);
		const form = formFromN8n(this, (context) => readOrdersForm(context, Date.now()));
		if (form.withoutOrder !== null) return await withoutOrder(this, form, form.withoutOrder);
		return await getOrders(this, form);
	}
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
		const { booksPrefix: numberPrefix } = await shopOfRun(context, channel);
		const adapter = await connectChosenChannel(context, channel);
		const quickBooks = await connectQuickBooksFor(context);
		return outputsOfDocuments(
			await findDocumentsWithoutOrder(adapter, quickBooks, { ...requested, channel, displayName, numberPrefix, now }),
		);
	});
}

/** Reads the order that each item asks for, or once the orders of a time. */
async function getOrders(context: IExecuteFunctions, form: OrdersForm): Promise<INodeExecutionData[][]> {
	const { many } = form;
	const requested = many === null ? formOfItems(context, (index) => readRequestedOrder(context, index)) : ONCE;
	return await continueOnFail(context, requested, { outputs: 2, attention: 1 }, async () => {
		const shop = await shopOfRun(context, form.channel);
		if (form.notYetIn !== null) assertStart(context, form, shop);
		const adapter = await connectChosenChannel(context, form.channel);
		const quickBooks = async () => await connectQuickBooksFor(context);
		const { placedFrom } = shop;
		const which = many === null ? { named: requested.good } : { ...many, selection: { ...many.selection, placedFrom } };
		if (many !== null) tellOfStart(context, many.selection.since, shop);
		return outputsOf(await requestedOrders({ adapter, quickBooks }, { ...form, ...shop, which }), requested.bad);
	});
}

/** Without a start every order of the past would be missing in QuickBooks. Throws an error of n8n that blames the credential. */
function assertStart(context: IExecuteFunctions, { channel }: OrdersForm, { placedFrom }: ShopOfRun): void {
	if (placedFrom !== null) return;
	const field = `${channelById(channel).displayName} credential.Orders Placed From`;
	throw credentialErrorToN8n(context.getNode(), new UnreadableError(field, UNKNOWN_START));
}

/** Nobody should look for orders that are left out on purpose. */
function tellOfStart(context: IExecuteFunctions, since: Moment, { placedFrom }: ShopOfRun): void {
	if (placedFrom === null || since >= placedFrom) return;
	hint(
		context,
		`Orders placed before ${placedFrom} are left out: their stock was counted and their money booked before. Orders Placed From, in the credential, moves that moment.`,
		'info',
	);
}
