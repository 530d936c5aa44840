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
interface OnceSteps<Write, Answer, Found, Result> {
	/** The calls that these writes go in. */
	readonly toCalls: (writes: readonly Write[]) => ReadonlyArray<readonly Write[]>;
	/**
	 * Sends one call, and gives what came back for each write, in their sequence. A rejection with a transient IntegrationError or an
	 * UnreadableError leaves open what was done; any other one is passed on.
	 */
	readonly send: (call: readonly Write[]) => Promise<ReadonlyArray<Answer | undefined>>;
	/**
	 * Reads what came back for one write; undefined for a write that QuickBooks did not take this time. What it throws is passed on: an
	 * answer that cannot be read says that something was done, so nothing is sent again.
	 */
	readonly read: (write: Write, answer: Answer | undefined) => WriteAnswered<Result> | undefined;
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
 * A write that got no answer in any round makes the wire's failure thrown: then a later run finds out. So does one whose answer was lost,
 * which is then doubtful and not found: QuickBooks may have done it and not show it yet. Without such a failure a write that QuickBooks
 * never took has no result.
 */
export async function writeOnce<Write, Answer, Found, Result>(
	writes: readonly Write[],
	steps: OnceSteps<Write, Answer, Found, Result>,
): Promise<ReadonlyMap<Write, Result>> {
	const known: Known<Write, Result> = { answers: new Map(), lost: new Map() };
	for (let round = 1; round <= ROUNDS; round++) {
		const open = writes.filter((write) => isOpen(known.answers.get(write)));
		if (open.length === 0) break;
		await sendAll(open, known, steps);
		await findUnclear(writes, known, steps);
	}
	throwIfUnknown(writes, known);
	return new Map([...known.answers].map(([write, { result }]) => [write, result]));
}

/** What is known of the writes by now. */
interface Known<Write, Result> {
	readonly answers: Map<Write, WriteAnswered<Result>>;
	/** The last failure that left a write unclear. */
	readonly lost: Map<Write, unknown>;
}

async function sendAll<Write, Answer, Found, Result>(
	open: readonly Write[],
	{ answers, lost }: Known<Write, Result>,
	{ toCalls, send, read }: OnceSteps<Write, Answer, Found, Result>,
): Promise<void> {
	for (const call of toCalls(open)) {
		const sent = await send(call).then((came) => ({ came }), unlessUnclear);
		call.forEach((write, place) => {
			if ('unclear' in sent) return void lost.set(write, sent.unclear);
			const answer = read(write, sent.came[place]);
			if (answer !== undefined) answers.set(write, answer);
		});
	}
}

function throwIfUnknown<Write, Result>(writes: readonly Write[], { answers, lost }: Known<Write, Result>): void {
	const isUnknown = (write: Write) =>
		!answers.has(write) || (lost.has(write) && answers.get(write)?.certainty === 'doubtful');
	const failure = [...lost.values()].at(-1);
	if (lost.size > 0 && writes.some(isUnknown)) throw failure;
}

async function findUnclear<Write, Answer, Found, Result>(
	writes: readonly Write[],
	{ answers }: Known<Write, Result>,
	{ find, isSame, toResult }: OnceSteps<Write, Answer, Found, Result>,
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
