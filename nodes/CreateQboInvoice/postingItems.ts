import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { PostingChoices } from '../../core/posting/plan/postingOptions';
import { asksForAttention, outcomeWithoutDocument, type PostingOutcome } from '../../core/posting/plan/postingOutcome';
import { toPostingRow } from '../../core/posting/plan/postingRow';
import type { SalesOrder } from '../../core/model/salesOrder';
import { readOrder } from '../../core/model/salesOrderJson';
import { readOrderMatch } from '../../core/matching/orderMatch';
import type { OrderToPost } from '../../core/posting/plan/stages';
import type { PostingReport } from '../../core/posting/runPosting';
import { readFields } from '../../core/reading/readUnknown';
import type { FormOfItem } from '../bridge/form/formOfEach';
import type { ReadItems } from '../bridge/items/itemsFromN8n';

/** An order as it came, with what Match by SKU added to it. */
type IncomingOrder = Omit<OrderToPost, 'choices'>;

export function readIncomingOrder(json: unknown): IncomingOrder {
	return { order: readOrder(json), match: readOrderMatch(readFields(json, 'order').match) };
}

type IndexedOrder = ReadItems<IncomingOrder>['good'][number];

/** Orders with what the form says for each. One for which it says nothing that can be used is for a person, and stands before what is `bad` already. */
export function withChoices(
	input: readonly INodeExecutionData[],
	chosen: ReadonlyArray<FormOfItem<IndexedOrder, PostingChoices>>,
	bad: readonly INodeExecutionData[],
): ReadItems<OrderToPost> {
	return {
		good: chosen.flatMap((one) =>
			'form' in one ? [{ ...one.item, value: { ...one.item.value, choices: one.form } }] : [],
		),
		bad: [...chosen.flatMap((one) => ('trouble' in one ? [toAttention(input, one.item, one.trouble)] : [])), ...bad],
	};
}

interface Indexed {
	readonly index: number;
	readonly order: SalesOrder;
}

function toAttention(
	input: readonly INodeExecutionData[],
	{ index, value: { order } }: IndexedOrder,
	reason: string,
): INodeExecutionData {
	return toItem(input, { index, order }, outcomeWithoutDocument('needsAttention', `${reason}. ${FORM_ADVICE}`));
}

const FORM_ADVICE =
	'An expression of Create QBO Invoice gave this for the order: correct the expression, or the order in the shop. Nothing is posted';

/** The outcome, and behind it the order as it came. */
function toItem(
	input: readonly INodeExecutionData[],
	{ index, order }: Indexed,
	outcome: PostingOutcome,
): INodeExecutionData {
	const json = { ...toPostingRow(order, outcome), order: input[index]?.json ?? {} } satisfies IDataObject;
	return { json, pairedItem: { item: index } };
}

/** Posted, Needs Attention and Stock Affected; each order keeps the JSON that it came with. */
export function toOutputs(
	input: readonly INodeExecutionData[],
	{ good, bad }: ReadItems<OrderToPost>,
	{ postedOrders, affectedLevels }: PostingReport,
): INodeExecutionData[][] {
	const indexes = good.map(({ index }) => index);
	const items = postedOrders.map(({ order, outcome }, place) => {
		const index = indexes[place] ?? 0;
		return { attention: asksForAttention(outcome), item: toItem(input, { index, order }, outcome) };
	});
	return [
		items.filter(({ attention }) => !attention).map(({ item }) => item),
		[...items.filter(({ attention }) => attention).map(({ item }) => item), ...bad],
		affectedLevels.map(({ level, orders }) => ({
			json: { ...level },
			pairedItem: orders.map((place) => ({ item: indexes[place] ?? 0 })),
		})),
	];
}
