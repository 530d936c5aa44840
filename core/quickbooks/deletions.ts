import { addSeconds, readMoment, toMillis, type Moment } from '../model/moment';
import type { Deletion } from './documentIndex';
import { fieldsOrNone, readFields, readList, textOr, type Fields } from '../reading/readUnknown';
import { readableOr } from '../reading/catchUnreadable';
import { DOCUMENT_TYPES, type DocumentType, type QuickBooksClient } from './quickBooksClient';

/** QuickBooks looks 30 days back, and refuses to look further. https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/change-data-capture */
const LOOKS_BACK = 30 * 24 * 3600 - 3600;

/** It answers with so many objects at most, and does not say that there are more. */
const MOST_OBJECTS = 1000;

/** Where so much changed that no answer holds it, the time that is asked for is halved, but not below this, seconds. */
const SHORTEST = 3600;

/**
 * What was deleted since a moment, null for as far back as QuickBooks knows (30 days); `now` is its clock. One read; where so much changed that deletions may be missing from
 * the answer, one more for each type, and for a shorter time until it holds all. Throws IntegrationError and UnreadableError.
 */
export async function readDeletions(client: QuickBooksClient, since: Moment | null, now: Moment): Promise<Deletion[]> {
	const earliest = addSeconds(now, -LOOKS_BACK);
	const from = since === null || since < earliest ? earliest : since;
	const all = await readChanges(client, DOCUMENT_TYPES, { from, now });
	if (all.objects < MOST_OBJECTS) return all.deletions;
	const deletions: Deletion[] = [];
	for (const type of DOCUMENT_TYPES) deletions.push(...(await readOfType(client, type, { from, now })));
	return deletions;
}

interface Window {
	readonly from: Moment;
	readonly now: Moment;
}

async function readOfType(client: QuickBooksClient, type: DocumentType, { from, now }: Window): Promise<Deletion[]> {
	const { objects, deletions } = await readChanges(client, [type], { from, now });
	const seconds = (toMillis(now) - toMillis(from)) / 1000;
	if (objects < MOST_OBJECTS || seconds <= SHORTEST) return deletions;
	const later = await readOfType(client, type, { from: addSeconds(now, -Math.floor(seconds / 2)), now });
	return [...new Map([...deletions, ...later].map((deletion) => [deletion.id, deletion])).values()];
}

async function readChanges(client: QuickBooksClient, types: readonly DocumentType[], { from, now }: Window) {
	const answers = readList(await client.changes(types, from), 'CDCResponse', readFields);
	const groups = answers.flatMap((answer, place) =>
		readList(answer.QueryResponse ?? [], `CDCResponse[${place}].QueryResponse`, readFields),
	);
	let objects = 0;
	const deletions: Deletion[] = [];
	for (const type of types) {
		for (const row of groups.flatMap((group) => readList(group[type] ?? [], type, readFields))) {
			objects += 1;
			if (row.status === 'Deleted') deletions.push(readDeletion(type, row, now));
		}
	}
	return { objects, deletions };
}

/** One whose time cannot be read may be of `now`; one without an id may be any. */
function readDeletion(type: DocumentType, row: Fields, now: Moment): Deletion {
	const { LastUpdatedTime } = fieldsOrNone(row.MetaData);
	const deletedAt = readableOr(() => readMoment(LastUpdatedTime, `${type}.MetaData.LastUpdatedTime`), now);
	return { type, id: textOr(row.Id, 'unknown'), deletedAt };
}
