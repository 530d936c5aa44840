import { channelById } from '../../core/channels/channelRegistry';
import type { ItemWithoutSku } from '../../core/model/itemWithoutSku';
import type { StockLevel } from '../../core/model/stockLevel';
import type { Pushable } from '../../core/pushing/pushable';
import type { PushTargets } from '../../core/pushing/pushSettings';
import type { PushJob } from '../../core/pushing/pushStock';
import { accountKey } from '../bridge/credentials/accountKey';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import type { ReadItems } from '../bridge/items/itemsFromN8n';
import { memory } from '../bridge/memory/memory';
import { workflowRunOf } from '../bridge/memory/workflowRunOf';
import type { PushForm } from './pushForm';
import type { IExecuteFunctions } from 'n8n-workflow';

interface Indexed<T> {
	/** The place of its item in the input. */
	readonly index: number;
	readonly value: T;
}

/** What came in, apart by kind. */
export interface PushInput {
	readonly levels: ReadonlyArray<Indexed<StockLevel>>;
	readonly withoutSku: ReadonlyArray<Indexed<ItemWithoutSku>>;
}

export function toPushInput({ good }: ReadItems<Pushable>): PushInput {
	return {
		levels: good.flatMap(({ index, value }) => ('level' in value ? [{ index, value: value.level }] : [])),
		withoutSku: good.flatMap(({ index, value }) => ('withoutSku' in value ? [{ index, value: value.withoutSku }] : [])),
	};
}

export async function pushJobOf(
	context: IExecuteFunctions,
	{ channel, percentages, ...settings }: PushForm,
	{ levels, withoutSku }: PushInput,
): Promise<PushJob> {
	const account = (await accountKey(context, channel)) ?? '';
	return {
		levels: levels.map(({ value }) => value),
		itemsWithoutSku: withoutSku.map(({ value }) => value),
		settings,
		percentages,
		run: { ...workflowRunOf(context), account },
		memory,
		clock: Date.now,
	};
}

export async function pushTargetsOf(context: IExecuteFunctions, channelId: string): Promise<PushTargets> {
	return {
		channel: channelById(channelId),
		adapter: await connectChosenChannel(context, channelId),
		quickBooks: async () => await connectQuickBooksFor(context),
	};
}
