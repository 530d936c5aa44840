import { isOldEnoughToBeFound } from '../../quickbooks/knownDocuments';
import { readIndex } from '../../quickbooks/indexMemory';
import { chunk } from '../../http/chunks';
import type { Moment } from '../../model/moment';
import { surplusExpenses, type FeeWrite } from '../plan/feeWrites';
import { ENTRIES_PER_BATCH } from './writeDocuments';
import { guardedRequestId, unlessDone } from './voidDocument';
import { writeOnce, type WriteAnswered } from './writeOnce';
import { FAULT, faultOf, isConflict, isTransientFault } from '../../quickbooks/faults';
import { readFeeExpense, type FeeExpense } from '../../quickbooks/feeExpense';
import { createdSince } from '../../quickbooks/queryLanguage';
import type { Company, Fault, QuickBooksClient, WriteAnswer } from '../../quickbooks/quickBooksClient';
import { UnreadableError } from '../../reading/readUnknown';

/** conflict: another run or a person changed it meanwhile. gone: somebody deleted it since it was written. */
type ExpenseWritten =
	| { readonly result: 'written'; readonly expense: FeeExpense }
	| { readonly result: 'conflict' | 'gone' }
	| { readonly result: 'refused'; readonly fault: Fault };

interface ExpensesFound {
	readonly expenses: readonly FeeExpense[];
	/** The ids of those that were there before, by identity. */
	readonly lost: ReadonlyMap<string, string>;
	/** QuickBooks' clock at the first of the answers. */
	readonly asOf: Moment | null;
}

/**
 * Expenses of ours that were made since a moment, by marker: whatever number or day they have by now. A thousand to a read. One that was seen before and has no marker
 * any more was deleted, or its memo was written over.
 */
export async function readExpensesSince(client: QuickBooksClient, since: Moment): Promise<ExpensesFound> {
	const company = await client.company();
	const { clock, expenses: known } = await readIndex(client);
	const askedAt = ++clock.now;
	const expenses: FeeExpense[] = [];
	let asOf: Moment | null = null;
	for await (const page of client.pages('Purchase', createdSince(since))) {
		asOf ??= page.asOf;
		expenses.push(...page.rows.map((row) => readFeeExpense(row, company)).filter(({ marker }) => marker !== null));
	}
	const identities = new Set(expenses.map(({ marker }) => marker?.identity));
	// What another run saw since may not have been there yet.
	const lost = [...known].filter(([identity, { seen }]) => seen < askedAt && !identities.has(identity));
	clock.now += 1;
	for (const { id, marker } of expenses) if (marker !== null) known.set(marker.identity, { id, seen: clock.now });
	return { expenses, lost: new Map(lost.map(([identity, { id }]) => [identity, id])), asOf };
}

/**
 * Writes expenses, each once (see writeOnce):
 *
 * 1. An update is a call of its own; new ones go 30 to a call.
 * 2. What is unclear after a call is looked up by its marker, and only what is missing is sent again.
 * 3. New ones are looked up once more, since a run side by side may have written the same: the younger of two is taken away.
 */
export async function writeExpenses(
	client: QuickBooksClient,
	writes: readonly FeeWrite[],
	since: Moment,
): Promise<ReadonlyMap<FeeWrite, ExpenseWritten>> {
	const company = await client.company();
	const results = await writeOnce<FeeWrite, WriteAnswer, FeeExpense, ExpenseWritten>(writes, {
		toCalls,
		send: async (call) => await send(client, call),
		read: (write, answer) => readAnswer(write, answer, company),
		find: async () => (await readExpensesSince(client, since)).expenses,
		isSame: isInPlaceOf,
		toResult: (_, expense) => ({ result: 'written', expense }),
		toRefusal: (_, failure) => ({ result: 'refused', fault: faultOf(failure) }),
	});
	const isCreation = (write: FeeWrite) => write.operation === 'create' && results.get(write)?.result === 'written';
	if (!writes.some(isCreation)) return results;
	const beside = await readExpensesSince(client, since);
	const removed = await removeSurplus(client, beside.expenses);
	return new Map(
		[...results].map(([write, result]) => [
			write,
			isCreation(write) ? afterLookingAgain(result, beside, removed) : result,
		]),
	);
}

/** Takes away what is one too many, and gives what was taken away. Another run that is at it already is left to finish. */
export async function removeSurplus(
	client: QuickBooksClient,
	found: readonly FeeExpense[],
): Promise<readonly FeeExpense[]> {
	const removed: FeeExpense[] = [];
	for (const expense of surplusExpenses(found)) {
		const fault = await removeExpense(client, expense);
		if (fault === null || isConflict(fault)) removed.push(expense);
	}
	return removed;
}

/** Null when it is gone. QuickBooks' API does not void an expense. */
export async function removeExpense(
	client: QuickBooksClient,
	{ id, syncToken, marker }: FeeExpense,
): Promise<Fault | null> {
	const fault = unlessDone((await client.delete('Purchase', id, syncToken, guardedRequestId())).fault);
	const { expenses } = await readIndex(client);
	if (fault === null && marker !== null && expenses.get(marker.identity)?.id === id) expenses.delete(marker.identity);
	return fault;
}

function toCalls(writes: readonly FeeWrite[]): FeeWrite[][] {
	const updates = writes.filter(({ operation }) => operation === 'update').map((write) => [write]);
	return [
		...updates,
		...chunk(
			writes.filter(({ operation }) => operation === 'create'),
			ENTRIES_PER_BATCH,
		),
	];
}

/** An expense alone goes as a call of its own: its requestid makes that one repeatable, a batch never is. */
async function send(client: QuickBooksClient, writes: readonly FeeWrite[]): Promise<readonly WriteAnswer[]> {
	const [only] = writes;
	if (only !== undefined && writes.length === 1) return [await client.write('Purchase', only.body, only.requestId)];
	return await client.batch(
		writes.map(({ operation, body }, place) => ({ id: String(place + 1), operation, entity: 'Purchase', body })),
	);
}

function readAnswer(
	{ operation }: FeeWrite,
	answer: WriteAnswer | undefined,
	company: Company,
): WriteAnswered<ExpenseWritten> {
	if (answer === undefined) throw new UnreadableError('BatchItemResponse', 'an answer for every entry');
	const { row, fault } = answer;
	if (fault === null)
		return { result: { result: 'written', expense: readFeeExpense(row, company) }, certainty: 'final' };
	if (operation === 'update' && isConflict(fault)) return { result: { result: 'conflict' }, certainty: 'final' };
	if (isTransientFault(fault)) return { result: { result: 'refused', fault }, certainty: 'passing' };
	return { result: { result: 'refused', fault }, certainty: fault.code === FAULT.doneBefore ? 'doubtful' : 'final' };
}

/** An update has an expense in its place in any case: only what came after the version that it replaces counts. */
function isInPlaceOf({ identity, fingerprint, operation, body }: FeeWrite, { marker, syncToken }: FeeExpense): boolean {
	if (marker?.identity !== identity) return false;
	return operation === 'create' || (marker.fingerprint === fingerprint && syncToken !== body.SyncToken);
}

/** Ours may have been the younger of two; and a requestid brings the answer of long ago back although the expense was deleted since. */
function afterLookingAgain(
	result: ExpenseWritten,
	{ expenses, asOf }: ExpensesFound,
	removed: readonly FeeExpense[],
): ExpenseWritten {
	if (result.result !== 'written') return result;
	const { id, marker } = result.expense;
	if (removed.some((expense) => expense.id === id)) {
		const older = expenses.find((one) => one.marker?.identity === marker?.identity && one.id !== id);
		return older === undefined ? { result: 'conflict' } : { result: 'written', expense: older };
	}
	const isThere = expenses.some((expense) => expense.id === id);
	return !isThere && isOldEnoughToBeFound(result.expense, asOf) ? { result: 'gone' } : result;
}
