import { isTransient, IntegrationError } from '../../http/integrationError';
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
	/** What becomes of a write that QuickBooks refuses with all that is sent beside it, and alone as well. */
	readonly toRefusal: (write: Write, failure: IntegrationError) => Result;
}

const ROUNDS = 3;

/** So many writes that are refused alone, while none went through, are enough to know that the next ones are refused as well. */
const MOST_REFUSED_ALONE = 3;

/**
 * Writes each record once, although answers get lost. Each write goes out in at most three rounds:
 *
 * 1. All writes are sent that have no answer, or a passing one.
 * 2. What QuickBooks has is read for every write that may have been done without our knowing: unanswered, passing, doubtful.
 * 3. What is found gets its result and is never sent again; what is missing goes into the next round.
 *
 * One write can make QuickBooks refuse a whole call: with 500, or as a request that it cannot read. Such a call is halved until the write
 * stands alone, which is no round of the others. Alone it is sent three times more and then has its refusal, so that it holds up no others and does not come
 * for ever.
 *
 * A write that got no answer in any round makes the wire's failure thrown: then a later run finds out. So does one whose answer was lost,
 * which is then doubtful and not found: QuickBooks may have done it and not show it yet. Without such a failure a write that QuickBooks
 * never took has no result.
 */
export async function writeOnce<Write, Answer, Found, Result>(
	writes: readonly Write[],
	steps: OnceSteps<Write, Answer, Found, Result>,
): Promise<ReadonlyMap<Write, Result>> {
	const known: Known<Write, Result> = {
		answers: new Map(),
		lost: new Map(),
		rounds: new Map(),
		refusedAlone: new Map(),
		apart: [],
		wentThrough: false,
	};
	for (let open = openOf(writes, known); open.length > 0; open = openOf(writes, known)) {
		await sendAll(open, known, steps);
		await findUnclear(writes, known, steps);
		refuseHopeless(writes, known, steps);
	}
	throwIfUnknown(writes, known);
	return new Map([...known.answers].map(([write, { result }]) => [write, result]));
}

/** What is known of the writes by now. */
interface Known<Write, Result> {
	readonly answers: Map<Write, WriteAnswered<Result>>;
	/** The last failure that left a write unclear. */
	readonly lost: Map<Write, unknown>;
	/** How often each was sent, but for calls that were refused as a whole. */
	readonly rounds: Map<Write, number>;
	/** The last refusal of each write that was sent alone. */
	readonly refusedAlone: Map<Write, IntegrationError>;
	/** What goes in calls of its own, since a call of them and others was refused as a whole. */
	apart: ReadonlyArray<readonly Write[]>;
	/** True once QuickBooks has answered a call. */
	wentThrough: boolean;
}

function openOf<Write, Result>(writes: readonly Write[], { answers, rounds }: Known<Write, Result>): Write[] {
	return writes.filter((write) => isOpen(answers.get(write)) && (rounds.get(write) ?? 0) < ROUNDS);
}

function callsOf<Write, Answer, Found, Result>(
	open: readonly Write[],
	{ apart }: Known<Write, Result>,
	{ toCalls }: OnceSteps<Write, Answer, Found, Result>,
): ReadonlyArray<readonly Write[]> {
	const openNow = new Set(open);
	const groups = apart.map((group) => group.filter((write) => openNow.has(write))).filter(({ length }) => length > 0);
	const inGroups = new Set(groups.flat());
	return [...toCalls(open.filter((write) => !inGroups.has(write))), ...groups];
}

async function sendAll<Write, Answer, Found, Result>(
	open: readonly Write[],
	known: Known<Write, Result>,
	steps: OnceSteps<Write, Answer, Found, Result>,
): Promise<void> {
	const apart: Array<readonly Write[]> = [];
	for (const call of callsOf(open, known, steps)) {
		if (isHopeless(known)) break;
		const sent = await steps.send(call).then((came) => ({ came }), unlessUnclear);
		if ('refused' in sent) apart.push(...noteRefusal(call, sent.refused, known));
		else noteAnswers(call, sent, known, steps);
	}
	known.apart = apart;
}

function noteAnswers<Write, Answer, Found, Result>(
	call: readonly Write[],
	sent: { readonly came: ReadonlyArray<Answer | undefined> } | { readonly unclear: unknown },
	known: Known<Write, Result>,
	{ read }: OnceSteps<Write, Answer, Found, Result>,
): void {
	call.forEach((write, place) => {
		countRound(write, known);
		if ('unclear' in sent) return void known.lost.set(write, sent.unclear);
		known.wentThrough = true;
		const answer = read(write, sent.came[place]);
		if (answer !== undefined) known.answers.set(write, answer);
	});
}

/** The calls that the writes of a refused call go in next: its halves, or the one write alone. */
function noteRefusal<Write, Result>(
	call: readonly Write[],
	failure: IntegrationError,
	known: Known<Write, Result>,
): ReadonlyArray<readonly Write[]> {
	call.forEach((write) => known.lost.set(write, failure));
	const [only] = call;
	if (only === undefined) return [];
	if (call.length > 1) {
		const half = Math.ceil(call.length / 2);
		return [call.slice(0, half), call.slice(half)];
	}
	countRound(only, known);
	known.refusedAlone.set(only, failure);
	return [call];
}

function countRound<Write, Result>(write: Write, { rounds }: Known<Write, Result>): void {
	rounds.set(write, (rounds.get(write) ?? 0) + 1);
}

/** True where QuickBooks reads and takes no write at all: nobody waits for thirty writes that are refused one after the other. */
function isHopeless<Write, Result>({ refusedAlone, wentThrough }: Known<Write, Result>): boolean {
	return !wentThrough && refusedAlone.size >= MOST_REFUSED_ALONE;
}

/** Gives a write its refusal that was refused alone often enough, or would be. */
function refuseHopeless<Write, Answer, Found, Result>(
	writes: readonly Write[],
	known: Known<Write, Result>,
	{ toRefusal }: OnceSteps<Write, Answer, Found, Result>,
): void {
	const last = [...known.refusedAlone.values()].at(-1);
	for (const write of writes) {
		const own = known.refusedAlone.get(write) ?? (isHopeless(known) ? last : undefined);
		if (own === undefined || known.answers.get(write)?.certainty === 'final') continue;
		if (isOpen(known.answers.get(write)) && (isHopeless(known) || isRefusedForGood(own, known.rounds.get(write))))
			known.answers.set(write, { result: toRefusal(write, own), certainty: 'final' });
	}
}

function isRefusedForGood({ kind }: IntegrationError, rounds = 0): boolean {
	return kind === 'rejected' || rounds >= ROUNDS;
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

/**
 * A call that was refused as a whole may hold one write that is to blame. A lost connection or an answer that is none leaves open what was
 * done; any other failure is passed on.
 */
function unlessUnclear(failure: unknown): { readonly refused: IntegrationError } | { readonly unclear: unknown } {
	if (failure instanceof IntegrationError && (failure.kind === 'rejected' || failure.reply?.status === 500))
		return { refused: failure };
	if (isTransient(failure) || failure instanceof UnreadableError) return { unclear: failure };
	throw failure;
}
