import type { SkuRules } from '../../../core/model/sellableRules';
import type { SharedStockChoice } from '../../../core/pushing/sharedStock';
import { memory } from '../memory/memory';

/** What a push to a shop goes by that stands in its form and not in a credential. */
export interface PushedBy {
	/** By the key of the SKU. */
	readonly bySku: ReadonlyArray<readonly [string, SkuRules]>;
	readonly sharedStock: SharedStockChoice;
	/** How far back sold orders are looked at. */
	readonly openDays: number;
	readonly ignoreUnreadable: boolean;
}

/** A push as it is shipped. */
export const PUSHED_AS_SHIPPED: PushedBy = {
	bySku: [],
	sharedStock: 'parentsItem',
	openDays: 30,
	ignoreUnreadable: false,
};

/** By the key of the account: a node cannot read the form of a node in another workflow. */
const pushes = memory.store<PushedBy>('pushedBy', 'large');

/** Remembers what the push to an account goes by, for nodes that say what it would do. `account` is null where the node has no saved credential. */
export async function rememberPush(account: string | null, by: PushedBy): Promise<void> {
	if (account !== null) await pushes.write(new Map([[account, by]]));
}

/** What the last push to an account went by. Null where the memory knows none, as in a process that has only just begun. */
export async function recallPush(account: string | null): Promise<PushedBy | null> {
	return account === null ? null : ((await pushes.read([account])).get(account) ?? null);
}
