import type { Memory } from '../memory/memory';
import { addSeconds, momentFromMillis, type Moment } from '../model/moment';
import type { PushOutcome } from './pushOutcome';
import type { Shop } from './shop';
import type { ShopPush } from './pushToShop';

/** A difference that a look through all of QuickBooks found and that was written since. */
interface Mended {
	readonly at: Moment;
	readonly sku: string;
	readonly name: string;
	readonly before: number | null;
	readonly after: number;
	readonly arithmetic: string;
	/** Why it differed, for people; null where nobody knows. */
	readonly cause: string | null;
}

/** A mended difference of a shop is told of for so long, seconds: a nightly report comes a little earlier on some days. */
const TOLD_FOR = 25 * 3600;

/** A first look through all of QuickBooks may mend thousands; the latest are kept. */
const MOST_KEPT = 200;

/** Remembers what such a look has written to its shops. `now` is in milliseconds since the epoch. */
export async function rememberMended(memory: Memory, pushes: readonly ShopPush[], now: number): Promise<void> {
	const at = momentFromMillis(now);
	for (const { shop, result } of pushes) {
		const written = 'failure' in result ? [] : result.outcomes.flat().filter(({ outcome }) => outcome === 'written');
		if (written.length === 0) continue;
		const key = keyOf(shop);
		await mendedIn(memory).update([key], (known) => {
			const kept = lately(known.get(key) ?? [], at);
			const entries = new Map([[key, [...kept, ...written.map((one) => toMended(one, at))].slice(-MOST_KEPT)]]);
			return { entries, result: undefined };
		});
	}
}

/** What was mended on a shop within the last day, the oldest first. */
export async function mendedLately(
	memory: Memory,
	shop: Pick<Shop, 'channel' | 'account'>,
	now: Moment,
): Promise<Mended[]> {
	const key = keyOf(shop);
	return lately((await mendedIn(memory).read([key])).get(key) ?? [], now);
}

function mendedIn(memory: Memory) {
	return memory.store<readonly Mended[]>('mended', 'large');
}

function keyOf({ channel, account }: Pick<Shop, 'channel' | 'account'>): string {
	return `${channel.id} ${account ?? ''}`;
}

function lately(mended: readonly Mended[], now: Moment): Mended[] {
	const from = addSeconds(now, -TOLD_FOR);
	return mended.filter(({ at }) => at >= from);
}

function toMended({ sku, name, before, after, wanted, arithmetic, cause }: PushOutcome, at: Moment): Mended {
	return { at, sku, name, before, after: after ?? wanted, arithmetic, cause: cause?.text ?? null };
}
