import { addSeconds, type Moment } from '../model/moment';
import { readFields, readList, readNonEmptyText } from '../reading/readUnknown';
import { DOCUMENT_TYPES, type DocumentType, type QuickBooksClient } from './quickBooksClient';

/** QuickBooks looks 30 days back, and refuses to look further. https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/change-data-capture */
const LOOKS_BACK = 30 * 24 * 3600 - 3600;

/** It answers with so many objects at most, and does not say that there are more. */
const MOST_OBJECTS = 1000;

interface Deletion {
	readonly type: DocumentType;
	readonly id: string;
}

/**
 * What was deleted since a moment, as far back as QuickBooks knows (30 days); `now` is its clock. One read; where so much changed that deletions may be missing from
 * the answer, one more for each type. Throws IntegrationError and UnreadableError.
 */
export async function readDeletions(client: QuickBooksClient, since: Moment, now: Moment): Promise<Deletion[]> {
	const earliest = addSeconds(now, -LOOKS_BACK);
	const from = since < earliest ? earliest : since;
	const all = await readChanges(client, DOCUMENT_TYPES, from);
	if (all.objects < MOST_OBJECTS) return all.deletions;
	const deletions: Deletion[] = [];
	for (const type of DOCUMENT_TYPES) deletions.push(...(await readChanges(client, [type], from)).deletions);
	return deletions;
}

async function readChanges(client: QuickBooksClient, types: readonly DocumentType[], since: Moment) {
	const answers = readList(await client.changes(types, since), 'CDCResponse', readFields);
	const groups = answers.flatMap((answer, place) =>
		readList(answer.QueryResponse ?? [], `CDCResponse[${place}].QueryResponse`, readFields),
	);
	let objects = 0;
	const deletions: Deletion[] = [];
	for (const type of types) {
		for (const row of groups.flatMap((group) => readList(group[type] ?? [], type, readFields))) {
			objects += 1;
			if (row.status === 'Deleted') deletions.push({ type, id: readNonEmptyText(row.Id, `${type}.Id`) });
		}
	}
	return { objects, deletions };
}
