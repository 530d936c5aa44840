import { readMoment } from '../model/moment';
import type { HttpPort } from '../http/httpPort';
import { IntegrationError } from '../http/integrationError';
import { stallDetector } from '../http/progress';
import type { Memory } from '../memory/memory';
import { processMemory } from '../memory/processMemory';
import { readFields, readList, type Fields } from '../reading/readUnknown';
import { FAULT, readBatchAnswers, readFault } from './faults';
import { readCompanyAddress } from './companyAddress';
import { readCompany } from './company';
import { documentUrlOf } from './documentUrl';
import { itemUrlOf } from './itemUrl';
import { ROWS_PER_PAGE, gentlerConditions, selectPage } from './queryLanguage';
import type {
	BatchEntry,
	Company,
	Entity,
	QueryPage,
	QuickBooksClient,
	VoidableEntity,
	WriteAnswer,
} from './quickBooksClient';
import { quickBooksHttp, type Answer, type QuickBooksHttp } from './quickBooksHttp';

/** Longer statements go in a body: addresses beyond some 2,000 characters are cut or refused on the way. */
const LONGEST_ADDRESSED_STATEMENT = 1200;

/**
 * Opens one QuickBooks company. `settings` is the decrypted credential; without a company id in it
 * this throws IntegrationError('notAuthorised'). Nothing is sent yet. Without a `memory` of the process the client remembers for itself.
 */
export function connectQuickBooks(
	http: HttpPort,
	settings: Fields,
	memory: Memory = processMemory(),
): QuickBooksClient {
	const address = readCompanyAddress(settings);
	const wire = quickBooksHttp(http, address);
	const query = async (entity: Entity, statement: string) => await readPage(wire, entity, statement);
	return {
		realmId: address.realmId,
		documentUrl: documentUrlOf(address),
		itemUrl: itemUrlOf(address),
		memory,
		query,
		pages: (entity, where) => readAllPages(query, entity, where),
		changes: async (types, since) =>
			(await wire.get('cdc', { entities: types.join(), changedSince: since })).CDCResponse,
		write: async (entity, body, requestId) =>
			toWriteAnswer(entity, await wire.post(entity.toLowerCase(), { requestid: requestId }, body, true)),
		void: async (entity, id, syncToken, requestId) =>
			toWriteAnswer(
				entity,
				await wire.post(
					entity.toLowerCase(),
					{ ...voidParameters(entity), requestid: requestId },
					draftVoid(entity, id, syncToken),
					true,
				),
			),
		delete: async (entity, id, syncToken, requestId) =>
			toWriteAnswer(
				entity,
				await wire.post(
					entity.toLowerCase(),
					{ operation: 'delete', requestid: requestId },
					{ Id: id, SyncToken: syncToken },
					true,
				),
			),
		batch: async (entries) => await writeBatch(wire, entries),
		company: rememberingSuccess(async () => await requestCompany(wire, address.realmId)),
		requestsMade: wire.requestsMade,
	};
}

async function readPage(wire: QuickBooksHttp, entity: Entity, statement: string): Promise<QueryPage> {
	const isLong = statement.length > LONGEST_ADDRESSED_STATEMENT;
	const body = isLong ? await wire.postStatement(statement) : await wire.get('query', { query: statement });
	const found = readFields(body.QueryResponse, 'QueryResponse');
	return {
		rows: readList(found[entity] ?? [], `QueryResponse.${entity}`, readFields),
		asOf: readMoment(body.time, 'QuickBooks reply.time'),
	};
}

/**
 * A page may bring one row more than asked (node-quickbooks issue 89), so the end is a page that
 * brings fewer; rows that two pages share are delivered once. Throws UnreadableError when the same page comes again and again.
 */
async function* readAllPages(
	query: QuickBooksClient['query'],
	entity: Entity,
	where: string,
): AsyncIterable<QueryPage> {
	const seen = new Set<unknown>();
	const see = stallDetector();
	for (let start = 1; ; start += ROWS_PER_PAGE) {
		const page = await query(entity, selectPage(entity, where, start)).catch(unparsedOnly);
		if (page instanceof IntegrationError) {
			yield* readGentler(query, entity, { where, refusal: page });
			return;
		}
		const { rows, asOf } = page;
		const fresh = rows.filter(({ Id }) => Id === undefined || Id === null || !seen.has(Id));
		fresh.forEach(({ Id }) => seen.add(Id));
		yield { rows: fresh, asOf };
		if (rows.length < ROWS_PER_PAGE) return;
		see(
			`QuickBooks ${entity} list`,
			fresh.some(({ Id }) => Id !== undefined && Id !== null),
		);
	}
}

/** Lists that are short enough to be read whole where QuickBooks cannot parse a value. */
const READ_WHOLE: readonly Entity[] = ['Customer', 'Item', 'Vendor'];

async function* readGentler(
	query: QuickBooksClient['query'],
	entity: Entity,
	{ where, refusal }: { readonly where: string; readonly refusal: IntegrationError },
): AsyncIterable<QueryPage> {
	const conditions = READ_WHOLE.includes(entity) ? gentlerConditions(where) : [];
	if (conditions.length === 0) throw refusal;
	for (const condition of conditions) yield* readAllPages(query, entity, condition);
}

/** The refusal of a statement that QuickBooks cannot parse. Any other failure is thrown on. */
function unparsedOnly(failure: unknown): IntegrationError {
	const isUnparsed = failure instanceof IntegrationError && readFault(failure.reply?.body)?.code === FAULT.unparsed;
	if (isUnparsed) return failure;
	throw failure;
}

function toWriteAnswer(entity: Entity, { body, fault }: Answer): WriteAnswer {
	return fault === null ? { row: readFields(body[entity], `QuickBooks reply.${entity}`), fault } : { row: null, fault };
}

/** Only an invoice has an operation of its own for it. https://github.com/ej2/python-quickbooks/issues/304 */
function voidParameters(entity: VoidableEntity): Readonly<Record<string, string>> {
	return entity === 'Invoice' ? { operation: 'void' } : { operation: 'update', include: 'void' };
}

function draftVoid(entity: VoidableEntity, id: string, syncToken: string): Fields {
	return entity === 'Invoice' ? { Id: id, SyncToken: syncToken } : { Id: id, SyncToken: syncToken, sparse: true };
}

async function writeBatch(wire: QuickBooksHttp, entries: readonly BatchEntry[]) {
	const requests = entries.map(({ id, operation, entity, body }) => ({ bId: id, operation, [entity]: body }));
	const { body, fault } = await wire.post('batch', {}, { BatchItemRequest: requests }, false);
	return readBatchAnswers(entries, body, fault);
}

async function requestCompany(wire: QuickBooksHttp, realmId: string): Promise<Company> {
	const preferences = await wire.get('preferences');
	const info = await wire.get(`companyinfo/${encodeURIComponent(realmId)}`);
	return readCompany(realmId, preferences.Preferences, info.CompanyInfo);
}

function rememberingSuccess<T>(load: () => Promise<T>): () => Promise<T> {
	let known: { readonly value: T } | undefined;
	return async () => {
		known ??= { value: await load() };
		return known.value;
	};
}
