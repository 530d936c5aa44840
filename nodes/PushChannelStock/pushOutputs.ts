import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { AllLevels } from '../../core/model/allLevels';
import type { ItemWithoutSku } from '../../core/model/itemWithoutSku';
import type { StockLevel } from '../../core/model/stockLevel';
import { comesAgainMessage } from '../../core/pushing/comesAgain';
import type { Pushable } from '../../core/pushing/pushable';
import type { ShopsRow, ShopsRows } from '../../core/pushing/shopsRows';
import { attentionMessage } from '../../core/reporting/attentionMessage';
import type { ReadItems } from '../bridge/items/itemsFromN8n';

interface Indexed<T> {
	/** The place of its item in the input. */
	readonly index: number;
	readonly value: T;
}

/** What came in, apart by kind. */
export interface PushInput {
	readonly levels: ReadonlyArray<Indexed<StockLevel> & { readonly comesAgain: boolean }>;
	readonly withoutSku: ReadonlyArray<Indexed<ItemWithoutSku>>;
	/** All levels of QuickBooks, where they came as one item; else null. */
	readonly everything: AllLevels | null;
	/** What a node before has for people, and items that could not be read, as they leave. */
	readonly forPeople: readonly INodeExecutionData[];
}

/** Null stands for an item that only sets the node going. */
export function toPushInput({ good: items, bad }: ReadItems<Pushable | null>): PushInput {
	const good = items.flatMap(({ index, value }) => (value === null ? [] : [{ index, value }]));
	return {
		levels: good.flatMap(({ index, value }) =>
			'level' in value ? [{ index, value: value.level, comesAgain: value.comesAgain }] : [],
		),
		withoutSku: good.flatMap(({ index, value }) => ('withoutSku' in value ? [{ index, value: value.withoutSku }] : [])),
		everything: good.flatMap(({ value }) => ('allLevels' in value ? [value.allLevels] : []))[0] ?? null,
		forPeople: bad,
	};
}

/** Done, Needs Attention, Message (none yet) and Comes Again. Each row is paired with the input item that it is about. */
export function pushOutputs(
	{ done, attention }: ShopsRows,
	comesAgain: string | null,
	input: PushInput,
): INodeExecutionData[][] {
	const toItem = ({ row, level, withoutSku }: ShopsRow): INodeExecutionData => {
		const about = level !== null ? input.levels[level] : withoutSku !== null ? input.withoutSku[withoutSku] : undefined;
		return { json: { ...row } as IDataObject, pairedItem: { item: about?.index ?? 0 } };
	};
	return [
		done.map(toItem),
		[...attention.map(toItem), ...input.forPeople],
		[],
		comesAgain === null ? [] : [{ json: { message: comesAgainMessage(comesAgain) }, pairedItem: { item: 0 } }],
	];
}

/** Runs that failed need attention, and have no more to say. */
export function outputsOfFailures(rows: ReadonlyArray<object>): INodeExecutionData[][] {
	return [[], rows.map((row) => ({ json: { ...row } as IDataObject, pairedItem: { item: 0 } })), [], []];
}

/** The same outputs with one message of all that needs attention. `zone` is the workflow's time zone (IANA). */
export function withMessage(
	[done = [], attention = [], , comesAgain = []]: INodeExecutionData[][],
	zone: string,
): INodeExecutionData[][] {
	const message = attentionMessage(
		attention.map(({ json }) => json),
		zone,
	);
	const about = attention.flatMap(({ pairedItem = [] }) => pairedItem);
	const pairedItem = about.map((one) => (typeof one === 'number' ? { item: one } : one));
	return [done, attention, message === null ? [] : [{ json: { ...message }, pairedItem }], comesAgain];
}
