import type { IExecuteFunctions } from 'n8n-workflow';
import type { ReportedShop } from '../../../core/reporting/reportedShop';
import type { ShopsRun } from '../../../core/pushing/shopsRun';
import { accountKey } from '../credentials/accountKey';
import { PUSHED_AS_SHIPPED, recallPush, type PushedBy } from './pushedBy';
import { shopsOf } from './shopsOf';
import { shopsRunOf } from './shopsRunOf';

/** Shops that are only looked at, and the run that looks. */
interface ShopsToLookAt {
	readonly shops: readonly ReportedShop[];
	readonly run: ShopsRun;
}

/** The shops of these channels, looked at as Push Channel Stock pushes to them. Throws as `shopsRunOf` does. */
export async function shopsToLookAt(context: IExecuteFunctions, ids: readonly string[]): Promise<ShopsToLookAt> {
	const known = new Map(await Promise.all(ids.map(async (id) => [id, await pushTo(context, id)] as const)));
	const pushes = [...known.values()].flatMap((by) => by ?? []);
	const { sharedStock } = pushes[0] ?? PUSHED_AS_SHIPPED;
	const run = await shopsRunOf(context, { sharedStock, onlyDecrease: false, letThroughUntil: null });
	const shops = await shopsOf(
		context,
		{
			channels: ids.map((id) => ({ id, write: false })),
			ignoreCase: run.rules.ignoreCase,
			skuRules: (id) => new Map(known.get(id)?.bySku ?? []),
			openDays: Math.max(...(pushes.length === 0 ? [PUSHED_AS_SHIPPED] : pushes).map(({ openDays }) => openDays)),
			ignoreUnreadable: pushes.some(({ ignoreUnreadable }) => ignoreUnreadable),
		},
		run.clock(),
	);
	return { shops: shops.map((shop) => ({ ...shop, isPushKnown: known.get(shop.channel.id) !== null })), run };
}

/** A shop whose credential cannot be used says so when it is connected to. */
async function pushTo(context: IExecuteFunctions, id: string): Promise<PushedBy | null> {
	return await accountKey(context, id).then(recallPush, () => null);
}
