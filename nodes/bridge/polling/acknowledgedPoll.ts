import { isTransient } from '../../../core/http/integrationError';
import { findConnectionNotice } from '../credentials/connectionNotices';
import { errorToN8n } from '../errors/errorToN8n';
import { deliver } from './batchDelivery';
import type { PollSource } from './pollSource';
import { isActivation, pollStateOf } from './pollState';
import { beginTurn, realClock, type PollClock } from './pollTurn';
import { shouldReport } from './shownFaults';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

/**
 * Polls so that nothing is lost: news is emitted in batches, and the cursor moves past a batch only when the run
 * that got it has succeeded (docs/decisions/acknowledged-polls.md). Returns null always, except for a manual sample.
 * Throws only what a person should see: while publishing, a fault that persists, or a connection that is about to end.
 *
 * 1. "Fetch Test Event" gets a sample, and nothing is remembered.
 * 2. Take the turn; a context that still polls ends at once, and a newer context takes the turn over.
 * 3. Connect the source, and deliver batch after batch.
 * 4. Throw a fault when it is time to show it, else leave it in n8n's log.
 * 5. Give the turn back, unless a newer context has it.
 * 6. Tell of a connection that is about to end.
 */
export async function acknowledgedPoll<Cursor, Unit>(
	context: IPollFunctions,
	connect: () => Promise<PollSource<Cursor, Unit>>,
	clock: PollClock = realClock,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await sampleFrom(context, connect);
	const state = pollStateOf(context);
	if (state.owner === context) return null;
	const occasion = { state, clock, activating: isActivation(context) };
	state.owner = context;
	try {
		await deliver(await beginTurn(context, connect, occasion));
		Object.assign(state, { faults: 0, shownAt: null });
	} catch (fault) {
		if (shouldReport(context, occasion, isTransient(fault))) throw errorToN8n(context.getNode(), fault);
		context.logger.warn(`${context.getNode().name} will try again: ${(fault as Error).message}`);
	} finally {
		if (state.owner === context) state.owner = null;
	}
	const notice = occasion.activating ? null : await findConnectionNotice(context, clock.now());
	if (notice !== null) throw notice;
	return null;
}

async function sampleFrom<Cursor, Unit>(
	context: IPollFunctions,
	connect: () => Promise<PollSource<Cursor, Unit>>,
): Promise<INodeExecutionData[][] | null> {
	try {
		const source = await connect();
		const units = await source.sample();
		return units.length === 0 ? null : source.items(units);
	} catch (error) {
		throw errorToN8n(context.getNode(), error);
	}
}
