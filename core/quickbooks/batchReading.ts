import { IntegrationError } from '../http/integrationError';
import { readFields, readList, readText, UnreadableError, type Fields } from '../reading/readUnknown';
import { faultInWords, readFault } from './faultReading';
import type { BatchAnswer, BatchEntry, Fault } from './quickBooksClient';

/**
 * One answer for each entry, in the order of the entries; QuickBooks promises none. An entry without an
 * answer makes the whole batch unclear, so it throws UnreadableError.
 */
export function readBatchAnswers(
	entries: readonly BatchEntry[],
	body: Fields | null,
	fault: Fault | null,
): BatchAnswer[] {
	if (body === null)
		throw new IntegrationError(
			'rejected',
			`QuickBooks refused the batch: ${fault === null ? 'no reason given' : faultInWords(fault)}`,
		);
	const answers = readList(body.BatchItemResponse, 'BatchItemResponse', readFields);
	const byId = new Map(
		answers.map((answer, place) => [readText(answer.bId, `BatchItemResponse[${place}].bId`), answer]),
	);
	return entries.map((entry) => readAnswer(entry, byId.get(entry.id)));
}

function readAnswer({ id, entity }: BatchEntry, answer: Fields | undefined): BatchAnswer {
	if (answer === undefined) throw new UnreadableError('BatchItemResponse', `an answer for every entry, ${id} included`);
	const fault = readFault(answer);
	return fault === null
		? { id, row: readFields(answer[entity], `BatchItemResponse ${id}.${entity}`), fault }
		: { id, row: null, fault };
}
