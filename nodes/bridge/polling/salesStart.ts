import type { Moment } from '../../../core/model/moment';
import { memory } from '../memory/memory';

/** From when on each Channel Order Trigger posts the orders of its account, by account and in it by trigger. */
const starts = memory.store<Readonly<Record<string, Moment>>>('salesStart');

/**
 * Remembers the start of a trigger, which calls this with each poll. `account`: its key, null where the node has no saved
 * credential.
 */
export async function rememberSalesStart(account: string | null, trigger: string, start: Moment): Promise<void> {
	if (account === null) return;
	await starts.update([account], (known) => ({
		entries: new Map([[account, { ...known.get(account), [trigger]: start }]]),
		result: undefined,
	}));
}

/**
 * From when on the orders of an account are posted: as its Channel Order Trigger says, in whatever workflow that stands, the earliest of
 * several. Null where the memory knows none, as in a worker of queue mode, or in a process that has only just begun.
 */
export async function salesStartOf(account: string | null): Promise<Moment | null> {
	if (account === null) return null;
	const ofTriggers = (await starts.read([account])).get(account) ?? {};
	const [first = null] = Object.values(ofTriggers).sort();
	return first;
}
