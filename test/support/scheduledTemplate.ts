import { expect } from '@jest/globals';
import { eventually } from './e2e';
import type { E2eN8n, E2eNode } from './e2eN8n';
import { runsOf, type E2eRun } from './e2eRuns';

/** Sets a schedule of a template, as a user does who will not wait an hour, or until the night. */
export async function reschedule(n8n: E2eN8n, template: string, node: string, interval: object): Promise<void> {
	const changed = (one: E2eNode) =>
		one.name === node ? { ...one, parameters: { rule: { interval: [interval] } } } : one;
	expect(await n8n.edit(template, changed)).toMatchObject({ status: 'published' });
}

interface AwaitedRun {
	readonly what: string;
	/** Id of a run; only later ones count. */
	readonly after: string;
	/** Name of the trigger. A template has several, and each of them may fire at any time of day, its nightly one too. */
	readonly startedBy: string;
	readonly isIt: (run: E2eRun) => boolean;
}

/** A finished run of the template that is as it should be, once there is one. */
export async function runThat(
	n8n: E2eN8n,
	template: string,
	{ what, after, startedBy, isIt }: AwaitedRun,
): Promise<E2eRun> {
	const isAwaited = (run: E2eRun): boolean => run.nodes.includes(startedBy) && isIt(run);
	return await eventually(what, async () => (await runsOf(n8n, template, after)).find(isAwaited), {
		seconds: 240,
		every: 3000,
	});
}
