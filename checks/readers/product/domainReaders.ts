import {
	contentHash,
	readItemId,
	readLineRows,
	readQuantity,
	readTaxCodeId,
	readTaxInclusiveAmount,
} from '../../../core/quickbooks/booksDocument';
import { pollsPerMonth } from '../../../core/budget/budget';
import { readMatchable } from '../../../core/matching/matchable';
import {
	momentOrNull,
	dayIn,
	readDay,
	readMoment,
	readMomentIn,
	readOptionalDay,
	readOptionalMomentIn,
	readTimeZone,
} from '../../../core/model/moment';
import { hasExcessDecimals, readExactMoney, readMoney } from '../../../core/model/money';
import { readOrderCursor } from '../../../core/orders/orderCursor';
import { readCurrency, toOrderJson, readOrder } from '../../../core/model/salesOrderJson';
import { readOrderMatch } from '../../../core/matching/orderMatch';
import { readStockCursor } from '../../../core/availability/stockCursor';
import { isAllLevels, readAllLevels } from '../../../core/model/allLevels';
import { readLookAgain } from '../../../core/reconciling/lookAgainTurn';
import { readStockLevel } from '../../../core/model/stockLevel';
import { processMemory } from '../../../core/memory/processMemory';
import { knownLinks } from '../../../core/reading/knownLinks';
import { fieldsOrNone } from '../../../core/reading/readUnknown';
import { failedRuns } from '../../../core/reporting/failedRun';
import { attentionMessage } from '../../../core/reporting/attentionMessage';
import { isAttentionRow } from '../../../core/model/attentionRow';
import { isItemWithoutSku, readItemWithoutSku } from '../../../core/model/itemWithoutSku';
import { readPaymentRules } from '../../../nodes/CreateQboInvoice/paymentFields';
import { buyer, charge, order, orderLine } from '../../../test/support/orders';
import type { Reader } from '../reader';
import { fields } from './replies';
import { orderTrouble } from './orderTrouble';

const refund = {
	refundId: 'r1',
	refundedAt: '2026-11-21T10:00:00.000Z',
	total: 1250,
	reason: 'late',
	lines: [{ lineId: '1', quantity: 1, net: 1250, tax: null, restocked: 1 }],
	tender: [{ kind: 'storeCredit' as const, amount: 250 }],
};
const payment = {
	kind: 'money' as const,
	amount: 3375,
	method: 'Card',
	reference: 'ch_1',
	paidAt: '2026-11-20T10:01:00.000Z',
	paid: true,
};
const tax = { rate: 'VAT (19%)', percent: '19', amount: 475 };
const wholeOrder = order({
	lines: [orderLine({ tax: 475, taxRates: ['VAT (19%)'], stockTaken: 2, restocked: 0, bundleLineId: '7' })],
	shipping: [charge()],
	fees: [charge({ chargeId: 'f1', net: -100 })],
	discounts: [{ name: 'SAVE', amount: 100 }],
	taxes: [tax],
	refunds: [refund],
	moneyTrouble: 'no sum',
	payments: [payment],
	exchangeRate: { currency: 'EUR', rate: '1.08' },
	sellingFees: [
		{
			feeId: 'f',
			name: 'Fee',
			chargedBy: 'Stripe',
			amount: 103,
			currency: 'EUR',
			chargedAt: '2026-11-20T10:01:00.000Z',
		},
	],
	shipments: [{ shippedAt: '2026-11-20T10:01:00.000Z', carrier: 'dhl', trackingNumber: '00340434' }],
});

/** As it travels between nodes. */
export const orderJson: unknown = JSON.parse(JSON.stringify(toOrderJson(wholeOrder)));
const jsonOf = (name: string, place?: number) =>
	place === undefined ? fields(orderJson)[name] : (fields(orderJson)[name] as unknown[])[place];

export const match = {
	outcome: 'ambiguous',
	lookedIn: 'quickbooks',
	lines: [
		{
			lineId: '1',
			sku: 'MUG-BLUE',
			outcome: 'ambiguous',
			itemId: '5',
			itemName: 'Blue mug',
			itemType: 'Inventory',
			startsOn: '2026-01-01',
			candidates: ['5 Blue mug'],
			reason: 'two',
		},
	],
};

const failedRun = {
	workflow: { id: '1', name: 'Inventory sync' },
	execution: {
		id: '231',
		url: 'https://n8n.example.com/231',
		lastNodeExecuted: 'Create QBO Invoice',
		error: { message: 'QuickBooks is down', description: 'Try again' },
	},
};
const aRun = { node: 'w1 push', workflow: 'w1', isManual: false };
const attentionRow = {
	summary: 'Order 33 waits since 2026-11-20: Soap has no SKU',
	orderNumber: '33',
	buyer: 'Ana Ruiz',
	total: '42.45 USD',
	waitingSince: '2026-11-20T10:00:00.000Z',
	reason: 'Soap has no SKU',
	document: { type: 'Invoice', number: 'WC-33', id: '7' },
	documentUrl: 'https://books.example.com/7',
	orderUrl: 'https://shop.example.com/33',
	channel: 'woocommerce',
	outcome: 'needsAttention',
	needsAttention: true,
};
const allLevels = {
	kind: 'allLevels',
	summary: 'All levels of QuickBooks',
	realmId: '1',
	asOf: '2026-11-20T10:00:00.000Z',
};
export const level = {
	sku: 'MUG-BLUE',
	itemId: '5',
	name: 'Blue mug',
	quantityOnHand: 12.5,
	unposted: 1,
	active: true,
	awaitsOpening: false,
	asOf: '2026-11-20T10:00:00.000Z',
	changedAt: '2026-11-20T09:59:58.000Z',
	realmId: '1',
	partOf: [{ sku: 'SET', quantity: 2 }],
	components: [
		{
			itemId: '6',
			sku: 'BOX',
			name: 'Box',
			quantity: 2,
			quantityOnHand: 9,
			partOf: [{ sku: 'SET', quantity: 2 }],
		},
	],
	openOrders: {
		channels: ['ebay'],
		readAt: '2026-11-20T10:00:01.000Z',
		trouble: { reason: 'eBay is down', passing: true },
	},
};
const blanked = {
	kind: 'withoutSku',
	itemId: '5',
	name: 'Blue mug',
	quantityOnHand: 12.5,
	changedAt: '2026-11-20T09:59:58.000Z',
	asOf: '2026-11-20T10:00:00.000Z',
	realmId: '1',
	reason: 'no SKU',
};
const line = {
	DetailType: 'SalesItemLineDetail',
	Amount: 25,
	Description: 'Blue mug',
	SalesItemLineDetail: { ItemRef: { value: '5' }, Qty: 2, TaxInclusiveAmt: 29.75 },
};
const document = {
	DocNumber: 'WC-812',
	TxnDate: '2026-11-20',
	CustomerRef: { value: '9' },
	TxnTaxDetail: { TotalTax: 4.75 },
	Line: [line, { DetailType: 'SubTotalLineDetail', Amount: 25 }],
};

/** An order of which only one part is fuzzed. */
const part = (name: string, sample: unknown, changes: (raw: unknown) => object): Reader => ({
	name: `core/model/salesOrderJson.ts#readOrder (${name})`,
	sample,
	read: (raw) => readOrder({ ...fields(orderJson), ...changes(raw) }),
	trouble: orderTrouble,
});

/** Values that travel between nodes, are stored, or are looked at in the books. */
export const domainReaders: readonly Reader[] = [
	{
		name: 'core/model/salesOrderJson.ts#readOrder',
		sample: orderJson,
		read: (raw) => readOrder(raw),
		trouble: orderTrouble,
	},
	part('line', jsonOf('lines', 0), (raw) => ({ lines: [raw] })),
	part('charge', jsonOf('shipping', 0), (raw) => ({ shipping: [raw] })),
	part('discount', jsonOf('discounts', 0), (raw) => ({ discounts: [raw] })),
	part('tax', jsonOf('taxes', 0), (raw) => ({ taxes: [raw] })),
	part('refund', jsonOf('refunds', 0), (raw) => ({ refunds: [raw] })),
	part('payment', jsonOf('payments', 0), (raw) => ({ payments: [raw] })),
	{
		name: 'nodes/CreateQboInvoice/paymentFields.ts#readPaymentRules',
		sample: [{ channel: 'ebay', method: 'Visa', quickBooksMethod: '3', account: '35', documentType: 'SalesReceipt' }],
		read: (raw) => readPaymentRules(raw),
	},
	part('exchange rate', jsonOf('exchangeRate'), (raw) => ({ exchangeRate: raw })),
	part('customer', { ...buyer, billing: buyer.shipping }, (raw) => ({ customer: raw })),
	part('currency', 'USD', (raw) => ({ currency: raw })),
	{ name: 'core/model/salesOrderJson.ts#readCurrency', sample: 'USD', read: (raw) => readCurrency(raw, 'x') },
	{ name: 'core/matching/orderMatch.ts#readOrderMatch', sample: match, read: (raw) => readOrderMatch(raw) },
	{ name: 'core/model/stockLevel.ts#readStockLevel', sample: level, read: (raw) => readStockLevel(raw) },
	{ name: 'core/model/itemWithoutSku.ts#readItemWithoutSku', sample: blanked, read: (raw) => readItemWithoutSku(raw) },
	{
		name: 'core/model/attentionRow.ts#isAttentionRow',
		sample: attentionRow,
		read: (raw) => isAttentionRow(raw),
	},
	{
		name: 'core/reporting/attentionMessage.ts#attentionMessage',
		sample: [attentionRow],
		read: (raw) => attentionMessage(Array.isArray(raw) ? raw.map(fieldsOrNone) : [fieldsOrNone(raw)], 'Europe/Berlin'),
	},
	{
		name: 'core/reading/knownLinks.ts#knownLinks',
		sample: { orderUrl: 'https://shop.example.com/33', documentUrl: null },
		read: (raw) => knownLinks(fieldsOrNone(raw)),
	},
	{
		name: 'core/reporting/failedRun.ts#failedRuns',
		sample: failedRun,
		read: async (raw) => await failedRuns([raw], { run: aRun, alerts: processMemory().alerts, now: 0 }),
	},
	{ name: 'core/model/itemWithoutSku.ts#isItemWithoutSku', sample: blanked, read: (raw) => isItemWithoutSku(raw) },
	{ name: 'core/model/allLevels.ts#readAllLevels', sample: allLevels, read: (raw) => readAllLevels(raw) },
	{ name: 'core/model/allLevels.ts#isAllLevels', sample: allLevels, read: (raw) => isAllLevels(raw) },
	{ name: 'core/matching/matchable.ts#readMatchable', sample: orderJson, read: (raw) => readMatchable(raw).lines },
	{ name: 'core/matching/matchable.ts#readMatchable (level)', sample: level, read: (raw) => readMatchable(raw).lines },
	{
		name: 'core/model/moment.ts#readMoment',
		sample: '2026-11-20T10:00:00Z',
		read: (raw) => ({ since: readMoment(raw, 'x') }),
	},
	{
		name: 'core/model/moment.ts#momentOrNull',
		sample: '2026-11-20T10:00:00Z',
		read: (raw) => ({ since: momentOrNull(raw) }),
	},
	{
		name: 'core/model/moment.ts#readMomentIn',
		sample: '2026-11-20 10:00',
		read: (raw) => ({ since: readMomentIn('Europe/Berlin', raw, 'x') }),
	},
	{
		name: 'core/model/moment.ts#readOptionalMomentIn',
		sample: '2026-11-20 10:00',
		read: (raw) => ({ since: readOptionalMomentIn('Europe/Berlin', raw, 'x') }),
	},
	{ name: 'core/model/moment.ts#readDay', sample: '2026-11-20-08:00', read: (raw) => ({ day: readDay(raw, 'x') }) },
	{
		name: 'core/model/moment.ts#readOptionalDay',
		sample: '2026-11-20',
		read: (raw) => ({ day: readOptionalDay(raw, 'x') }),
	},
	{
		name: 'core/model/moment.ts#readTimeZone',
		sample: 'Europe/Berlin',
		read: (raw) => ({ day: dayIn('2026-11-20T10:00:00.000Z', readTimeZone(raw, 'x')) }),
	},
	{
		name: 'core/model/money.ts#readExactMoney',
		sample: '12.34',
		read: (raw) => ({ amount: readExactMoney(raw, 'EUR', 'x') }),
	},
	{
		name: 'core/model/money.ts#hasExcessDecimals',
		sample: '12.34',
		read: (raw) => ({ has: hasExcessDecimals(raw, 'EUR') }),
	},
	{ name: 'core/model/money.ts#readMoney', sample: '12.34', read: (raw) => ({ amount: readMoney(raw, 'EUR', 'x') }) },
	{
		name: 'core/model/money.ts#readMoney (currency)',
		sample: { value: '12.345', currency: 'KWD' },
		read: (raw) => ({ amount: readMoney(fields(raw).value, readCurrency(fields(raw).currency, 'x'), 'x') }),
	},
	{
		name: 'core/orders/orderCursor.ts#readOrderCursor',
		sample: {
			since: '2026-11-20T10:00:00.000Z',
			placedFrom: '2026-11-01T00:00:00.000Z',
			handled: { 'woocommerce/a/812': '2026-11-20T10:00:00.000Z ab12' },
		},
		read: readOrderCursor,
	},
	{
		name: 'core/reconciling/lookAgainTurn.ts#readLookAgain',
		sample: {
			daysAt: '2026-11-20T10:00:00.000Z',
			allAt: null,
			turn: {
				reach: 'days',
				startedAt: '2026-11-20T11:00:00.000Z',
				from: '2026-11-13T11:00:00.000Z',
				seen: ['812'],
				tries: 1,
				triedAt: '2026-11-20T11:00:00.000Z',
			},
		},
		read: readLookAgain,
	},
	{
		name: 'core/availability/stockCursor.ts#readStockCursor',
		sample: {
			since: '2026-11-20T10:00:00.000Z',
			lastFullRead: '2026-11-20T10:00:00.000Z',
			fullReadAt: 1000,
			delivered: {
				5: { updatedAt: '2026-11-20T10:00:00.000Z', deliveredAt: '2026-11-20T10:00:00.000Z', again: false },
			},
		},
		read: readStockCursor,
	},
	{
		name: 'core/quickbooks/booksDocument.ts#contentHash',
		sample: document,
		read: (raw) => contentHash(fields(raw)),
	},
	{
		name: 'core/quickbooks/booksDocument.ts#readLineRows',
		sample: document,
		read: (raw) => readLineRows(fields(raw)),
		handsOn: true,
	},
	{ name: 'core/quickbooks/booksDocument.ts#readItemId', sample: line, read: (raw) => readItemId(fields(raw)) },
	{ name: 'core/quickbooks/booksDocument.ts#readQuantity', sample: line, read: (raw) => readQuantity(fields(raw)) },
	{ name: 'core/quickbooks/booksDocument.ts#readTaxCodeId', sample: line, read: (raw) => readTaxCodeId(fields(raw)) },
	{
		name: 'core/quickbooks/booksDocument.ts#readTaxInclusiveAmount',
		sample: line,
		read: (raw) => readTaxInclusiveAmount(fields(raw)),
	},
	{
		name: 'core/budget/budget.ts#pollsPerMonth',
		sample: {
			item: [
				{ mode: 'everyX', value: 5, unit: 'minutes' },
				{ mode: 'custom', cronExpression: '0 */2 1-15 JAN,FEB MON' },
				{ mode: 'everyHour' },
			],
		},
		read: pollsPerMonth,
	},
];
