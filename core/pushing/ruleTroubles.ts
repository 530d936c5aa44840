import { announce } from '../memory/workflowRun';
import type { PushRow } from './pushRow';
import type { ShopsRun } from './shopsRun';

/** More rows than these make a message that nobody reads. */
const MOST_NAMED = 5;

/** What people are told of the rows that cannot be used: once a day, and at once when others are wrong. None where they know it. */
export async function rowsOfRuleTroubles(
	troubles: readonly string[],
	{ run, memory, clock }: Pick<ShopsRun, 'run' | 'memory' | 'clock'>,
): Promise<PushRow[]> {
	const name = `rules ${run.node}`;
	if (troubles.length === 0) {
		await memory.alerts.end([name]);
		return [];
	}
	const [isDue] = await announce([{ name, text: troubles.join('\n') }], { run, alerts: memory.alerts, now: clock() });
	if (isDue !== true) return [];
	const rest = troubles.length - MOST_NAMED;
	const reason = troubles.slice(0, MOST_NAMED).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
	return [{ summary: reason, reason, outcome: 'wrongRules', troubles }];
}
