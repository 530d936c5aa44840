import type { BoundedStore } from './boundedStore';
import type { Alert, AlertSource, AlertThrottle } from './memory';

/** What comes once a day comes a little earlier on some days than on others, and is told on each. Milliseconds. */
const ONCE_A_DAY = 20 * 3600_000;

/** What people were told of a name last. */
interface SentAlert {
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly workflow: string | null;
	readonly text: string;
	readonly severity: number;
}

/** True when the alert was never told, was told longer ago than its pause, says something else, or is worse than last time. */
function isDue(
	{ text = '', severity = 0, pause = ONCE_A_DAY }: Alert,
	last: SentAlert | undefined,
	now: number,
): boolean {
	return last === undefined || now >= last.at + pause || text !== last.text || severity > last.severity;
}

/** The throttle of announcements in one process, on a store that holds nothing else. */
export function alertThrottle(sent: BoundedStore<SentAlert>): AlertThrottle {
	const tellOne = (alert: Alert, { workflow, now }: AlertSource): boolean => {
		const { name, text = '', severity = 0 } = alert;
		const last = sent.get(name);
		const due = isDue(alert, last, now);
		if (due) sent.set(name, { at: now, workflow, text, severity });
		else if (last !== undefined && severity < last.severity) sent.set(name, { ...last, severity });
		return due;
	};
	return {
		isDue: async (alerts, now) => await Promise.resolve(alerts.map((alert) => isDue(alert, sent.get(alert.name), now))),
		tell: async (alerts, source) => await Promise.resolve(alerts.map((alert) => tellOne(alert, source))),
		async end(names) {
			names.forEach((name) => sent.delete(name));
			await Promise.resolve();
		},
		async takeBack(workflow, since) {
			for (const [name, one] of sent.entries()) if (one.workflow === workflow && one.at >= since) sent.delete(name);
			await Promise.resolve();
		},
	};
}
