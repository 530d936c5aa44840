import type { Alert, AlertThrottle } from './memory';

/** The run of a node, as far as what is remembered depends on it. */
export interface WorkflowRun {
	/** Tells the node from all others, its copies in other workflows among them. */
	readonly node: string;
	readonly workflow: string | null;
	/** True when a person runs the workflow in the editor. */
	readonly isManual: boolean;
}

export interface Announcement {
	readonly run: WorkflowRun;
	readonly alerts: AlertThrottle;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** For each alert, in order: whether the run tells it. A person in the editor is told everything, which counts as told to nobody else. */
export async function announce(
	alerts: readonly Alert[],
	{ run, alerts: throttle, now }: Announcement,
): Promise<readonly boolean[]> {
	if (run.isManual) return alerts.map(() => true);
	return await throttle.tell(alerts, { workflow: run.workflow, now });
}
