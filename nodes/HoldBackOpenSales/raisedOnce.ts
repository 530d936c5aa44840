import type { IExecuteFunctions } from 'n8n-workflow';
import type { Oversold } from '../../core/domain/oversold';
import type { StockLevel } from '../../core/domain/stockLevel';

/** More items than this were not oversold at once; forgetting one means that it is told again. */
const MOST_REMEMBERED = 10_000;

/** The shortage that was told last, by workflow, node and item. It saves people repetitions; losing it costs one. */
const told = new Map<string, number>();

/**
 * What was not told yet: newly oversold, or by more than last time. An item that is no longer oversold may be told again. A person's run
 * in the editor tells nobody else, so it is not remembered.
 */
export function notToldYet(context: IExecuteFunctions, levels: readonly StockLevel[], oversold: readonly Oversold[]): Oversold[] {
	const keyOf = ({ itemId }: Pick<Oversold, 'itemId'>) => `${context.getWorkflow().id ?? ''} ${context.getNode().id} ${itemId}`;
	const short = new Set(oversold.map(keyOf));
	levels.map(keyOf).filter((key) => !short.has(key)).forEach((key) => told.delete(key));
	const news = oversold.filter((one) => one.shortage > (told.get(keyOf(one)) ?? 0));
	if (context.getMode() === 'manual') return news;
	if (told.size > MOST_REMEMBERED) told.clear();
	oversold.forEach((one) => told.set(keyOf(one), one.shortage));
	return news;
}
