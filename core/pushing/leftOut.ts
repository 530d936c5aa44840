import { UnusableCredential } from '../http/unusableCredential';
import type { LevelsAsked } from './levelsAsked';
import { PATIENCE, type Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/**
 * What a run is about, and all of QuickBooks with it where a shop is back that earlier runs left out: no trigger delivers again what it missed. Where
 * the memory has lost that, the daily look through all of QuickBooks brings it. A run about chosen SKUs stays with those.
 */
export async function withWhatWasMissed(
	asked: LevelsAsked,
	shops: readonly Shop[],
	run: ShopsRun,
): Promise<LevelsAsked> {
	if (asked.everything || asked.skus.length > 0 || run.run.isManual) return asked;
	const leftOut = await storeOf(run).read(shops.map(keyIn(run)));
	const back = await Promise.all(shops.map(async (shop) => leftOut.has(keyIn(run)(shop)) && (await isUsable(shop))));
	return back.some(Boolean) ? { ...asked, everything: true } : asked;
}

/** Remembers the shops that a run left out, and forgets those that it has looked through. */
export async function rememberLeftOut(
	{ leftOut, lookedThrough }: { readonly leftOut: readonly Shop[]; readonly lookedThrough: readonly Shop[] },
	run: ShopsRun,
): Promise<void> {
	if (run.run.isManual) return;
	const entries = new Map<string, true | null>(lookedThrough.map((shop) => [keyIn(run)(shop), null]));
	for (const shop of leftOut) entries.set(keyIn(run)(shop), true);
	await storeOf(run).write(entries);
}

function storeOf({ memory }: ShopsRun) {
	return memory.store<true>('leftOut');
}

/** A credential that is gone tells no account. */
function keyIn({ run }: ShopsRun): (shop: Shop) => string {
	return ({ channel }) => `${run.node} ${channel.id}`;
}

/** Connecting sends nothing. A shop that is down is told of by the push. */
async function isUsable(shop: Shop): Promise<boolean> {
	return await shop.connect(PATIENCE).then(
		() => true,
		(error: unknown) => !(error instanceof UnusableCredential),
	);
}
