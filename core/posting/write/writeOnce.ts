import { isTransient } from '../../http/integrationError';
import { UnreadableError } from '../../reading/readUnknown';

/** What QuickBooks answered to one write. */
export interface WriteAnswered<Result> {
	readonly result: Result;
	/**
	 * `final`: the result stays.
	 * `passing`: the write may go through at another time, so it is looked up and sent again.
	 * `doubtful`: the write may have been done before, so it is looked up and not sent again.
	 */
	readonly certainty: 'final' | 'passing' | 'doubtful';
}

/** How one kind of record is sent, and how it is found again. */
interface OnceSteps<Write, Found, Result> {
	/** The calls that these writes go in. */
	readonly toCalls: (writes: readonly Write[]) => ReadonlyArray<readonly Write[]>;
	/**
	 * Sends one call. One answer for each write, in their sequence; undefined for a write that QuickBooks did not take this time.
	 * A rejection with a transient IntegrationError or an UnreadableError leaves open what was done; any other one is passed on.
	 */
	readonly send: (call: readonly Write[]) => Promise<ReadonlyArray<WriteAnswered<Result> | undefined>>;
	/** Reads what QuickBooks has in the place of these writes. */
	readonly find: (unclear: readonly Write[]) => Promise<readonly Found[]>;
	/** True for a record that stands in the place of this write. */
	readonly isSame: (write: Write, found: Found) => boolean;
	/** What became of a write whose record was found. */
	readonly toResult: (write: Write, found: Found) => Result;
}

const ROUNDS = 3;

/**
 * Writes each record once, although answers get lost. At most three rounds:
 *
 * 1. All writes are sent that have no answer, or a passing one.
 * 2. What QuickBooks has is read for every write that may have been done without our knowing: unanswered, passing, doubtful.
 * 3. What is found gets its result and is never sent again; what is missing goes into the next round.
 *
 * A write that got no answer in any round makes the wire's failure thrown: then a later run finds out. Without such a failure a write that
 * QuickBooks never took has no result.
 */
export async function writeOnce<Write, Found, Result>(
	writes: readonly Write[],
	steps: OnceSteps<Write, Found, Result>,
): Promise<ReadonlyMap<Write, Result>> {
	const answers = new Map<Write, WriteAnswered<Result>>();
	let failure: unknown;
	for (let round = 1; round <= ROUNDS; round++) {
		const open = writes.filter((write) => isOpen(answers.get(write)));
		if (open.length === 0) break;
		failure = (await sendAll(open, answers, steps)) ?? failure;
		await findUnclear(writes, answers, steps);
	}
	if (failure !== undefined && writes.some((write) => !answers.has(write))) throw failure;
	return new Map([...answers].map(([write, { result }]) => [write, result]));
}

/** Gives back the last failure that left a call unclear. */
async function sendAll<Write, Found, Result>(
	open: readonly Write[],
	answers: Map<Write, WriteAnswered<Result>>,
	{ toCalls, send }: OnceSteps<Write, Found, Result>,
): Promise<unknown> {
	let failure: unknown;
	for (const call of toCalls(open)) {
		const answered = await send(call).catch(unlessUnclear);
		if ('unclear' in answered) failure = answered.unclear;
		else
			call.forEach((write, place) => {
				const answer = answered[place];
				if (answer !== undefined) answers.set(write, answer);
			});
	}
	return failure;
}

async function findUnclear<Write, Found, Result>(
	writes: readonly Write[],
	answers: Map<Write, WriteAnswered<Result>>,
	{ find, isSame, toResult }: OnceSteps<Write, Found, Result>,
): Promise<void> {
	const unclear = writes.filter((write) => answers.get(write)?.certainty !== 'final');
	if (unclear.length === 0) return;
	const records = await find(unclear);
	for (const write of unclear) {
		const found = records.find((record) => isSame(write, record));
		if (found !== undefined) answers.set(write, { result: toResult(write, found), certainty: 'final' });
	}
}

function isOpen<Result>(answer: WriteAnswered<Result> | undefined): boolean {
	return answer === undefined || answer.certainty === 'passing';
}

/** A lost connection or an answer that is none leaves open what was done; any other failure is passed on. */
function unlessUnclear(failure: unknown): { readonly unclear: unknown } {
	if (isTransient(failure) || failure instanceof UnreadableError) return { unclear: failure };
	throw failure;
}
