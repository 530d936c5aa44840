import type { Moment } from '../../../core/model/moment';

/** From when on each Channel Order Trigger of this process posts the orders of its account, by account and by trigger. */
const starts = new Map<string, Map<string, Moment>>();

/** Called by the trigger with each poll. `account`: its key, null where n8n keeps no credential. */
export function rememberSalesStart(account: string | null, trigger: string, start: Moment): void {
	if (account === null) return;
	starts.set(account, (starts.get(account) ?? new Map<string, Moment>()).set(trigger, start));
}

/**
 * From when on the orders of an account are posted: as its Channel Order Trigger says, in whatever workflow that stands, the earliest of
 * several. Null where this process runs none, as a worker in queue mode, or has only just begun.
 */
export function salesStartOf(account: string | null): Moment | null {
	const [first = null] = [...(starts.get(account ?? '')?.values() ?? [])].sort();
	return first;
}
