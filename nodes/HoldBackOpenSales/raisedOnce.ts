import type { IExecuteFunctions } from 'n8n-workflow';
import type { Oversold } from '../../core/availability/oversold';
import type { StockLevel } from '../../core/model/stockLevel';
import { nodeKey } from '../bridge/memory/nodeKey';
import { toldByRuns, type ToldByRun } from '../bridge/memory/alertMemory';

/** More items than this were not oversold at once; forgetting one means that it is told again. */
const MOST_REMEMBERED = 10_000;

/** The shortage that was told last, by workflow, node and item. It saves people repetitions; losing it costs one. */
const told = toldByRuns<ToldByRun & { readonly shortage: number }>();

/**
 * What was not told yet: newly oversold, or by more than last time. An item that is no longer oversold may be told again. A person's run
 * in the editor tells nobody else, so it is not remembered. `now` in milliseconds since the epoch.
 */
export function notToldYet(
	context: IExecuteFunctions,
	levels: readonly StockLevel[],
	oversold: readonly Oversold[],
	now: number,
): Oversold[] {
	const workflow = context.getWorkflow().id ?? null;
	const keyOf = ({ itemId }: Pick<Oversold, 'itemId'>) => `${nodeKey(context)} ${itemId}`;
	const short = new Set(oversold.map(keyOf));
	levels
		.map(keyOf)
		.filter((key) => !short.has(key))
		.forEach((key) => told.delete(key));
	const news = oversold.filter((one) => one.shortage > (told.get(keyOf(one))?.shortage ?? 0));
	if (context.getMode() === 'manual') return news;
	if (told.size > MOST_REMEMBERED) told.clear();
	oversold.forEach((one) =>
		told.set(keyOf(one), {
			shortage: one.shortage,
			workflow,
			at: news.includes(one) ? now : (told.get(keyOf(one))?.at ?? now),
		}),
	);
	return news;
}
