import type { Company } from '../company.mts';
import { isJson, listAt, textAt, type Json } from '../json.mts';
import { runQuery } from '../query/run.mts';
import { missing, RuleFault, unsupportedOperation, wrongLength } from '../ruleFault.mts';
import { changedSince } from './changes.mts';
import { allowsDuplicateNumber, entityNamed, operationOf, write } from './operations.mts';
import type { Outcome, RequestIds } from './requestIds.mts';

/** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/batch */
const MOST_ITEMS = 30;

export interface BatchParts {
	readonly company: Company;
	readonly requestIds: RequestIds;
	readonly requestId: string | null;
	/** Told once for each hard path that an item takes. */
	readonly note: (hardPath: string) => void;
}

/** Whether the batch asks and writes nothing. */
export function isReadOnlyBatch(body: unknown): boolean {
	const items = listAt(body, 'BatchItemRequest');
	return items.length > 0 && items.every((item) => 'Query' in item || 'CDCQuery' in item);
}

/** Every item stands alone: a fault of one is its answer, and nothing is undone. Their order is not promised. */
export function runBatch(body: unknown, parts: BatchParts): Json {
	const items = checkedItems(body, parts.requestId);
	const answers = items.map((item) => runItem(item, parts));
	return { BatchItemResponse: [...answers.slice(1), ...answers.slice(0, 1)] };
}

function checkedItems(body: unknown, requestId: string | null): readonly Json[] {
	const items = listAt(body, 'BatchItemRequest');
	if (items.length === 0) throw missing('BatchItemRequest');
	if (items.length > MOST_ITEMS)
		throw new RuleFault(
			'1040',
			'Batch limit exceeded',
			`A batch can have ${MOST_ITEMS} items at most, not ${items.length}.`,
		);
	if ((requestId?.length ?? 0) > 36) throw wrongLength('requestid', 36);
	const ids = items.map((item) => textAt(item, 'bId') ?? '');
	if (ids.includes('') || new Set(ids).size < ids.length) throw missing('bId');
	if (ids.some((id) => id.length > 10)) throw wrongLength('bId', 10);
	return items;
}

function runItem(item: Json, parts: BatchParts): Json {
	const bId = textAt(item, 'bId');
	const key =
		parts.requestId === null || isReadOnlyBatch({ BatchItemRequest: [item] }) ? null : `${parts.requestId} ${bId}`;
	const { outcome, replayed } = parts.requestIds.once(key, item, () => attempt(() => answerItem(item, parts)));
	if (replayed) parts.note('requestid replay');
	if (outcome.fault?.code === '6140') parts.note('6140');
	return outcome.fault === null ? { bId, ...outcome.answer } : { bId, Fault: outcome.fault.body() };
}

/** A broken rule is an outcome; anything else is a mistake of this server and passes. */
export function attempt(work: () => object): Outcome {
	try {
		return { answer: work(), fault: null };
	} catch (error) {
		if (error instanceof RuleFault) return { answer: null, fault: error };
		throw error;
	}
}

function answerItem(item: Json, { company, note }: BatchParts): object {
	const query = textAt(item, 'Query');
	if (query !== null) {
		const { response, hardPaths } = runQuery(company, query);
		hardPaths.forEach(note);
		return { QueryResponse: response };
	}
	if (isJson(item['CDCQuery']))
		return {
			CDCResponse: changedSince(
				company,
				textAt(item, 'CDCQuery', 'Entities') ?? '',
				textAt(item, 'CDCQuery', 'ChangedSince') ?? '',
			),
		};
	return writeItem(item, company);
}

function writeItem(item: Json, company: Company): object {
	const { bId, operation, optionsData, ...rest } = item;
	const [named, ...more] = Object.entries(rest);
	const entity = named === undefined ? undefined : entityNamed(named[0]);
	if (named === undefined || entity === undefined || more.length > 0)
		throw unsupportedOperation(Object.keys(rest).join(', '));
	if (typeof operation !== 'string') throw missing('operation');
	const include = typeof optionsData === 'string' ? optionsData : null;
	const asked = operationOf(operation, include, named[1]);
	return {
		[entity]: write(company, {
			entity,
			operation: asked,
			body: named[1],
			allowDuplicateNumber: allowsDuplicateNumber(include),
		}),
	};
}
