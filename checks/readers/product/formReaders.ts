import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { readShopSettings } from '../../../core/channels/shopSettings';
import { isEmptyField, readSellableRules } from '../../../core/model/sellableRules';
import { channels } from '../../../core/channels/channelRegistry';
import { heldRow, readRuleRow } from '../../../core/pushing/ruleRow';
import { readIncomingRules } from '../../../core/pushing/skuRules';
import { readPrefix } from '../../../core/model/numberPrefix';
import { readBooksSettings } from '../../../core/quickbooks/booksSettings';
import { readText } from '../../../core/reading/readUnknown';
import { readChannel } from '../../../nodes/bridge/form/channelFields';
import { bodyOf } from '../../../nodes/bridge/http/bodyFromN8n';
import { replyFrom } from '../../../nodes/bridge/http/replyFromN8n';
import { readChosenChannels } from '../../../nodes/bridge/form/shopFields';
import { readOrderTriggerForm } from '../../../nodes/ChannelOrderTrigger/orderTriggerForm';
import { readChannelRow } from '../../../nodes/CreateQboInvoice/byChannelFields';
import { readIncomingOrder } from '../../../nodes/CreateQboInvoice/postingItems';
import { readPostingForm, readPostingRun, readTellAtTheEnd } from '../../../nodes/CreateQboInvoice/readPostingForm';
import { readReportForm } from '../../../nodes/GetChannelOrders/lookFields';
import { readRequestedOrder, readOrdersForm } from '../../../nodes/GetChannelOrders/readOrdersForm';
import { readSilenceForm } from '../../../nodes/GetChannelOrders/silenceFields';
import { readCompareForm, readMatchForm, readOperation, readRequestedSku } from '../../../nodes/MatchBySku/matchForm';
import { readPushForm } from '../../../nodes/PushChannelStock/pushForm';
import { readChannelIds } from '../../../nodes/bridge/form/severalChannels';
import { readFormRules, readSecondInput } from '../../../nodes/PushChannelStock/skuRules';
import { match, orderJson } from './domainReaders';
import type { Reader } from '../reader';
import { refusedByTheWire } from './refusals';
import { fields } from './replies';

/** A form that holds the fuzzed values, by the names of its fields. */
function formOf(raw: unknown): IExecuteFunctions & IPollFunctions {
	const values = fields(raw);
	const polled = (name: string, second: unknown, third: unknown) =>
		Object.hasOwn(values, name) ? values[name] : (third ?? (typeof second === 'number' ? undefined : second));
	return {
		getNodeParameter: polled,
		getInputData: () => (Array.isArray(values.rows) ? values.rows.map((json: unknown) => ({ json })) : []),
		getTimezone: () => 'Europe/Berlin',
		getMode: () => 'trigger',
	} as unknown as IExecuteFunctions & IPollFunctions;
}

const posting = {
	postTo: 'always',
	goLive: '2026-01-01 00:00',
	customer: 'channel',
	customerName: 'Web shop',
	missingItems: 'create',
	'itemAccounts.incomeAccount': '79',
	unstatedStock: 'inventory',
	recordPayments: true,
	documentType: 'Invoice',
	'items.shippingItem': '5',
	'options.memo': 'Thanks',
	'options.beforeStart': 'onStartDate',
	'byChannel.values': [{ channel: 'ebay', documentType: 'SalesReceipt' }],
	'tax.taxedCode': '2',
	'tax.untaxedCode': '3',
	'tax.rules.values': [{ rates: 'VAT (19%)', country: 'DE', marketplace: false, code: '4' }],
	fallbackItem: '6',
};
const orders = {
	channel: 'woocommerce',
	notYetInQuickBooks: true,
	recordPayments: true,
	operation: 'getMany',
	since: 'date',
	sinceDate: '2026-01-02',
	days: 3,
	states: ['sold', 'refunded'],
	quietMinutes: 10,
	returnAll: false,
	limit: 5,
};
const rules = {
	'rulesBySku.values': [{ sku: 'MUG', channel: 'any', buffer: 1, percentage: 50, minimum: 2, maximum: 0 }],
};
const ruleRow = { sku: 'MUG', channel: 'ebay', exclude: 'false', buffer: '1', percentage: 50, minimum: 2, maximum: 9 };
const pushed = {
	channels: ['ebay', 'woocommerce'],
	syncInventoryToEbay: true,
	levels: 'incoming',
	letThroughUntil: '2026-01-02T00:00:00',
	'options.ignoreCase': true,
	'options.onlyLower': true,
	'options.sharedStock': 'sum',
	'options.openDays': 30,
	'options.ignoreUnreadable': true,
	...rules,
};
const shop = {
	placedFrom: '2026-01-01T00:00:00',
	numberPrefix: 'WC-',
	alsoSold: ['on-hold'],
	reserveUnpaid: true,
	buffer: 1,
	percentage: 50,
	minimum: 2,
	maximum: 9,
};
const choice = { channel: 'ebay', channels: ['ebay'] };
const head = {
	request: { method: 'GET', url: 'https://x.test', repeatable: true },
	status: 200,
	timeout: 1000,
} as const;
const bytes = (raw: unknown) => new TextEncoder().encode(readText(raw, 'x'));

/** No limit is infinite, on purpose. */
function ordersForm(raw: unknown) {
	const { many, ...form } = readOrdersForm(formOf(raw), Date.UTC(2026, 0, 3));
	return { ...form, selection: many?.selection ?? null };
}

const form = (name: string, sample: unknown, read: (raw: unknown) => unknown): Reader => ({
	name,
	sample,
	read,
});

/** What people and expressions put into the nodes' forms, and what n8n hands over. */
export const formReaders: readonly Reader[] = [
	form('nodes/CreateQboInvoice/readPostingForm.ts#readPostingForm', posting, (raw) =>
		readPostingForm(formOf(raw), { index: 0, value: { order: { channel: 'ebay' } } }),
	),
	form(
		'nodes/CreateQboInvoice/readPostingForm.ts#readPostingForm (fallback)',
		{ ...posting, missingItems: 'fallback' },
		(raw) => readPostingForm(formOf(raw), { index: 0, value: { order: { channel: 'ebay' } } }),
	),
	form('nodes/CreateQboInvoice/readPostingForm.ts#readTellAtTheEnd', { options: { tellAtTheEnd: true } }, (raw) =>
		readTellAtTheEnd(formOf(raw)),
	),
	form('nodes/CreateQboInvoice/readPostingForm.ts#readPostingRun', { postTo: 'always' }, (raw) => ({
		...readPostingRun(formOf(raw)),
		now: null,
		channelName: null,
	})),
	form(
		'nodes/CreateQboInvoice/byChannelFields.ts#readChannelRow',
		[{ channel: 'ebay', documentType: 'SalesReceipt' }],
		(raw) => [...readChannelRow(raw, 'ebay')],
	),
	form('nodes/CreateQboInvoice/postingItems.ts#readIncomingOrder', { ...fields(orderJson), match }, readIncomingOrder),
	form('nodes/GetChannelOrders/readOrdersForm.ts#readOrdersForm', orders, ordersForm),
	form('nodes/GetChannelOrders/readOrdersForm.ts#readOrdersForm (days)', { ...orders, since: 'days' }, ordersForm),
	form('nodes/GetChannelOrders/readOrdersForm.ts#readRequestedOrder', { order: '812' }, (raw) =>
		readRequestedOrder(formOf(raw), 0),
	),
	form('nodes/MatchBySku/matchForm.ts#readCompareForm', choice, (raw) =>
		readCompareForm(formOf(raw)).channels.map(({ id }) => id),
	),
	form('nodes/GetChannelOrders/lookFields.ts#readReportForm', { ...pushed, reportDays: 90 }, (raw) =>
		readReportForm(formOf(raw)),
	),
	form(
		'nodes/GetChannelOrders/silenceFields.ts#readSilenceForm',
		{ stockHours: 26, salesHours: '48', orderHours: 1.5 },
		(raw) => readSilenceForm(formOf(raw)),
	),
	form('nodes/MatchBySku/matchForm.ts#readRequestedSku', { sku: 'MUG' }, (raw) => readRequestedSku(formOf(raw), 0)),
	form('nodes/bridge/form/severalChannels.ts#readChannelIds', pushed, (raw) => readChannelIds(formOf(raw))),
	form('nodes/MatchBySku/matchForm.ts#readOperation', { operation: 'compareCatalogs' }, (raw) =>
		readOperation(formOf(raw)),
	),
	form('nodes/MatchBySku/matchForm.ts#readMatchForm', { ...choice, lookIn: 'channel' }, (raw) =>
		readMatchForm(formOf(raw)),
	),
	form('nodes/PushChannelStock/pushForm.ts#readPushForm', pushed, (raw) => ({
		...readPushForm(formOf(raw)),
	})),
	form(
		'nodes/PushChannelStock/pushForm.ts#readPushForm (SKUs)',
		{ ...pushed, levels: 'skus', skus: 'MUG, TEE' },
		(raw) => ({ ...readPushForm(formOf(raw)) }),
	),
	form(
		'nodes/ChannelOrderTrigger/orderTriggerForm.ts#readOrderTriggerForm',
		{ channel: 'ebay', lookAgain: true, lookAgainMinutes: 60 },
		(raw) => readOrderTriggerForm(formOf(raw)),
	),
	form('nodes/PushChannelStock/skuRules.ts#readFormRules', rules, (raw) => readFormRules(formOf(raw))),
	form('core/pushing/ruleRow.ts#readRuleRow', ruleRow, (raw) => readRuleRow(raw, 'row 1', channels)),
	form(
		'nodes/PushChannelStock/skuRules.ts#readSecondInput',
		{ rulesFromInput: true, rows: [ruleRow] },
		(raw) => readSecondInput(formOf(raw))?.length,
	),
	form('core/model/sellableRules.ts#isEmptyField', ' ', isEmptyField),
	form('core/pushing/ruleRow.ts#heldRow', ruleRow, (raw) => heldRow(raw, 'row 1', channels, 'It is wrong')),
	form('core/pushing/skuRules.ts#readIncomingRules', ruleRow, (raw) =>
		readIncomingRules([raw, ruleRow], channels, false),
	),
	form('core/model/sellableRules.ts#readSellableRules', ruleRow, (raw) =>
		readSellableRules(fields(raw), (field) => field),
	),
	form('core/channels/shopSettings.ts#readShopSettings', shop, (raw) =>
		readShopSettings({ displayName: 'WooCommerce' }, fields(raw), 'Europe/Berlin'),
	),
	form('core/model/numberPrefix.ts#readPrefix', 'WC-', (raw) => readPrefix(raw, 'Number Prefix')),
	form('nodes/bridge/form/channelFields.ts#readChannel', 'ebay', readChannel),
	form('nodes/bridge/form/shopFields.ts#readChosenChannels', ['ebay', 'woocommerce'], (raw) =>
		readChosenChannels(raw).map(({ id }) => id),
	),
	form('core/quickbooks/booksSettings.ts#readBooksSettings', { ignoreCase: true }, (raw) =>
		readBooksSettings(fields(raw)),
	),
	{
		...form(
			'nodes/bridge/http/bodyFromN8n.ts#bodyOf',
			'{"id": 12345678901234567890, "a": [1]}',
			async (raw) => await bodyOf(head, bytes(raw)),
		),
		mayThrow: refusedByTheWire,
		handsOn: true,
	},
	{
		...form(
			'nodes/bridge/http/replyFromN8n.ts#replyFrom',
			{ headers: { 'Retry-After': 5 }, body: '[]' },
			async (raw) =>
				await replyFrom(
					{ request: head.request, timeout: 1000 },
					200,
					fields(fields(raw).headers),
					bytes(fields(raw).body),
				),
		),
		mayThrow: refusedByTheWire,
		handsOn: true,
	},
];
