import type { Moment } from '../../core/domain/moment';
import { accountKey } from './accountKey';
import type { HttpContext } from './httpFromN8n';

/** From when on each Channel Order Trigger of this process posts the orders of its account, by account and by trigger. */
const starts = new Map<string, Map<string, Moment>>();

/** Called by the trigger with each poll. `account`: its key, null where n8n keeps no credential. */
export function rememberSalesStart(account: string | null, trigger: string, start: Moment): void {
	if (account === null) return;
	starts.set(account, (starts.get(account) ?? new Map<string, Moment>()).set(trigger, start));
}

/**
 * From when on the orders of the node's account are posted: as the Channel Order Trigger of that account says, in whatever workflow it
 * stands, the earliest of several. Null where this process runs none, as a worker in queue mode, or has only just begun.
 */
export async function salesStartOf(context: HttpContext, channel: string): Promise<Moment | null> {
	// A credential that cannot be used is told of when it is used.
	const account = await accountKey(context, channel).then((key) => key, () => null);
	const [first = null] = [...(starts.get(account ?? '')?.values() ?? [])].sort();
	return first;
}
