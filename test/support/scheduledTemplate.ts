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

/** A finished run of the template after that run which is as it should be, once there is one. */
export async function runThat(
	n8n: E2eN8n,
	template: string,
	{ what, after, isIt }: { readonly what: string; readonly after: string; readonly isIt: (run: E2eRun) => boolean },
): Promise<E2eRun> {
	return await eventually(what, async () => (await runsOf(n8n, template, after)).find(isIt), {
		seconds: 240,
		every: 3000,
	});
}
