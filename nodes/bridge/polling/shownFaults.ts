import type { PollOccasion } from './pollTurn';
import type { IPollFunctions } from 'n8n-workflow';

/** A passing fault is shown to people from its third poll on, a lasting one at once. */
const QUIET_FAULTS = 2;

/** Either is shown again after an hour. Milliseconds. */
const REPORT_AGAIN_AFTER = 60 * 60_000;

/**
 * True when a fault is to be thrown, and counts it. `mayPass`: a later attempt may not meet it again. While n8n activates, a throw is a trigger's death unless a person is there to see
 * it: five throws at start-up leave it dead for good. On a tick it makes a failed run, which is how people hear of it.
 */
export function shouldReport(
	context: IPollFunctions,
	{ state, clock, activating }: PollOccasion,
	mayPass: boolean,
): boolean {
	if (activating) return context.getActivationMode() === 'activate';
	state.faults += 1;
	const quiet = mayPass && state.faults <= QUIET_FAULTS;
	const shownLately = state.shownAt !== null && clock.now() < state.shownAt + REPORT_AGAIN_AFTER;
	if (quiet || shownLately) return false;
	state.shownAt = clock.now();
	return true;
}
