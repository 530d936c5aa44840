import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { PostingChoices } from '../../core/posting/plan/postingOptions';
import { outcomeWithoutDocument } from '../../core/posting/plan/postingOutcome';
import { toPostingRow, type RowContext, type Wait } from '../../core/posting/plan/postingRow';
import { markForAttention } from '../../core/model/attentionRow';
import type { SalesOrder } from '../../core/model/salesOrder';
import { readOrder } from '../../core/model/salesOrderJson';
import { toStockLevelJson } from '../../core/model/stockLevel';
import { readOrderMatch } from '../../core/matching/orderMatch';
import type { OrderToPost } from '../../core/posting/plan/stages';
import type { PostingReport } from '../../core/posting/runPosting';
import type { OrderOutcome } from '../../core/posting/waitingOrders';
import type { DocumentUrl } from '../../core/quickbooks/documentUrl';
import { readFields } from '../../core/reading/readUnknown';
import type { FormOfItem } from '../bridge/form/formOfEach';
import type { ReadItems } from '../bridge/items/itemsFromN8n';

/** An order as it came, with what Match by SKU added to it. */
type IncomingOrder = Omit<OrderToPost, 'choices'>;

export function readIncomingOrder(json: unknown): IncomingOrder {
	return { order: readOrder(json), match: readOrderMatch(readFields(json, 'order').match) };
}

type IndexedOrder = ReadItems<IncomingOrder>['good'][number];

type ChosenOrder = FormOfItem<IndexedOrder, PostingChoices>;

/** Orders with what the form says for each. One for which it says nothing that can be used is left out (see troublesOfForm). */
export function withChoices(chosen: readonly ChosenOrder[]): ReadItems<OrderToPost>['good'] {
	return chosen.flatMap((one) =>
		'form' in one ? [{ ...one.item, value: { ...one.item.value, choices: one.form } }] : [],
	);
}

/** An order with the place of its item, and what the run says of it. */
export interface SaidOfItem extends OrderOutcome {
	readonly index: number;
}

const FORM_ADVICE =
	'An expression of Create QBO Invoice gave this for the order: correct the expression, or the order in the shop. Nothing is posted';

/** What is said of the orders for which the form says nothing that can be used. */
export function troublesOfForm(chosen: readonly ChosenOrder[]): SaidOfItem[] {
	return chosen.flatMap((one) => {
		if (!('trouble' in one)) return [];
		const { index, value } = one.item;
		const outcome = outcomeWithoutDocument('needsAttention', `${one.trouble}. ${FORM_ADVICE}`);
		return [{ index, order: value.order, outcome }];
	});
}

/** What is said of the orders that were to be posted. */
export function saidOfPosted(good: ReadItems<OrderToPost>['good'], { postedOrders }: PostingReport): SaidOfItem[] {
	return postedOrders.map(({ order, outcome }, place) => ({ index: good[place]?.index ?? 0, order, outcome }));
}

/** The outcome, and behind it the order as it came. */
export function toItem(
	input: readonly INodeExecutionData[],
	{ index, order, outcome }: SaidOfItem,
	context: RowContext = {},
): INodeExecutionData {
	const json = { ...toPostingRow(order, outcome, context), order: input[index]?.json ?? {} } satisfies IDataObject;
	return { json, pairedItem: { item: index } };
}

interface RunItems extends ReadItems<OrderToPost> {
	readonly said: readonly SaidOfItem[];
	/** How long each order waits that does. */
	readonly waits: ReadonlyMap<SalesOrder, Wait>;
	readonly documentUrl: DocumentUrl;
}

/** Done, Needs Attention and Stock Affected; each order keeps the JSON that it came with. What people were told of lately is among what is done. */
export function toOutputs(
	input: readonly INodeExecutionData[],
	{ good, bad, said, waits, documentUrl }: RunItems,
	{ affectedLevels }: PostingReport,
): INodeExecutionData[][] {
	const items = said.map((one) => {
		const wait = waits.get(one.order) ?? null;
		return { isTold: wait?.isTold === true, item: toItem(input, one, { wait, documentUrl }) };
	});
	return [
		items.filter(({ isTold }) => !isTold).map(({ item }) => item),
		[...items.filter(({ isTold }) => isTold).map(({ item }) => item), ...bad],
		affectedLevels.map(({ level, orders }) => ({
			json: toStockLevelJson(level) as IDataObject,
			pairedItem: orders.map((place) => ({ item: good[place]?.index ?? 0 })),
		})),
	];
}

/** What needs attention stands behind the stock affected as well, marked so that Push Channel Stock tells of it. */
export function withAttentionPassedOn([
	done = [],
	attention = [],
	affected = [],
]: INodeExecutionData[][]): INodeExecutionData[][] {
	const passedOn = attention.map(({ json, pairedItem }) => ({ json: markForAttention(json), pairedItem }));
	return [done, attention, [...affected, ...passedOn]];
}
