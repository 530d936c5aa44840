import { UnusableCredential } from '../http/unusableCredential';
import type { LevelsAsked } from './levelsAsked';
import { PATIENCE, type Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/** A shop whose credential a person has to mend, or had to. */
interface LeftOut {
	/** When a run looked through all of QuickBooks for it last and did not get to its end, milliseconds; null for none since. */
	readonly triedAt: number | null;
}

/** A shop that is back may be down: all of QuickBooks is read for it once an hour, milliseconds. */
const TRIED_EVERY = 3600 * 1000;

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
	const now = run.clock();
	const leftOut = await storeOf(run).read(shops.map(keyIn(run)));
	const isDue = (shop: Shop) => {
		const triedAt = leftOut.get(keyIn(run)(shop))?.triedAt;
		return triedAt !== undefined && (triedAt === null || now >= triedAt + TRIED_EVERY);
	};
	const usable = await Promise.all(shops.map(async (shop) => isDue(shop) && (await isUsable(shop))));
	const back = shops.filter((_, place) => usable[place]);
	if (back.length === 0) return asked;
	await storeOf(run).write(new Map(back.map((shop) => [keyIn(run)(shop), { triedAt: now }])));
	return { ...asked, everything: true };
}

/** Remembers the shops that a run left out, and forgets those that it has looked through. */
export async function rememberLeftOut(
	{ leftOut, lookedThrough }: { readonly leftOut: readonly Shop[]; readonly lookedThrough: readonly Shop[] },
	run: ShopsRun,
): Promise<void> {
	if (run.run.isManual) return;
	const entries = new Map<string, LeftOut | null>(lookedThrough.map((shop) => [keyIn(run)(shop), null]));
	for (const shop of leftOut) entries.set(keyIn(run)(shop), { triedAt: null });
	await storeOf(run).write(entries);
}

function storeOf({ memory }: ShopsRun) {
	return memory.store<LeftOut>('leftOut');
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
