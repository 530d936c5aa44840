import { poolRefsOf } from '../model/listing';
import type { HeldLevel } from '../availability/heldLevel';
import { planPush, type PushStep } from './pushPlan';
import type { PushSettings, PushTargets } from './pushSettings';

/** A shop sells while its listings are read: what was read longer ago, in milliseconds, is read once more before it is written. */
const READ_AGAIN_AFTER = 60_000;

type PlanTargets = Pick<PushTargets, 'channel' | 'adapter'>;

type PlanSettings = Pick<PushSettings, 'write' | 'clock' | 'ignoreCase' | 'rulesFor' | 'sharedStock'>;

/** What is to be done about each level. Where the reading took long, what is to be written rests on a second one of these listings alone. */
export async function freshPlan(
	levels: readonly HeldLevel[],
	targets: PlanTargets,
	settings: PlanSettings,
): Promise<PushStep[][]> {
	const begun = settings.clock();
	const plan = await planFor(levels, targets, settings);
	const moved = levels.filter((_, place) => plan[place]?.some(({ kind }) => kind !== 'outcome'));
	if (!settings.write || moved.length === 0 || settings.clock() - begun < READ_AGAIN_AFTER) return plan;
	const again = await planFor(moved, targets, settings);
	const steps = new Map(moved.map((level, place) => [level, again[place]]));
	return plan.map((before, place) => steps.get(levels[place] as HeldLevel) ?? before);
}

async function planFor(
	levels: readonly HeldLevel[],
	{ channel, adapter }: PlanTargets,
	{ ignoreCase, rulesFor, sharedStock }: PlanSettings,
): Promise<PushStep[][]> {
	const isSum = sharedStock === 'sum';
	const listings =
		levels.length === 0
			? []
			: await adapter.findListings([...new Set(levels.map(({ sku }) => sku))], { inPools: isSum });
	const pools = isSum ? await adapter.readPools(poolRefsOf(listings)) : null;
	return planPush(levels, listings, {
		channel: channel.id,
		severalListingsPerSku: channel.severalListingsPerSku,
		ignoreCase,
		rulesFor,
		pools,
	});
}
