import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { AllLevels } from '../../core/model/allLevels';
import type { ItemWithoutSku } from '../../core/model/itemWithoutSku';
import type { StockLevel } from '../../core/model/stockLevel';
import type { Pushable } from '../../core/pushing/pushable';
import type { ShopsRow, ShopsRows } from '../../core/pushing/shopsRows';
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
	/** Items that could not be read, as they leave. */
	readonly unreadable: readonly INodeExecutionData[];
}

export function toPushInput({ good, bad }: ReadItems<Pushable>): PushInput {
	return {
		levels: good.flatMap(({ index, value }) =>
			'level' in value ? [{ index, value: value.level, comesAgain: value.comesAgain }] : [],
		),
		withoutSku: good.flatMap(({ index, value }) => ('withoutSku' in value ? [{ index, value: value.withoutSku }] : [])),
		everything: good.flatMap(({ value }) => ('allLevels' in value ? [value.allLevels] : []))[0] ?? null,
		unreadable: bad,
	};
}

/** Done, Needs Attention and Comes Again. Each row is paired with the input item that it is about. */
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
		[...attention.map(toItem), ...input.unreadable],
		comesAgain === null ? [] : [{ json: { message: `Comes again: ${comesAgain}` }, pairedItem: { item: 0 } }],
	];
}
