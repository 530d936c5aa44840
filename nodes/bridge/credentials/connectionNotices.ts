import { UnreadableError } from '../../../core/reading/readUnknown';
import { findEndingConnection, type EndingConnection } from './connectionEnd';
import { errorToN8n } from '../errors/errorToN8n';
import { hasOutputPanel, hint } from '../hints';
import type { HttpContext } from '../http/httpFromN8n';
import { describeCredential, type CredentialInUse } from '../http/reconnect';
import { memory } from '../memory/memory';
import { NodeOperationError, type ICredentialDataDecryptedObject, type IPollFunctions } from 'n8n-workflow';

const DAY = 24 * 3600_000;

/** The pause between two notices of one end: a week, in the last week a day. Milliseconds. */
const REPEAT_AFTER = { early: 7 * DAY, late: DAY };

interface KnownEnding {
	readonly key: string;
	readonly ending: EndingConnection;
}

/** What each trigger found when it last read its credentials, by type: a note on the context itself, which n8n keeps as long as the trigger. */
const endings = new WeakMap<object, Map<string, KnownEnding>>();

/**
 * Looks for a near end in a credential that a node has just read. An action shows it in its output panel with every run. A trigger
 * keeps it for `findConnectionNotice`.
 */
export function recordConnectionEnd(
	context: HttpContext,
	type: string,
	settings: ICredentialDataDecryptedObject,
): void {
	const chosen = context.getNode().credentials?.[type];
	const ending = readEnding(context, { type, name: chosen?.name }, settings);
	const known = endings.get(context) ?? new Map<string, KnownEnding>();
	known.delete(type);
	endings.set(context, known);
	if (ending === null) return;
	if (hasOutputPanel(context)) hint(context, ending.message, 'warning');
	else known.set(type, { key: `${type}:${chosen?.id ?? 'unsaved'}`, ending });
}

/**
 * The failure by which a trigger announces the end of its connection; null when there is none, or when people were told lately. Of several ends one is announced by each poll. n8n's
 * error workflow, and so a person, hears of nothing else of a trigger. `now`: milliseconds since the epoch.
 */
export async function findConnectionNotice(context: IPollFunctions, now: number): Promise<NodeOperationError | null> {
	for (const { key, ending } of endings.get(context)?.values() ?? []) {
		const pause = ending.daysLeft < 7 ? REPEAT_AFTER.late : REPEAT_AFTER.early;
		const [isDue] = await memory.alerts.tell([{ name: `connection ${key}`, pause }], { workflow: null, now });
		if (isDue !== true) continue;
		const description =
			'Nothing has failed, and nothing is lost: the trigger goes on. This is said once a week, and every day in the last week.';
		return new NodeOperationError(context.getNode(), ending.message, { description, level: 'warning' });
	}
	return null;
}

/**
 * The near end in a credential; null without one. A day that cannot be read must not stop the stock, so it is announced like an end.
 */
function readEnding(
	context: HttpContext,
	credential: CredentialInUse,
	settings: ICredentialDataDecryptedObject,
): EndingConnection | null {
	try {
		return findEndingConnection(credential, settings, Date.now());
	} catch (fault) {
		if (!(fault instanceof UnreadableError)) throw errorToN8n(context.getNode(), fault);
		return {
			message: `${describeCredential(credential)} holds a day that cannot be read: ${fault.message}, such as 2028-05-31.`,
			daysLeft: 30,
		};
	}
}
