import type { Oversold } from './oversold';
import type { Announcement } from '../memory/workflowRun';
import type { StockLevel } from '../model/stockLevel';

/**
 * Those that people are to be told of: newly oversold, or by more than last time, however long ago. An item that is no longer oversold
 * may be told of again. A person in the editor is told what is news to the others, and it counts as told to nobody.
 */
export async function newlyOversold(
	levels: readonly StockLevel[],
	oversold: readonly Oversold[],
	{ run, alerts, now }: Announcement,
): Promise<Oversold[]> {
	const nameOf = ({ itemId }: Pick<Oversold, 'itemId'>) => `oversold ${run.node} ${itemId}`;
	const short = new Set(oversold.map(nameOf));
	await alerts.end(levels.map(nameOf).filter((name) => !short.has(name)));
	const found = oversold.map((one) => ({ name: nameOf(one), severity: one.shortage, pause: Number.POSITIVE_INFINITY }));
	const { workflow } = run;
	const isNews = run.isManual ? await alerts.isDue(found, now) : await alerts.tell(found, { workflow, now });
	return oversold.filter((_, place) => isNews[place]);
}
